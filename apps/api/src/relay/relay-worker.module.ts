/** The worker's side of the relay, and what keeps both going. */
import { getQueueToken } from '@nestjs/bullmq';
import { Logger, Module, type FactoryProvider } from '@nestjs/common';
import { Clock, ExecutionRepository, Store } from '@ice/core';
import { ExecutionFactory, type RelayedAttempt } from '@ice/orchestrator';
import type { Queue } from 'bullmq';
import { BlueprintsModule } from '../blueprints/blueprints.module.js';
import { BlueprintCompiler } from '../blueprints/compile/blueprint-compiler.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import { ExecutionsModule } from '../executions/executions.module.js';
import { connectionOf } from '../queue/bull-options.js';
import { steadyTell } from '../queue/steady-tell.js';
import { RelayDesk } from './relay-desk.js';
import { RelayKeeper } from './relay-keeper.js';
import { relayQueue } from './relay-names.js';
import { RelayWorker } from './relay-worker.js';

const workerProvider: FactoryProvider<RelayWorker> = {
  provide: RelayWorker,
  inject: [
    getQueueToken(relayQueue),
    ...[Store, Clock, ExecutionRepository, ExecutionFactory, BlueprintCompiler, APP_CONFIG],
  ],
  useFactory: (
    queue: Queue<RelayedAttempt>,
    store: Store,
    clock: Clock,
    executions: ExecutionRepository,
    factory: ExecutionFactory,
    compiler: BlueprintCompiler,
    { concurrency: slots, leaseMs }: AppConfig,
  ) => {
    const logger = new Logger('AttemptRelay');
    const tell = steadyTell((message) => logger.warn(message));
    const connection = connectionOf(store);
    const desk = new RelayDesk({
      ...{ executions, factory, connection },
      compiledOf: (...place) => compiler.compiledOf(...place),
    });
    return new RelayWorker({
      ...{ queue, connection, desk, clock, slots, leaseMs },
      tell: (fault) => tell(fault instanceof Error ? fault.message : String(fault)),
    });
  },
};

@Module({ imports: [BlueprintsModule, ExecutionsModule], providers: [workerProvider, RelayKeeper] })
export class RelayWorkerModule {}
