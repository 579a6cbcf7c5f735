/** The rooms of the interface tier, put together. */
import { Module, type DynamicModule } from '@nestjs/common';
import { AccessModule } from './access/access.module.js';
import { AuditModule } from './audit/audit.module.js';
import { BlueprintsModule } from './blueprints/blueprints.module.js';
import { CatalogModule } from './catalog/catalog.module.js';
import type { AppConfig } from './config/app-config.js';
import { ConfigModule } from './config/config.module.js';
import { ExecutionsModule } from './executions/executions.module.js';
import { GovernanceModule } from './governance/governance.module.js';
import { HealthModule } from './health/health.module.js';
import { HttpModule } from './http/http.module.js';
import type { Logger } from './logging/create-logger.js';
import { LoggingModule } from './logging/logging.module.js';
import { McpProtocolModule } from './mcp-protocol/mcp-protocol.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import type { Metrics } from './metrics/metrics.js';
import { PartialsModule } from './partials/partials.module.js';
import { SecretsModule } from './secrets/secrets.module.js';
import { RateLimitModule } from './rate-limit/rate-limit.module.js';
import { SignalsModule } from './signals/signals.module.js';
import { StorageModule } from './storage/storage.module.js';
import { StreamModule } from './stream/stream.module.js';

@Module({})
export class AppModule {
  static forRoot(config: AppConfig, logger: Logger, metrics: Metrics): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        LoggingModule.forRoot(logger),
        StorageModule,
        MetricsModule.forRoot(metrics),
        AuditModule,
        AccessModule,
        RateLimitModule,
        HttpModule,
        CatalogModule,
        BlueprintsModule,
        GovernanceModule,
        PartialsModule,
        SecretsModule,
        ExecutionsModule,
        SignalsModule,
        StreamModule,
        McpProtocolModule,
        HealthModule,
      ],
    };
  }
}
