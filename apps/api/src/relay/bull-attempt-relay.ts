/** Gives attempts to other workers through BullMQ, and hears what they came to. It keeps nothing but who waits: an owner that dies is
 *  followed by one that gives away what is still wanted, and a message that is lost is made up for by a look at the job. While nothing can
 *  be looked at, what was given away is waited for: it costs twice when it is made at home as well. */
import { IceError, type Clock } from '@ice/core';
import type { AttemptRelay, RelayedAttempt, RelayedEnd } from '@ice/orchestrator';
import type { RedisConnection } from '@ice/storage';
import type { Queue, QueueEvents } from 'bullmq';
import { abortChannel, relayJobOf, relayKey } from './relay-names.js';

/** Larger attempts stay with their owner, in characters of JSON. */
const mostCharacters = 256 * 1_024;

/** What could not be given away within so many ms is made at home. */
const offerPatienceMs = 2_000;

/** How long connections are waited for at the end, in ms. */
const closeGraceMs = 1_000;

/** What has heard nothing for so long is looked at, in ms. */
const patienceMs = 5_000;

/** See `RelayParts.giveUpMs`. */
const defaultGiveUpMs = 30_000;

/** States of a job that nobody makes any more, or that there is not. */
const over: ReadonlySet<string> = new Set(['completed', 'failed', 'unknown']);

/** What the relay works with. Whoever makes it closes them. */
export interface RelayParts {
  readonly queue: Queue<RelayedAttempt>;
  readonly events: QueueEvents;
  readonly connection: RedisConnection;
  readonly clock: Clock;
  /** Workers that are alive, this one included. */
  countWorkers(): Promise<number>;
  /** Attempts at a time that each of them makes for others. */
  readonly slots: number;
  /** When nothing could be looked at for so long, what was given away is made at home, in ms. Default: 30,000. */
  readonly giveUpMs?: number;
  /** What an operator may want to know. */
  tell(fault: unknown): void;
  /** Lets go of connections of its own. Default: there are none. */
  release?(): void;
}

/** Waits for the end of one attempt. */
interface Waiting {
  readonly since: number;
  resolve(end: RelayedEnd): void;
  reject(fault: unknown): void;
}

/** See the head of this file. */
export class BullAttemptRelay implements AttemptRelay {
  readonly #waiting = new Map<string, Waiting>();
  #width = 0;
  /** Since when no look at a job succeeds, in ms of `performance.now()`. */
  #deafSince: number | null = null;

