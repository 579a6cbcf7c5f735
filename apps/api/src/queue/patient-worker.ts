/** A worker of BullMQ that leaves Redis alone for a while when it was refused. By itself BullMQ pauses only when it has lost its connection:
 *  a Redis that lives and takes no writes (it is full, cannot save, or became a replica) it would ask again at once, thousands of times a
 *  second. */
import { Worker, type Job, type Processor, type WorkerOptions } from 'bullmq';
import { setTimeout as sleep } from 'node:timers/promises';

/** From a refusal to the next try, in ms. */
const pauseMs = 500;

/** See the head of this file. */
export class PatientWorker<Data = unknown> extends Worker<Data> {
  /** @param over told of each job that this worker is through with, also when Redis has not let it end: then another worker gets it. */
  constructor(
    name: string,
    processor: Processor<Data>,
    options: WorkerOptions,
    private readonly over: (jobId: string) => void = () => undefined,
  ) {
    super(name, processor, options);
  }

  override async processJob(job: Job<Data>, token: string, fetchNext?: () => boolean): Promise<void | Job<Data>> {
    try {
      return await super.processJob(job, token, fetchNext);
    } finally {
      this.over(job.id ?? '');
    }
  }

  /** Nothing else is asked for meanwhile: BullMQ looks for one job at a time. */
  protected override async moveToActive(token: string, name?: string): Promise<Job<Data>> {
    try {
      return await super.moveToActive(token, name);
    } catch (fault) {
      await sleep(pauseMs);
      throw fault;
    }
  }
}
