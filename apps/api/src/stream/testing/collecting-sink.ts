/** A reader that keeps what it is given, and that a test can make slow. */
import type { Delta, ExecutionEvent, ExecutionSnapshot } from '@ice/core';
import type { BroadSink } from '../subscription/broad-subscription.js';
import type { Completion, SubscriptionSink } from '../subscription/subscription.js';

/** See the head of this file. */
export class CollectingSink implements SubscriptionSink, BroadSink {
  /** Every call in order, as `name` and what it said. */
  readonly calls: (readonly [string, unknown])[] = [];
  readonly seen: ExecutionEvent[] = [];
  readonly batches: number[] = [];
  readonly ended: Promise<void>;
  private end!: () => void;
  private isFull = false;
  private waiting: (() => void)[] = [];

  /** @param pause makes the reader full after a call with events when it answers true. */
  constructor(private readonly pause: () => boolean = () => false) {
    this.ended = new Promise((resolve) => (this.end = resolve));
  }

  get hasRoom(): boolean {
    return !this.isFull;
  }

  room(): Promise<void> {
    return this.isFull ? new Promise((resolve) => this.waiting.push(resolve)) : Promise.resolve();
  }

  fill(): void {
    this.isFull = true;
  }

  drain(): void {
    this.isFull = false;
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }

  /** The names of all calls in order. */
  get story(): readonly string[] {
    return this.calls.map(([name]) => name);
  }

  events(events: readonly ExecutionEvent[]): void {
    this.seen.push(...events);
    this.batches.push(events.length);
    this.calls.push(['events', events.map(({ sequence }) => sequence)]);
    if (this.pause()) this.fill();
  }

  snapshot(snapshot: ExecutionSnapshot): void {
    this.calls.push(['snapshot', snapshot]);
  }

  live(sequence: number): void {
    this.calls.push(['live', sequence]);
  }

  delta(delta: Delta): void {
    this.calls.push(['delta', delta.n]);
  }

  lag(droppedDeltas: number): void {
    this.calls.push(['lag', droppedDeltas]);
  }

  complete(completion: Completion): void {
    this.calls.push(['complete', completion]);
    this.end();
  }

  fail(error: unknown): void {
    this.calls.push(['fail', error]);
    this.end();
  }

  overflow(): void {
    this.calls.push(['overflow', null]);
    this.end();
  }
}

/** Lets promises and immediates run their course. */
export async function settled(turns = 6): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
