/** The time that a whole execution may take. One that is resumed has what its earlier owners have left of it. */
import type { Clock, Failure } from '@ice/core';

/** The limit of one execution. */
export class TimeLimit {
  /** @param startedAt when it began by its journal; null before that. */
  constructor(
    private readonly clock: Clock,
    private readonly limitMs: number | null,
    private readonly startedAt: () => string | null,
  ) {}

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
