/** Gathers events for one frame: not more than a reader can take in one piece. */
import type { ExecutionEvent } from '@ice/core';
import { eventText } from '../event-text.js';
import type { StreamLimits } from '../stream-limits.js';

/** Events on their way into a frame. */
export class EventBatch {
  private events: ExecutionEvent[] = [];
  private size = 0;

  constructor(private readonly limits: Pick<StreamLimits, 'batchEvents' | 'batchCharacters'>) {}

  /** Characters of JSON gathered so far. */
  get characters(): number {
    return this.size;
  }

  /** True when the frame should go before another event comes in. */
  get isFull(): boolean {
    return this.events.length >= this.limits.batchEvents || this.size >= this.limits.batchCharacters;
  }

  add(event: ExecutionEvent): void {
    this.events.push(event);
    this.size += eventText(event).length;
  }

  /** What was gathered; the batch is empty afterwards. */
  empty(): readonly ExecutionEvent[] {
    const gathered = this.events;
    this.events = [];
    this.size = 0;
    return gathered;
  }
}
