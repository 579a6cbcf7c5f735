/** The reader's side of one subscription on a socket: turns what a subscription gives into frames that bear its id. */
import type { Delta, ExecutionEvent, ExecutionSnapshot } from '@ice/core';
import type { BroadSink } from '../subscription/broad-subscription.js';
import type { Completion, SubscriptionSink } from '../subscription/subscription.js';
import type { Outbox } from './outbox.js';
import { deltaFrameText, eventsFrameText, frameText } from './server-frame.js';

/** How a subscription ended by itself. */
export interface SubscriptionEnds {
  complete(): void;
  fail(error: unknown): void;
  overflow(): void;
}

/** Writes frames. */
export class SocketSink implements SubscriptionSink, BroadSink {
  constructor(
    private readonly id: string,
    private readonly outbox: Outbox,
    private readonly ends: SubscriptionEnds,
  ) {}

  get hasRoom(): boolean {
    return this.outbox.hasRoom;
  }

  room(): Promise<void> {
    return this.outbox.room();
  }

  snapshot(state: ExecutionSnapshot): void {
    this.outbox.send(frameText({ type: 'snapshot', id: this.id, sequence: state.sequence, state }));
  }

  events(events: readonly ExecutionEvent[]): void {
    this.outbox.send(eventsFrameText(this.id, events));
  }

  live(sequence: number): void {
    this.outbox.send(frameText({ type: 'live', id: this.id, sequence }));
  }

  delta(delta: Delta): void {
    this.outbox.send(deltaFrameText(this.id, delta));
  }

  lag(dropped_deltas: number): void {
    this.outbox.send(frameText({ type: 'lag', id: this.id, dropped_deltas }));
  }

  complete(completion: Completion): void {
    this.outbox.send(frameText({ type: 'complete', id: this.id, ...completion }));
    this.ends.complete();
  }

  fail(error: unknown): void {
    this.ends.fail(error);
  }

  overflow(): void {
    this.ends.overflow();
  }
}
