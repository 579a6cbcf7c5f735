/** The consumer of relayed attempts in this process: takes them from BullMQ, as many at a time as this process has slots of its own, and
 *  stops those that nobody wants any more. When it ends, what is not done in time goes back to its owner. */
import type { Clock } from '@ice/core';
import type { RelayedAttempt } from '@ice/orchestrator';
import type { RedisConnection } from '@ice/storage';
import type { Processor, Queue } from 'bullmq';
import { workerOptions, workerPatienceMs } from '../queue/bull-options.js';
import { PatientWorker } from '../queue/patient-worker.js';
import type { RelayDesk } from './relay-desk.js';
import { abortChannel } from './relay-names.js';

/** How often an attempt may be taken from workers that died with it. */
const maxStalledCount = 5;

/** What the consumer works with. */
export interface RelayWorkerParts {
  readonly queue: Queue<RelayedAttempt>;
  readonly connection: RedisConnection;
  readonly desk: RelayDesk;
  readonly clock: Clock;
  /** Attempts at a time. */
  readonly slots: number;
  /** How long a worker is believed to be alive, in ms: then its attempts are given to others. */
  readonly leaseMs: number;
  /** What an operator has to know. */
  tell(fault: unknown): void;
}

/** See the head of this file. */
export class RelayWorker {
  readonly #clients: ReturnType<RedisConnection['duplicate']>[] = [];
  #worker: PatientWorker<RelayedAttempt> | null = null;
  #isStopping = false;

  constructor(private readonly parts: RelayWorkerParts) {}

  /** Begins to take attempts. */
  async serve(): Promise<void> {
    const { queue, connection, desk, slots, leaseMs } = this.parts;
    const make: Processor<RelayedAttempt> = (job, _token, signal) => desk.make(job.data, signal!);
    const worker = new PatientWorker<RelayedAttempt>(queue.name, make, {
      connection: this.#client(),
      prefix: queue.opts.prefix ?? '',
      concurrency: slots,
      ...workerOptions(leaseMs),
      maxStalledCount,
    });
    worker.on('error', (fault) => this.parts.tell(fault));
    this.#worker = worker;
    const subscriber = this.#client();
    subscriber.on('message', (_channel: string, job: string) => void worker.cancelJob(job));
    await subscriber.subscribe(abortChannel(connection));
    await worker.waitUntilReady();
  }

  /** Takes nothing any more, and waits for what is under way, at most `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    const worker = this.#worker;
    if (!worker || this.#isStopping) return;
    this.#isStopping = true;
    await worker.pause(true);
    const closed = worker.close();
    const { clock } = this.parts;
    const stopTimer = clock.after(graceMs, () => worker.cancelAllJobs());
    let stopWaiting = (): void => undefined;
    const tooLong = new Promise<void>((resolve) => (stopWaiting = clock.after(graceMs + 1_000, resolve)));
    await Promise.race([closed, tooLong]);
    stopTimer();
    stopWaiting();
    for (const client of this.#clients) client.disconnect();
  }

  #client() {
    const client = this.parts.connection.duplicate(workerPatienceMs);
    this.#clients.push(client);
    return client;
  }
}
