/** The line in which accepted executions wait for a worker, as one process sees it. What is in the line is a hint: the journal says what
 *  waits, and whatever has fallen out of the line is put there again. */
import {
  IceError,
  type Clock,
  type ExecutionHead,
  type ExecutionQueue,
  type ExecutionRepository,
  type Urgency,
} from '@ice/core';
import { messageOf } from './message-of.js';

/** What the line works with. */
export interface LineSources {
  readonly queue: ExecutionQueue;
  readonly executions: Pick<ExecutionRepository, 'list'>;
  readonly clock: Clock;
  tell(message: string): void;
}

/** When whoever was refused may come again. */
const retryAfterMs = 1_000;

/** So long an execution may take from its acceptance to its place in the line, and from there to its claim, in ms. */
const graceMs = 5_000;

/** From one sweep to the next, in ms. */
const intervalMs = 5_000;

/** Heads looked at in one sweep: those that follow are looked at with the next. */
const pageSize = 100;
const pages = 10;

/** See the head of this file. */
export class WaitingLine {
  private beginning = 0;
  private sweptAt = -Infinity;
  private after: string | undefined;

  /** @param most how many may be in line when one is begun. */
  constructor(
    private readonly sources: LineSources,
    private readonly most: number,
  ) {}

  /** Begins an execution where there is room in the line. @throws IceError `queue-full`, `store-unavailable`; then nothing was begun. */
  async within<Begun>(begin: () => Promise<Begun>): Promise<Begun> {
    const ahead = this.beginning;
    this.beginning += 1;
    try {
      if ((await this.sources.queue.size()) + ahead >= this.most) throw this.full();
      return await begin();
    } finally {
      this.beginning -= 1;
    }
  }

  /** Has a worker attend to an execution. Where the line cannot be reached, whoever looks around finds it in the store. */
  async put(executionId: string, urgency: Urgency): Promise<void> {
    try {
      await this.sources.queue.offer(executionId, urgency);
    } catch (fault) {
      this.sources.tell(`${executionId} is not in line yet: ${messageOf(fault)}`);
    }
  }

  /** Calls a worker to an execution whose time has come. @throws IceError `store-unavailable`. */
  async call(executionId: string): Promise<void> {
    await this.sources.queue.offer(executionId, 'continued');
  }

  /** Takes an execution out of the line that has ended. One that stays there is found to have ended by whoever takes it. */
  async leave(executionId: string): Promise<void> {
    await this.sources.queue.withdraw(executionId).catch(() => undefined);
  }

  /** Puts in line, when it is time, what waits for a worker by its journal. What is in line already stays where it is. */
  async lookAround(): Promise<void> {
    const now = this.sources.clock.now();
    if (now - this.sweptAt < intervalMs) return;
    this.sweptAt = now;
    for (let page = 0; page < pages; page += 1) if (!(await this.sweepPage(now - graceMs))) return;
  }

  /** False after the last page. */
  private async sweepPage(before: number): Promise<boolean> {
    const { after } = this;
    const query = { status: 'queued', order: 'oldest-first', limit: pageSize } as const;
    const { data, has_more } = await this.sources.executions.list({ ...query, ...(after !== undefined && { after }) });
    const waiting = data.filter((head) => isUnclaimed(head) && Date.parse(head.created_at) <= before);
    await Promise.all(waiting.map(({ execution_id }) => this.sources.queue.offer(execution_id, 'new')));
    this.after = has_more ? data.at(-1)?.execution_id : undefined;
    return has_more;
  }

  private full(): IceError {
    const message = `${this.most} executions wait for a worker already, and no more are taken.`;
    return new IceError('queue-full', message, { retryable: true, retryAfterMs });
  }
}

/** True for an execution that was accepted, and that no worker has taken yet. */
export function isUnclaimed({ status, worker }: ExecutionHead): boolean {
  return status === 'queued' && worker === undefined;
}
