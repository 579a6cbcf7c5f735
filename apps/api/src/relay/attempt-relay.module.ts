/** The owner's side of the relay: where processes share a Redis and run executions, and nowhere else. */
import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { Global, Logger, Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import { Clock, Store, WorkerRepository } from '@ice/core';
import type { RelayedAttempt } from '@ice/orchestrator';
import { QueueEvents, type Queue } from 'bullmq';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import { connectionOf, queueOptions } from '../queue/bull-options.js';
import { steadyTell } from '../queue/steady-tell.js';
import { ATTEMPT_RELAY } from './attempt-relay.token.js';
import { BullAttemptRelay } from './bull-attempt-relay.js';
import { relayQueue } from './relay-names.js';

/** Words about attempts that are kept for owners that lost their connection for a while. */
const eventsKept = 10_000;

/** How long a command of whoever waits for words may take, in ms. Longer than it waits for the next one. */
const patienceMs = 12_000;

@Global()
@Module({})
export class AttemptRelayModule {
  static forRoot({ store, role }: Pick<AppConfig, 'store' | 'role'>): DynamicModule {
    const none = { provide: ATTEMPT_RELAY, useValue: null };
    if (store !== 'redis' || role === 'api') return { module: AttemptRelayModule, providers: [none], exports: [none] };
    const queues = BullModule.registerQueueAsync({
      name: relayQueue,
      inject: [Store],
      useFactory: (given: Store) => queueOptions(given, 'relay', eventsKept),
    });
    const given = { provide: ATTEMPT_RELAY, useExisting: BullAttemptRelay };
    const providers = [relayProvider, given];
    return { module: AttemptRelayModule, imports: [queues], providers, exports: [...providers, queues] };
  }
}

const relayProvider: FactoryProvider<BullAttemptRelay> = {
  provide: BullAttemptRelay,
  inject: [getQueueToken(relayQueue), Store, Clock, WorkerRepository, APP_CONFIG],
  useFactory: (
    queue: Queue<RelayedAttempt>,
    store: Store,
    clock: Clock,
    workers: WorkerRepository,
    { concurrency }: AppConfig,
  ) => {
    const logger = new Logger('AttemptRelay');
    const tell = steadyTell((message) => logger.warn(message));
    const connection = connectionOf(store);
    const client = connection.duplicate(patienceMs);
    const events = new QueueEvents(queue.name, { connection: client, prefix: queue.opts.prefix ?? '' });
    return new BullAttemptRelay({
      ...{ queue, events, connection, clock, slots: concurrency },
      countWorkers: async () => (await workers.list()).filter(({ state }) => state === 'alive').length,
      tell: (fault) => tell(fault instanceof Error ? fault.message : String(fault)),
      release: () => client.disconnect(),
    });
  },
};
