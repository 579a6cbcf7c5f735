/** The reader's side of one subscription over server-sent events: a stream of text that is pulled by the response, so that a slow
 *  reader holds up nothing but itself. */
import { Readable } from 'node:stream';
import type { Clock, ExecutionEvent } from '@ice/core';
import { createProblem } from '../../http/problem/create-problem.js';
import { explainError } from '../../http/problem/explain-error.js';
import { eventText } from '../event-text.js';
import type { StreamLimits } from '../stream-limits.js';
import type { Completion, SubscriptionSink } from '../subscription/subscription.js';

/** What a stream needs. */
export interface SseMeans {
  readonly clock: Clock;
  readonly limits: Pick<StreamLimits, 'batchCharacters' | 'commentMs'>;
  /** Where and for whom, for the problem that may end it. */
  readonly place: { readonly url: string; readonly requestId: string };
}

const reconnectAfterMs = 2_000;

/** See the head of this file. */
export class SseStream extends Readable implements SubscriptionSink {
  private waiting: (() => void)[] = [];
  private isStuck = false;
  private isDone = false;
  private stopTimer: () => void;

  constructor(private readonly means: SseMeans) {
    super({ highWaterMark: means.limits.batchCharacters });
    this.push(`retry: ${reconnectAfterMs}\n\n`);
    this.stopTimer = this.commentLater();
  }

  get hasRoom(): boolean {
    return this.readableLength < this.readableHighWaterMark;
  }

  room(): Promise<void> {
    return this.hasRoom ? Promise.resolve() : new Promise((resolve) => this.waiting.push(resolve));
  }

  events(events: readonly ExecutionEvent[]): void {
    const text = events.map((event) => `id: ${event.sequence}\nevent: ${event.type}\ndata: ${eventText(event)}\n\n`);
    this.write(text.join(''));
  }

  /** Snapshots, deltas and the change from replay to live are for sockets. */
  snapshot(): void {}
  live(): void {}
  delta(): void {}
  lag(): void {}

  /** Without an id: the cursor stays at the last event, so that whoever comes back after the end is told so. */
  complete(completion: Completion): void {
    this.write(`event: complete\ndata: ${JSON.stringify(completion)}\n\n`);
    this.finish();
  }

  fail(error: unknown): void {
    const { code, message, parts } = explainError(error);
    this.write(`event: problem\ndata: ${JSON.stringify(createProblem(code, message, parts, this.means.place))}\n\n`);
    this.finish();
  }

  /** Ends the response properly; an EventSource comes back unless it has seen the end. */
  finish(): void {
    if (this.isDone || this.destroyed) return;
    this.isDone = true;
    this.push(null);
  }

  override _read(): void {
    this.isStuck = false;
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.stopTimer();
    callback(error);
  }

  private write(text: string): void {
    if (!this.isDone && !this.destroyed) this.push(text);
  }

  /** Shows that the stream lives. One that was full, and from which nothing was taken until the next comment, is given up. */
  private commentLater(): () => void {
    return this.means.clock.after(this.means.limits.commentMs, () => {
      if (this.isStuck) return void this.destroy();
      this.isStuck = !this.hasRoom;
      if (this.hasRoom) this.write(': still here\n\n');
      this.stopTimer = this.commentLater();
    });
  }
}