  constructor(private readonly parts: RelayParts) {
    parts.events.on('completed', ({ jobId }) => void this.#hear(jobId));
    parts.events.on('failed', ({ jobId, failedReason }) => void this.#hear(jobId, failedReason));
    parts.queue.on('error', (fault) => parts.tell(fault));
    parts.events.on('error', (fault) => parts.tell(fault));
  }

  /** See `AttemptRelay`; as of the last look around. */
  get width(): number {
    return this.#width;
  }

  /** How many attempts of this process others make, or are asked to. */
  get size(): number {
    return this.#waiting.size;
  }

  /** Looks at jobs of which nothing was heard, and counts workers. Called every other second. */
  async lookAround(): Promise<void> {
    const before = performance.now() - patienceMs;
    const silent = [...this.#waiting].flatMap(([job, { since }]) => (since < before ? [job] : []));
    await this.#lookAt(silent);
    const workers = await this.parts.countWorkers();
    this.#width = workers > 1 ? workers * this.parts.slots : 0;
  }

  async make(attempt: RelayedAttempt, signal: AbortSignal): Promise<RelayedEnd> {
    signal.throwIfAborted();
    if (JSON.stringify(attempt).length > mostCharacters) throw lost('the attempt is too large to be given away');
    const job = relayJobOf(attempt);
    const end = new Promise<RelayedEnd>((resolve, reject) => {
      this.#waiting.set(job, { since: performance.now(), resolve, reject });
    });
    const onAbort = (): void => void this.#withdraw(job, signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    const stopTimer = this.parts.clock.after(offerPatienceMs, () => this.#end(job, lost('Redis does not answer')));
    this.#offer(job, attempt, stopTimer).catch((fault: unknown) => this.parts.tell(fault));
    try {
      return await end;
    } finally {
      stopTimer();
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** Lets go of all; what was given away goes on, and whoever resumes the executions asks for it again. */
  async close(): Promise<void> {
    for (const job of [...this.#waiting.keys()]) this.#end(job, lost('this process is ending'));
    const { events, queue, clock } = this.parts;
    const closed = Promise.allSettled([events.close(), queue.close()]);
    // What has lost its server would wait for it.
    await Promise.race([closed, new Promise<void>((resolve) => void clock.after(closeGraceMs, resolve))]);
    this.parts.release?.();
  }

  /** @param whenGiven called once it is in the queue: from then on nobody else is to make it before its job is called back. */
  async #offer(job: string, attempt: RelayedAttempt, whenGiven: () => void): Promise<void> {
    // The job has the input of a tenant: nothing of it stays. What it came to is kept apart.
    const options = { jobId: job, attempts: 1, removeOnComplete: true, removeOnFail: true };
    try {
      await this.parts.queue.add('attempt', attempt, options);
    } catch (fault) {
      this.#end(job, lost(fault));
    }
    whenGiven();
    // An earlier owner may have given it away: then it may be done.
    if (!this.#waiting.has(job) || (await this.#fetch(job))) await this.#callBack(job);
  }

  /** Never rejects. Stops at the first job that cannot be looked at: the others could not be either. */
  async #lookAt(jobs: readonly string[]): Promise<void> {
    const { giveUpMs = defaultGiveUpMs } = this.parts;
    try {
      for (const job of jobs) await this.#look(job);
      this.#deafSince = null;
    } catch (fault) {
      this.parts.tell(fault);
      this.#deafSince ??= performance.now();
      if (performance.now() - this.#deafSince >= giveUpMs) for (const job of jobs) this.#lose(job, fault);
    }
  }

  async #look(job: string, why = 'nobody has kept what it came to'): Promise<void> {
    if (!this.#waiting.has(job) || (await this.#fetch(job))) return;
    if (!over.has(await this.parts.queue.getJobState(job))) return;
    // It may have ended between the two.
    if (!(await this.#fetch(job))) this.#lose(job, why);
  }

  /** What cannot be looked at now is looked at when this process looks around. */
  #hear(job: string, why?: string): Promise<void> {
    return this.#look(job, why).catch((fault: unknown) => this.parts.tell(fault));
  }

  /** Ends the wait when it is known what the attempt came to. */
  async #fetch(job: string): Promise<boolean> {
    const { connection } = this.parts;
    const text = await connection.command('GET', relayKey(connection, job));
    if (typeof text !== 'string') return false;
    this.#end(job, JSON.parse(text) as RelayedEnd);
    return true;
  }

  /** The attempt is made at home: whoever has it is to stop. */
  #lose(job: string, why: unknown): void {
    if (!this.#waiting.has(job)) return;
    this.#end(job, lost(why));
    this.#callBack(job).catch((fault: unknown) => this.parts.tell(fault));
  }

  async #withdraw(job: string, reason: unknown): Promise<void> {
    this.#end(job, reason instanceof Error ? reason : new Error(String(reason)));
    await this.#callBack(job).catch((fault: unknown) => this.parts.tell(fault));
  }

  /** Nobody is to make it. Removing is refused while a worker makes it: that one is told. */
  async #callBack(job: string): Promise<void> {
    const { queue, connection } = this.parts;
    await queue.remove(job).catch(() => 0);
    await connection.command('PUBLISH', abortChannel(connection), job);
  }

  #end(job: string, end: RelayedEnd | Error): void {
    const waiting = this.#waiting.get(job);
    this.#waiting.delete(job);
    if (end instanceof Error) waiting?.reject(end);
    else waiting?.resolve(end);
  }
}

function lost(why: unknown): IceError {
  const reason = why instanceof Error ? why.message : String(why);
  return new IceError('store-unavailable', `The attempt could not be given to another worker: ${reason}.`, {
    retryable: true,
    ...(why instanceof Error && { cause: why }),
  });
}
