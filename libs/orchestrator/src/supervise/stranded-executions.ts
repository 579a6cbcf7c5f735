/** Executions that stopped in this process though its worker lives: their journals could not be written for a while. Nobody else takes
 *  what a living worker owns, so it goes on with them itself, from their journals, once the store answers again. */
import { isFinalStatus, isIceError, type ExecutionHead, type ExecutionRepository } from '@ice/core';

/** See the head of this file. */
export class StrandedExecutions {
  private readonly ids = new Set<string>();

  constructor(
    private readonly executions: Pick<ExecutionRepository, 'head'>,
    /** What runs here. */
    private readonly running: { has(id: string): boolean },
    /** Takes one up from its journal. Its worker has not ended over it: that counts as no crash. */
    private readonly goOn: (head: ExecutionHead) => Promise<unknown>,
  ) {}

  /** Remembers one that has stopped, unless it would only stop again. */
  add(id: string, fault: unknown): void {
    if (isIceError(fault) && fault.retryable) this.ids.add(id);
  }

  /** Lets those go on that are still this worker's. Called now and then; what cannot be looked at now is looked at the next time. Rejects
   *  when the store cannot be read or written. */
  async lookAround(worker: string): Promise<void> {
    for (const id of [...this.ids]) {
      const head = await this.executions.head(id);
      if (head && isOwn(head, worker) && !this.running.has(id)) await this.goOn(head);
      this.ids.delete(id);
    }
  }
}

/** One that waits is nobody's, and one that was taken meanwhile is another worker's. */
function isOwn({ status, worker: owner }: ExecutionHead, worker: string): boolean {
  return owner === worker && status !== 'waiting' && !isFinalStatus(status);
}
