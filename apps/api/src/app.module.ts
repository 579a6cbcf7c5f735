/** The rooms of the interface tier, put together. */
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { AccessModule } from './access/access.module.js';
import { AuditModule } from './audit/audit.module.js';
import { BlueprintsModule } from './blueprints/blueprints.module.js';
import { CatalogModule } from './catalog/catalog.module.js';
import type { AppConfig } from './config/app-config.js';
import { ConfigModule } from './config/config.module.js';
import { ExecutionsModule } from './executions/executions.module.js';
import { WorkerModule } from './executions/worker/worker.module.js';
import { GovernanceModule } from './governance/governance.module.js';
import { HealthModule } from './health/health.module.js';
import { HttpModule } from './http/http.module.js';
import type { Logger } from './logging/create-logger.js';
import { LoggingModule } from './logging/logging.module.js';
import { McpProtocolModule } from './mcp-protocol/mcp-protocol.module.js';
import type { Metrics } from './metrics/metrics.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { PartialsModule } from './partials/partials.module.js';
import { noExtensions, type Extensions } from './plugins/extensions.js';
import { PluginsModule } from './plugins/plugins.module.js';
import { ExecutionQueueModule } from './queue/execution-queue.module.js';
import { RateLimitModule } from './rate-limit/rate-limit.module.js';
import { AttemptRelayModule } from './relay/attempt-relay.module.js';
import { SecretsModule } from './secrets/secrets.module.js';
import { SignalsModule } from './signals/signals.module.js';
import { StorageModule } from './storage/storage.module.js';
import { StreamModule } from './stream/stream.module.js';

@Module({})
export class AppModule {
  static forRoot(
    config: AppConfig,
    logger: Logger,
    metrics: Metrics,
    extensions: Extensions = noExtensions,
  ): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        LoggingModule.forRoot(logger),
        StorageModule,
        PluginsModule.forRoot(extensions),
        ExecutionQueueModule.forRoot(config),
        AttemptRelayModule.forRoot(config),
        MetricsModule.forRoot(metrics),
        AuditModule,
        AccessModule,
        RateLimitModule,
        HttpModule,
        CatalogModule,
        BlueprintsModule,
        GovernanceModule,
        SecretsModule,
        ExecutionsModule,
        ...roomsOf(config),
        HealthModule,
      ],
    };
  }
}

/** What not every process does: a worker runs executions and serves nobody (`serve-only.ts`), and one for requests runs none. */
function roomsOf({ role, store }: AppConfig): readonly (Type | Promise<DynamicModule>)[] {
  const serving = [PartialsModule, SignalsModule, StreamModule, McpProtocolModule];
  if (role === 'api') return serving;
  const running = store === 'redis' ? [WorkerModule, loadRelayWorker()] : [WorkerModule];
  return role === 'worker' ? running : [...running, ...serving];
}

/** It brings BullMQ with it. */
async function loadRelayWorker(): Promise<DynamicModule> {
  const { RelayWorkerModule } = await import('./relay/relay-worker.module.js');
  return { module: RelayWorkerModule };
}
