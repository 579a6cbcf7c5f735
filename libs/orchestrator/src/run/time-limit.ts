/** The time that a whole execution may take. One that is resumed has what its earlier owners have left of it. */
import type { Clock, ExecutionEvent, Failure } from '@ice/core';
import { wasEndedOver } from './was-ended-over.js';

/** The limit of one execution. */
export class TimeLimit {
  private limitMs: number | null;

  /**
   * @param limitMs null where nothing limits it.
   * @param startedAt when it began by its journal; null before that.
   * @param history what its earlier owners have recorded.
   */
  constructor(
    private readonly clock: Clock,
    limitMs: number | null,
    private readonly startedAt: () => string | null,
    history: readonly ExecutionEvent[],
  ) {
    this.limitMs = limitMs;
    if (this.failure && wasEndedOver(this.failure, history)) this.lift();
  }

  /** It has ended the execution: nothing limits what that still does. */
  lift(): void {
    this.limitMs = null;
  }

  /** When it must have ended, in ms since 1970; Infinity where nothing limits it, and before it has begun. */
  get at(): number {
    const startedAt = this.startedAt();
    return startedAt === null || this.limitMs === null ? Infinity : Date.parse(startedAt) + this.limitMs;
  }

  /** What is left of it. */
  get leftMs(): number {
    const limitMs = this.limitMs ?? Infinity;
    return this.at === Infinity ? limitMs : Math.min(limitMs, Math.max(0, this.at - this.clock.now()));
  }

  /** What it fails with; null where nothing limits it. */
  get failure(): Failure | null {
    if (this.limitMs === null) return null;
    const message = `The execution did not end within ${this.limitMs} ms.`;
    return { code: 'timeout', message, retryable: false, evidence: { limit_ms: this.limitMs } };
  }
}
