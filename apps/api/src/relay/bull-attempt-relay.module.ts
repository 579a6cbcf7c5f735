/** The owner's side of the relay where processes share a Redis. Loaded only there: it brings BullMQ with it. */
import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { Logger, Module, type FactoryProvider } from '@nestjs/common';
import { Clock, Store, WorkerRepository } from '@ice/core';
import type { RelayedAttempt } from '@ice/orchestrator';
import { QueueEvents, type Queue } from 'bullmq';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import { bullOptions, connectionOf, queueOptions } from '../queue/bull-options.js';
import { steadyTell } from '../queue/steady-tell.js';
import { ATTEMPT_RELAY } from './attempt-relay.token.js';
import { BullAttemptRelay } from './bull-attempt-relay.js';
import { relayQueue } from './relay-names.js';

/** Words about attempts that are kept for owners that lost their connection for a while. */
const eventsKept = 10_000;

/** How long a command of whoever waits for words may take, in ms. Longer than it waits for the next one. */
const patienceMs = 12_000;

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
    const options = { ...bullOptions, connection: client, prefix: queue.opts.prefix ?? '' };
    const events = new QueueEvents(queue.name, options);
    return new BullAttemptRelay({
      ...{ queue, events, connection, clock, slots: concurrency },
      countWorkers: async () => (await workers.list()).filter(({ state }) => state === 'alive').length,
      tell: (fault) => tell(fault instanceof Error ? fault.message : String(fault)),
      release: () => client.disconnect(),
    });
  },
};

const queues = BullModule.registerQueueAsync({
  name: relayQueue,
  inject: [Store],
  useFactory: (given: Store) => queueOptions(given, 'relay', eventsKept),
});
const providers = [relayProvider, { provide: ATTEMPT_RELAY, useExisting: BullAttemptRelay }];

@Module({ imports: [queues], providers, exports: [...providers, queues] })
export class BullAttemptRelayModule {}
