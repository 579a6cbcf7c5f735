/** Tells of the node runs of one execution as they settle: how many have, and which was the last. A fast execution is told in few
 *  words: what settles within one gap is told together. */
import type { Clock, Delta, ExecutionEvent } from '@ice/core';
import { defaultStreamLimits } from '../../stream/stream-limits.js';
import { EventFilter } from '../../stream/subscription/event-filter.js';
import {
  Subscription,
  type SubscriptionSink,
  type SubscriptionSource,
} from '../../stream/subscription/subscription.js';
import type { Report } from '../tools/mcp-tool.js';

const settling = ['node.completed', 'node.failed', 'node.skipped', 'node.reused', 'node.cancelled'];
const filter = new EventFilter({ types: settling });

/** What is reported, and where. */
export interface ProgressRequest {
  readonly executionId: string;
  readonly report: Report;
  /** From one report to the next, at least. */
  readonly gapMs: number;
}

/** Begins with the first node run, also where it settled long ago. */
export class ProgressReporter implements SubscriptionSink {
  readonly hasRoom = true;
  private readonly subscription: Subscription;
  private count = 0;
  private told = 0;
  private message = '';
  private stopTimer: (() => void) | null = null;
  private readonly completed: Promise<void>;
  private resolveCompleted: () => void = () => undefined;

  constructor(
    source: SubscriptionSource,
    private readonly request: ProgressRequest,
    private readonly clock: Clock,
  ) {
    this.completed = new Promise((resolve) => (this.resolveCompleted = resolve));
    const wanted = { executionId: request.executionId, after: 0, filter, deltas: false, snapshot: false };
    this.subscription = new Subscription(source, wanted, this, defaultStreamLimits);
    this.subscription.start();
  }

  /** Resolves when everything that an ended execution has recorded was heard of, or after one gap. */
  async caughtUp(): Promise<void> {
    let stopTimer = (): void => undefined;
    const late = new Promise<void>((resolve) => (stopTimer = this.clock.after(this.request.gapMs, resolve)));
    await Promise.race([this.completed, late]);
    stopTimer();
  }

  /** Tells what was not told yet, and nothing more. */
  end(): void {
    this.subscription.end();
    this.stopTimer?.();
    this.tell();
  }

  events(events: readonly ExecutionEvent[]): void {
    const last = events.at(-1);
    if (!last) return;
    this.count += events.length;
    this.message = `${last.path ?? ''} ${last.type}`;
    if (this.stopTimer === null) this.tellAndPause();
  }

  room(): Promise<void> {
    return Promise.resolve();
  }

  snapshot(): void {
    // None was asked for.
  }

  live(): void {
    // Nothing changes with it.
  }

  delta(_delta: Delta): void {
    // None was asked for.
  }

  lag(): void {
    // There are no deltas to be dropped.
  }

  complete(): void {
    this.resolveCompleted();
  }

  /** Progress is no promise: the call goes on without it. */
  fail(): void {
    this.resolveCompleted();
  }

  private tellAndPause(): void {
    this.tell();
    this.stopTimer = this.clock.after(this.request.gapMs, () => {
      this.stopTimer = null;
      if (this.count > this.told) this.tellAndPause();
    });
  }

  private tell(): void {
    if (this.count === this.told) return;
    this.told = this.count;
    this.request.report(this.count, this.message);
  }
}
