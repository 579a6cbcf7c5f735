/** How many events an execution may have. */
import type { ExecutionEvent, Failure } from '@ice/core';
import { wasEndedOver } from './was-ended-over.js';

/** Most events of one execution; beyond it the execution ends as failed. */
const maxEvents = 500_000;

const tooMany: Failure = Object.freeze({
  code: 'events-limit-exceeded',
  message: `More than ${maxEvents} events.`,
  retryable: false,
});

/** The limit of one execution. */
export class EventLimit {
  private isUsedUp: boolean;

  /** @param history what its earlier owners have recorded. */
  constructor(history: readonly ExecutionEvent[]) {
    this.isUsedUp = wasEndedOver(tooMany, history);
  }

  /** What an execution fails with that has so many events by now; null within the limit, and when it was told before. */
  failureAt(sequence: number): Failure | null {
    if (sequence < maxEvents || this.isUsedUp) return null;
    this.isUsedUp = true;
    return tooMany;
  }
}
