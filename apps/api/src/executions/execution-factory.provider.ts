/** The one factory provider: it injects what all executions share, and gives a factory that makes everything else anew. */
import type { FactoryProvider } from '@nestjs/common';
import {
  CacheRepository,
  Clock,
  CodeSandbox,
  EventFeed,
  ExecutionRepository,
  MemoryRepository,
  type ModelCatalog,
  type ToolCatalog,
} from '@ice/core';
import { ExecutionFactory, SlotPool } from '@ice/orchestrator';
import { MODEL_CATALOG, TOOL_CATALOG } from '../catalog/catalog.tokens.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import type { AppConfig } from '../config/app-config.js';

/** Provides `ExecutionFactory`. */
export const executionFactoryProvider: FactoryProvider<ExecutionFactory> = {
  provide: ExecutionFactory,
  inject: [
    ExecutionRepository,
    EventFeed,
    TOOL_CATALOG,
    MODEL_CATALOG,
    Clock,
    CodeSandbox,
    CacheRepository,
    MemoryRepository,
    APP_CONFIG,
  ],
  useFactory: (
    executions: ExecutionRepository,
    feed: EventFeed,
    tools: ToolCatalog,
    models: ModelCatalog,
    clock: Clock,
    sandbox: CodeSandbox,
    cache: CacheRepository,
    memory: MemoryRepository,
    config: AppConfig,
  ) => {
    const slots = new SlotPool(config.concurrency);
    return new ExecutionFactory({ executions, feed, tools, models, clock, sandbox, cache, memory, slots });
  },
};
