/** Cancels executions, wherever they are: here, out of memory, in line, or in another process, for which a request stays in the store until
 *  it was obeyed. */
import {
  isFinalStatus,
  type BudgetLedger,
  type CancelRequest,
  type CancelRequestRepository,
  type ExecutionHead,
} from '@ice/core';
import { cancelUnclaimed } from '../record/cancel-unclaimed.js';
import type { RecorderMeans } from '../record/recorder.js';
import type { RunningExecution } from '../run/running-execution.js';
import { messageOf } from './message-of.js';
import { isUnclaimed, type WaitingLine } from './waiting-line.js';

/** How often what has moved between two looks is looked for again. */
const attempts = 3;

/** Where executions and requests are found. */
export interface CancelSources extends RecorderMeans {
  readonly cancelRequests: CancelRequestRepository;
  readonly ledger: BudgetLedger;
  tell(message: string): void;
}

/** What a supervisor does for cancels. */
export interface CancelDeeds {
  /** The execution if it runs in this process. */
  here(executionId: string): RunningExecution | undefined;
  /** False where this process takes no execution (any more). */
  readonly mayTake: () => boolean;
  /** Has one that waits run here again, and cancels it; false when another process was faster, or this could not be recorded. */
  takeToCancel(head: ExecutionHead, reason: string): Promise<boolean>;
  /** Has a worker look after one that waits. */
  call(executionId: string): Promise<void>;
}

/** The cancels that come to one process. */
export class ExecutionCanceller {
  /** Locks of requests that were obeyed and are still in the store: a second cancel would end the `finally` block of the first one. */
  private readonly obeyed = new Set<string>();

  /** @param line where executions wait for a worker: what nobody has taken is ended where it stands. */
  constructor(
    private readonly sources: CancelSources,
    private readonly deeds: CancelDeeds,
    private readonly line: Pick<WaitingLine, 'leave'> | null,
  ) {}

  /** See `ExecutionSupervisor.cancel`. */
  async cancel(id: string, reason: string): Promise<ExecutionHead | null> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const isRecorded = await this.deeds.here(id)?.cancel(reason);
      const head = await this.sources.executions.head(id);
      if (!head || isRecorded || isFinalStatus(head.status)) return head;
      if (this.isInLine(head)) {
        const ended = await this.endUnclaimed(head, reason);
        if (ended) return ended;
      } else if (head.status === 'waiting' && this.deeds.mayTake()) {
        // A second cancel would end its `finally` block too.
        if (await this.deeds.takeToCancel(head, reason)) return this.sources.executions.head(id);
      } else break;
    }
    return this.ask(id, reason);
  }

  /** Cancels what other processes were asked to cancel and this one runs; forgets requests whose execution has ended. One that cannot be
   *  obeyed now keeps no other one waiting. */
  async lookAround(): Promise<void> {
    for (const request of await this.sources.cancelRequests.list()) {
      await this.obey(request).catch((fault: unknown) =>
        this.sources.tell(`${request.executionId} cannot be cancelled yet: ${messageOf(fault)}`),
      );
    }
  }

  /** Cancels an execution that waits where somebody has asked for that; false where nobody has. */
  async obeyFor(executionId: string): Promise<boolean> {
    const request = await this.sources.cancelRequests.find(executionId);
    if (request) await this.obey(request);
    return request !== null;
  }

  private async obey(request: CancelRequest): Promise<void> {
    const { lock } = request;
    if (!this.obeyed.has(lock) && !(await this.isCarriedOut(request))) return;
    this.obeyed.add(lock);
    await this.sources.cancelRequests.remove(request);
    this.obeyed.delete(lock);
  }

  /** True once nobody has to be asked any more. */
  private async isCarriedOut({ executionId, reason }: CancelRequest): Promise<boolean> {
    if (await this.deeds.here(executionId)?.cancel(reason)) return true;
    const head = await this.sources.executions.head(executionId);
    if (!head || isFinalStatus(head.status)) return true;
    if (this.isInLine(head)) return (await this.endUnclaimed(head, reason)) !== null;
    return head.status === 'waiting' && this.deeds.mayTake() && this.deeds.takeToCancel(head, reason);
  }

  private async ask(id: string, reason: string): Promise<ExecutionHead | null> {
    await this.sources.cancelRequests.add(id, reason);
    const head = await this.sources.executions.head(id);
    if (head?.status === 'waiting') await this.deeds.call(id);
    return head;
  }

  private isInLine(head: ExecutionHead): boolean {
    return this.line !== null && isUnclaimed(head);
  }

  private async endUnclaimed(head: ExecutionHead, reason: string): Promise<ExecutionHead | null> {
    const ended = await cancelUnclaimed(this.sources, head, reason);
    if (ended === null) return null;
    await this.line?.leave(head.execution_id);
    // What cannot be given back now the sweeper gives back.
    await this.sources.ledger.close(head.execution_id).catch(() => undefined);
    return ended;
  }
}
