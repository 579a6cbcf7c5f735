/** Metrics: made before the application, so that the server can count from its first request on; here they are told of executions. */
import {
  Global,
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { Clock, EventFeed, type ModelCatalog } from '@ice/core';
import { CatalogModule } from '../catalog/catalog.module.js';
import { MODEL_CATALOG } from '../catalog/catalog.tokens.js';
import { ExecutionMeter } from './execution-meter.js';
import { LiveGauges } from './live-gauges.js';
import { MetricsController } from './metrics.controller.js';
import { Metrics } from './metrics.js';

@Global()
@Module({})
export class MetricsModule implements OnModuleInit, OnApplicationShutdown {
  private stopListening: () => void = () => undefined;

  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(EventFeed) private readonly feed: EventFeed,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(MODEL_CATALOG) private readonly models: ModelCatalog,
  ) {}

  static forRoot(metrics: Metrics): DynamicModule {
    return {
      module: MetricsModule,
      imports: [CatalogModule],
      controllers: [MetricsController],
      providers: [{ provide: Metrics, useValue: metrics }, LiveGauges],
      exports: [Metrics],
    };
  }

  /** Before anything can run. */
  onModuleInit(): void {
    const names = new Set(this.models.list().map(({ name }) => name));
    this.stopListening = this.feed.subscribe(null, new ExecutionMeter(this.metrics, names, this.clock));
  }

  onApplicationShutdown(): void {
    this.stopListening();
  }
}
