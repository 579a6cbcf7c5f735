/** The line of executions where processes share a Redis. Loaded only there: it brings BullMQ with it. */
import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { Logger, Module, type FactoryProvider } from '@nestjs/common';
import { ExecutionQueue, Store } from '@ice/core';
import type { Queue } from 'bullmq';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import { BullExecutionQueue } from './bull-execution-queue.js';
import { connectionOf, queueOptions } from './bull-options.js';
import { steadyTell } from './steady-tell.js';

const queueName = 'executions';

/** Words about jobs that BullMQ keeps for whoever listens: nobody does. */
const eventsKept = 100;

const queueProvider: FactoryProvider<ExecutionQueue> = {
  provide: ExecutionQueue,
  inject: [getQueueToken(queueName), Store, APP_CONFIG],
  useFactory: (queue: Queue, store: Store, { leaseMs }: AppConfig) => {
    const logger = new Logger('ExecutionQueue');
    const tell = steadyTell((message) => logger.warn(message));
    return new BullExecutionQueue({ queue, connection: connectionOf(store), leaseMs, tell });
  },
};

@Module({
  imports: [
    BullModule.registerQueueAsync({
      name: queueName,
      inject: [Store],
      useFactory: (given: Store) => queueOptions(given, 'queue', eventsKept),
    }),
  ],
  providers: [queueProvider],
  exports: [queueProvider],
})
export class BullExecutionQueueModule {}
