/** The line of executions in BullMQ. A job says which execution wants attention and nothing else: its id is the execution's, it is taken
 *  once, and it is gone when it ends, however it ends. What a job that fails or is lost would have done is found in the journal. */
import { ExecutionQueue, IceError, tenantOf, type Attend, type Urgency } from '@ice/core';
import type { RedisConnection } from '@ice/storage';
import type { Job, Queue, Worker } from 'bullmq';
import { workerOptions, workerPatienceMs } from './bull-options.js';
import { FairLine } from './fair-line.js';
import { PatientWorker } from './patient-worker.js';

/** What the line is made of. */
export interface BullQueueParts {
  /** Over the connection of the store, whose patience is its own; keys of one tag. */
  readonly queue: Queue;
  readonly connection: RedisConnection;
  /** How long a worker is believed to be alive, in ms: then its jobs are given to others. */
  readonly leaseMs: number;
  /** What an operator has to know. */
  tell(message: string): void;
}

/** How long whoever offers waits for an answer, in ms. */
const answerMs = 1_500;

/** How long jobs that end are waited for at the end, in ms. */
const closeGraceMs = 3_000;

/** See the head of this file. */
export class BullExecutionQueue extends ExecutionQueue {
  readonly #line: FairLine;
  /** Executions that are attended to here. */
  readonly #underWay = new Set<string>();
  /** Those of them that were offered meanwhile: they are put in line once their job is gone. */
  readonly #again = new Map<string, Urgency>();
  readonly #offers = new Set<Promise<void>>();
  #worker: Worker | null = null;
  #client: ReturnType<RedisConnection['duplicate']> | null = null;
  #isStopping = false;
  #closing: Promise<void> | undefined;

  constructor(private readonly parts: BullQueueParts) {
    super();
    this.#line = new FairLine(parts.connection, parts.queue);
    parts.queue.on('error', (fault) => this.#tell(fault));
  }

  override async offer(executionId: string, urgency: Urgency): Promise<void> {
    if (this.#underWay.has(executionId)) return void this.#again.set(executionId, urgency);
    const priority = urgency === 'continued' ? 0 : await this.#line.put(executionId, tenantOf(executionId) ?? '');
    // Without a priority is before all that have one.
    if (priority !== null) await this.#add(executionId, urgency, priority);
  }

  override async withdraw(executionId: string): Promise<void> {
    const { queue } = this.parts;
    const priority = await asUnavailable(async () => {
      const job: Job | undefined = await queue.getJob(executionId);
      // Removing is refused once a worker has it.
      return job && (await queue.remove(executionId)) === 1 ? job.priority : 0;
    });
    if (priority > 0) await this.#line.giveBack(tenantOf(executionId) ?? '');
  }

  override async size(): Promise<number> {
    return asUnavailable(async () => {
      const counts = await this.parts.queue.getJobCounts('wait', 'prioritized');
      return (counts['wait'] ?? 0) + (counts['prioritized'] ?? 0);
    });
  }

  override async serve(attend: Attend, atOnce: number): Promise<void> {
    const { queue, connection, leaseMs } = this.parts;
    this.#client = connection.duplicate(workerPatienceMs);
    const options = {
      connection: this.#client,
      prefix: queue.opts.prefix ?? '',
      concurrency: atOnce,
      ...workerOptions(leaseMs),
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    };
    const take = (job: Job): Promise<void> => this.#attend(job, attend);
    const worker = new PatientWorker(queue.name, take, options, (id) => this.#offerAgain(id));
    worker.on('error', (fault) => this.#tell(fault));
    this.#worker = worker;
    await worker.waitUntilReady();
  }

  override async stopServing(): Promise<void> {
    this.#isStopping = true;
    await this.#worker?.pause(true);
  }

  override close(): Promise<void> {
    return (this.#closing ??= this.#end());
  }

  async #end(): Promise<void> {
    await this.stopServing();
    const worker = this.#worker;
    if (worker) await atMost(closeGraceMs, worker.close());
    await atMost(closeGraceMs, Promise.allSettled(this.#offers));
    await this.parts.queue.close();
    this.#client?.disconnect();
  }

  async #add(jobId: string, name: Urgency, priority: number): Promise<void> {
    const options = { jobId, priority, attempts: 1, removeOnComplete: true, removeOnFail: true };
    await asUnavailable(() => this.parts.queue.add(name, {}, options));
  }

  /** Never rejects: a job that failed would be no more use than one that ended. */
  async #attend({ id = '', name, priority }: Job, attend: Attend): Promise<void> {
    this.#underWay.add(id);
    try {
      if (this.#isStopping) return void this.#again.set(id, name as Urgency);
      if (priority > 0) await this.#line.take(priority);
      await attend(id);
    } catch (fault) {
      this.parts.tell(`${id} could not be attended to: ${fault instanceof Error ? fault.message : String(fault)}`);
    } finally {
      this.#underWay.delete(id);
    }
  }

  #offerAgain(id: string): void {
    const urgency = this.#again.get(id);
    if (urgency === undefined) return;
    this.#again.delete(id);
    const offered = this.offer(id, urgency)
      .catch((fault: unknown) => this.#tell(fault))
      .finally(() => this.#offers.delete(offered));
    this.#offers.add(offered);
  }

  #tell(fault: unknown): void {
    this.parts.tell(fault instanceof Error ? fault.message : String(fault));
  }
}

/** What the client of BullMQ does not answer in time may still be done later, as a hint that comes late. */
async function asUnavailable<Result>(command: () => Promise<Result>): Promise<Result> {
  const late = new Error(`No answer within ${answerMs} ms.`);
  const commanded = command();
  // Nobody is left to hear of a fault that comes after that.
  commanded.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(late), answerMs)));
  try {
    return await Promise.race([commanded, over]);
  } catch (fault) {
    const details = { retryable: true, cause: fault };
    throw new IceError('store-unavailable', 'The line of executions cannot be reached at the moment.', details);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits for something, but not for ever. */
async function atMost(ms: number, awaited: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([awaited.catch(() => undefined), over]);
  clearTimeout(timer);
}
