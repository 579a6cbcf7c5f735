/** Executions that may be this worker's and that it does not run: their journals could not be written for a while, or it was told nothing of
 *  an append that made them its own. Nobody else takes what a living worker owns, so it goes on with them itself, from their journals,
 *  once the store answers again. */
import { isFinalStatus, isIceError, type Clock, type ExecutionHead, type ExecutionRepository } from '@ice/core';
import { messageOf } from './message-of.js';

/** So long an append that was given up may still come to be done, in ms. The Redis store repeats none later. */
const lateMs = 30_000;

/** Where stranded executions are looked up. */
export interface StrandedSources {
  readonly executions: Pick<ExecutionRepository, 'head'>;
  readonly clock: Pick<Clock, 'now'>;
  tell(message: string): void;
}

/** See the head of this file. */
export class StrandedExecutions {
  /** Since when, in ms since 1970. */
  private readonly since = new Map<string, number>();

  constructor(
    private readonly sources: StrandedSources,
    /** What runs here. */
    private readonly running: { has(id: string): boolean },
    /** Takes one up from its journal. Its worker has not ended over it: that counts as no crash. */
    private readonly goOn: (head: ExecutionHead) => Promise<unknown>,
  ) {}

  /** Remembers one that has stopped, unless it would only stop again. */
  add(id: string, fault: unknown): void {
    if (isPassing(fault)) this.since.set(id, this.sources.clock.now());
  }

  /** Lets those go on that are this worker's. Called now and then; what cannot be looked at now is looked at the next time, and keeps no
   *  other one waiting. */
  async lookAround(worker: string): Promise<void> {
    for (const [id, since] of [...this.since]) {
      try {
        if (await this.isOver(id, worker, since)) this.since.delete(id);
      } catch (fault) {
        this.sources.tell(`${id} cannot go on yet: ${messageOf(fault)}`);
        if (!isPassing(fault)) this.since.delete(id);
      }
    }
  }

  /** True when there is nothing to look for any more. */
  private async isOver(id: string, worker: string, since: number): Promise<boolean> {
    const head = await this.sources.executions.head(id);
    if (isFinalStatus(head?.status ?? 'queued')) return true;
    const isHere = this.running.has(id);
    if (!head || isHere || !isOwn(head, worker)) return this.sources.clock.now() - since > lateMs;
    await this.goOn(head);
    return true;
  }
}

function isPassing(fault: unknown): boolean {
  return isIceError(fault) && fault.retryable;
}

/** One that waits is nobody's, and one that was taken meanwhile is another worker's. */
function isOwn({ status, worker: owner }: ExecutionHead, worker: string): boolean {
  return owner === worker && status !== 'waiting' && !isFinalStatus(status);
}
