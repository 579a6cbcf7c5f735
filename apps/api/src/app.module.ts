/** The rooms of the interface tier, put together. */
import { Module, type DynamicModule } from '@nestjs/common';
import { BlueprintsModule } from './blueprints/blueprints.module.js';
import { CatalogModule } from './catalog/catalog.module.js';
import type { AppConfig } from './config/app-config.js';
import { ConfigModule } from './config/config.module.js';
import { ExecutionsModule } from './executions/executions.module.js';
import { HealthModule } from './health/health.module.js';
import { HttpModule } from './http/http.module.js';
import type { Logger } from './logging/create-logger.js';
import { LoggingModule } from './logging/logging.module.js';
import { McpProtocolModule } from './mcp-protocol/mcp-protocol.module.js';
import { PartialsModule } from './partials/partials.module.js';
import { SignalsModule } from './signals/signals.module.js';
import { StorageModule } from './storage/storage.module.js';
import { StreamModule } from './stream/stream.module.js';

@Module({})
export class AppModule {
  static forRoot(config: AppConfig, logger: Logger): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        LoggingModule.forRoot(logger),
        StorageModule,
        HttpModule,
        CatalogModule,
        BlueprintsModule,
        PartialsModule,
        ExecutionsModule,
        SignalsModule,
        StreamModule,
        McpProtocolModule,
        HealthModule,
      ],
    };
  }
}
