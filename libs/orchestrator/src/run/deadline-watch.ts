/** Watches the deadlines of one execution with a single timer: thousands of attempts, one wake-up. */
import type { Clock } from '@ice/core';
import type { NodeRun } from '../schedule/node-run.js';

/** Calls back for each run that passes its deadline. */
export class DeadlineWatch {
  private readonly watched = new Set<NodeRun>();
  private wakeAt = Infinity;
  private stopTimer: () => void = () => undefined;

  constructor(
    private readonly clock: Clock,
    private readonly expired: (run: NodeRun) => void,
  ) {}

  /** Watches a run that has a deadline, until it settles. */
  add(run: NodeRun): void {
    if (run.deadlineAt === null) return;
    this.watched.add(run);
    if (run.deadlineAt < this.wakeAt) this.sleepUntil(run.deadlineAt);
  }

  /** Stops watching a run whose attempt has ended. */
  remove(run: NodeRun): void {
    this.watched.delete(run);
  }

  /** Ends all watching. */
  stop(): void {
    this.stopTimer();
    this.watched.clear();
  }

  private sleepUntil(at: number): void {
    this.stopTimer();
    this.wakeAt = at;
    this.stopTimer = this.clock.after(Math.max(0, at - this.clock.now()), () => this.wake());
  }

  private wake(): void {
    const now = this.clock.now();
    this.wakeAt = Infinity;
    let next = Infinity;
    for (const run of [...this.watched]) {
      if (run.isSettled || run.deadlineAt === null) this.watched.delete(run);
      else if (run.deadlineAt <= now) this.expire(run);
      else next = Math.min(next, run.deadlineAt);
    }
    if (next < this.wakeAt) this.sleepUntil(next);
  }

  private expire(run: NodeRun): void {
    this.watched.delete(run);
    this.expired(run);
  }
}
