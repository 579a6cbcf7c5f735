/** The provider of the supervisor: it injects what all executions of the process share. */
import { Logger, type FactoryProvider } from '@nestjs/common';
import {
  AnswerRepository,
  BudgetLedger,
  BudgetPolicy,
  CancelRequestRepository,
  Clock,
  EventFeed,
  ExecutionQueue,
  ExecutionRepository,
  WakeUpRepository,
} from '@ice/core';
import { ExecutionFactory, ExecutionSupervisor } from '@ice/orchestrator';
import { BlueprintCompiler } from '../../blueprints/compile/blueprint-compiler.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/app-config.token.js';

/** Provides `ExecutionSupervisor`. */
export const executionSupervisorProvider: FactoryProvider<ExecutionSupervisor> = {
  provide: ExecutionSupervisor,
  inject: [
    ExecutionRepository,
    AnswerRepository,
    CancelRequestRepository,
    WakeUpRepository,
    ExecutionFactory,
    EventFeed,
    Clock,
    BudgetLedger,
    BudgetPolicy,
    BlueprintCompiler,
    ExecutionQueue,
    APP_CONFIG,
  ],
  useFactory: (
    executions: ExecutionRepository,
    answers: AnswerRepository,
    cancelRequests: CancelRequestRepository,
    wakeUps: WakeUpRepository,
    factory: ExecutionFactory,
    feed: EventFeed,
    clock: Clock,
    ledger: BudgetLedger,
    budgets: BudgetPolicy,
    compiler: BlueprintCompiler,
    queue: ExecutionQueue | null,
    { quotas }: AppConfig,
  ) => {
    const logger = new Logger(ExecutionSupervisor.name);
    return new ExecutionSupervisor({
      ...{ executions, answers, cancelRequests, wakeUps, factory, feed, clock, ledger, budgets, queue },
      compiledOf: (tenant, revision, pins) => compiler.compiledOf(tenant, revision, pins),
      maxRunning: quotas.runningExecutions,
      tell: (message) => logger.error(message),
    });
  },
};
