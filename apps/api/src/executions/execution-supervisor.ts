/** Starts executions and holds those that run in this process. What has been accepted is in the journal before anyone is told. */
import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  BlueprintRepository,
  CancelRequestRepository,
  Clock,
  EventFeed,
  ExecutionRepository,
  IceError,
  IdSource,
  isFinalStatus,
  type EventData,
  type ExecutionHead,
} from '@ice/core';
import { acceptExecution, ExecutionFactory, type RecorderMeans, type RunningExecution } from '@ice/orchestrator';
import type { Admitted } from './execution-admission.js';

/** Executions that may run at a time in one process; one more is refused. */
export const maxRunning = 10_000;

/** What a start adds to what was admitted. */
export interface StartFacts {
  readonly tags?: readonly string[];
  readonly budgetUsd?: number;
}

/** Supervises the executions of this process. */
@Injectable()
export class ExecutionSupervisor {
  private readonly logger = new Logger(ExecutionSupervisor.name);
  private readonly running = new Map<string, RunningExecution>();
  private workerId: string | null = null;
  private isDraining = false;

  constructor(
    @Inject(ExecutionRepository) private readonly executions: ExecutionRepository,
    @Inject(BlueprintRepository) private readonly blueprints: BlueprintRepository,
    @Inject(CancelRequestRepository) private readonly cancelRequests: CancelRequestRepository,
    @Inject(ExecutionFactory) private readonly factory: ExecutionFactory,
    @Inject(EventFeed) private readonly feed: EventFeed,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(IdSource) private readonly ids: IdSource,
  ) {}

  /** How many executions run here. */
  get size(): number {
    return this.running.size;
  }

  /** The worker in whose name executions are started from now on. */
  actAs(workerId: string): void {
    this.workerId = workerId;
  }

  /** Accepts and starts. Resolves when the acceptance is durable. */
  async start(admitted: Admitted, facts: StartFacts): Promise<ExecutionHead> {
    if (this.isDraining || this.workerId === null) {
      const details = { retryable: true, retryAfterMs: 1_000 };
      throw new IceError('store-unavailable', 'This process is ending; another one takes executions.', details);
    }
    if (this.running.size >= maxRunning) {
      throw new IceError('too-many-executions', `${maxRunning} executions are running already.`, {
        retryable: true,
        retryAfterMs: 1_000,
      });
    }
    if (!admitted.isStored)
      await this.blueprints.revisions.save(admitted.compiled.revision, admitted.compiled.blueprint);
    const head = await acceptExecution(
      this.recorderMeans(),
      this.ids.next('ex'),
      queuedFacts(admitted, facts, this.workerId),
    );
    this.adopt(head.execution_id, this.factory.open({ ...admitted, head }));
    return head;
  }

  /** True once nothing may begin here any more. */
  get isEnding(): boolean {
    return this.isDraining;
  }

  /** Runs an execution that was opened elsewhere, to its end. */
  adopt(id: string, execution: RunningExecution): void {
    this.running.set(id, execution);
    void this.run(id, execution);
  }

  /** Cancels and gives the head afterwards; one that has ended already stays as it is. One that another process runs is cancelled at
   *  that one's next sign of life. Null for an unknown execution. */
  async cancel(id: string, reason: string): Promise<ExecutionHead | null> {
    await this.running.get(id)?.cancel(reason);
    const head = await this.executions.head(id);
    if (head && !isFinalStatus(head.status) && !this.running.has(id)) await this.cancelRequests.add(id, reason);
    return head;
  }

  /** Cancels what other processes were asked to cancel and this one runs; forgets requests whose execution has ended. */
  async obeyCancelRequests(): Promise<void> {
    for (const request of await this.cancelRequests.list()) {
      const execution = this.running.get(request.executionId);
      await execution?.cancel(request.reason);
      const isOver = isFinalStatus((await this.executions.head(request.executionId))?.status ?? 'cancelled');
      if (execution || isOver) await this.cancelRequests.remove(request);
    }
  }

  /** Waits until the execution has ended, at most `limitMs`; true when it has. */
  async waitFor(id: string, limitMs: number): Promise<boolean> {
    const execution = this.running.get(id);
    if (!execution) return isFinalStatus((await this.executions.head(id))?.status ?? 'queued');
    return new Promise((resolve) => {
      const stopTimer = this.clock.after(limitMs, () => resolve(false));
      const done = (): void => {
        stopTimer();
        resolve(true);
      };
      execution.run().then(done, done);
    });
  }

  /** Starts nothing any more, and waits for attempts under way, at most `graceMs`. What is unfinished stays open in its journal. */
  async drain(graceMs: number): Promise<void> {
    this.isDraining = true;
    await Promise.allSettled([...this.running.values()].map((execution) => execution.drain(graceMs)));
    this.running.clear();
  }

  /** Stops all executions at once: they are another worker's now. */
  async letGo(): Promise<void> {
    await Promise.allSettled([...this.running.values()].map((execution) => execution.halt()));
    this.running.clear();
  }

  private recorderMeans(): RecorderMeans {
    return { executions: this.executions, feed: this.feed, clock: this.clock };
  }

  private async run(id: string, execution: RunningExecution): Promise<void> {
    try {
      await execution.run();
      if (execution.isUnfinished) this.logger.debug(`${id} goes on elsewhere.`);
    } catch (fault) {
      this.logger.error(`${id} stopped: ${fault instanceof Error ? fault.message : String(fault)}`);
    } finally {
      if (this.running.get(id) === execution) this.running.delete(id);
    }
  }
}

function queuedFacts(
  { compiled, blueprintId, inputs }: Admitted,
  facts: StartFacts,
  worker: string,
): EventData['execution.queued'] {
  return {
    name: compiled.blueprint.name,
    revision: compiled.revision,
    inputs,
    worker,
    ...(blueprintId !== null && { blueprint_id: blueprintId }),
    ...(facts.tags && { tags: facts.tags }),
    ...(facts.budgetUsd !== undefined && { budget_usd: facts.budgetUsd }),
  };
}
