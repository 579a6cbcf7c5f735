/** The one factory provider: it injects what all executions share, and gives a factory that makes everything else anew. */
import type { FactoryProvider } from '@nestjs/common';
import { Clock, EventFeed, ExecutionRepository, type ModelCatalog, type ToolCatalog } from '@ice/core';
import { ExecutionFactory, SlotPool } from '@ice/orchestrator';
import { MODEL_CATALOG, TOOL_CATALOG } from '../catalog/catalog.tokens.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import type { AppConfig } from '../config/app-config.js';

/** Provides `ExecutionFactory`. */
export const executionFactoryProvider: FactoryProvider<ExecutionFactory> = {
  provide: ExecutionFactory,
  inject: [ExecutionRepository, EventFeed, TOOL_CATALOG, MODEL_CATALOG, Clock, APP_CONFIG],
  useFactory: (
    executions: ExecutionRepository,
    feed: EventFeed,
    tools: ToolCatalog,
    models: ModelCatalog,
    clock: Clock,
    config: AppConfig,
  ) => new ExecutionFactory({ executions, feed, tools, models, clock, slots: new SlotPool(config.concurrency) }),
};
