/** The one factory provider: it injects what all executions share, and gives a factory that makes everything else anew. */
import type { FactoryProvider } from '@nestjs/common';
import {
  BudgetLedger,
  BudgetPolicy,
  CacheRepository,
  Clock,
  CodeSandbox,
  EventFeed,
  ExecutionRepository,
  MemoryRepository,
  type ModelCatalog,
  type ToolCatalog,
} from '@ice/core';
import { ExecutionFactory, SlotPool, type AttemptRelay, type SecretSource } from '@ice/orchestrator';
import { BlueprintCompiler } from '../../blueprints/compile/blueprint-compiler.js';
import { MODEL_CATALOG, TOOL_CATALOG } from '../../catalog/catalog.tokens.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/app-config.token.js';
import { ATTEMPT_RELAY } from '../../relay/attempt-relay.token.js';
import { SECRET_SOURCE } from '../../secrets/secret-source.provider.js';

/** Provides `SlotPool`: the slots that all executions of the process share. */
export const slotPoolProvider: FactoryProvider<SlotPool> = {
  provide: SlotPool,
  inject: [APP_CONFIG],
  useFactory: ({ concurrency }: AppConfig) => new SlotPool(concurrency),
};

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
    BudgetLedger,
    BudgetPolicy,
    SECRET_SOURCE,
    BlueprintCompiler,
    SlotPool,
    ATTEMPT_RELAY,
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
    ledger: BudgetLedger,
    budgets: BudgetPolicy,
    secrets: SecretSource,
    compiler: BlueprintCompiler,
    slots: SlotPool,
    relay: AttemptRelay | null,
  ) => {
    const shared = { executions, feed, tools, models, clock, sandbox, cache, memory, ledger, budgets };
    const compiledOf: BlueprintCompiler['compiledOf'] = (...place) => compiler.compiledOf(...place);
    return new ExecutionFactory({ ...shared, secrets, compiledOf, slots, ...(relay && { relay }) });
  },
};
