/** One watcher of one execution: gives it the events after a cursor, each once and in order, first from the journal and then as they
 *  are recorded. Knows no transport. The feed only wakes it: whatever it is not sure of is read from the journal. */
import {
  IceError,
  isFinalStatus,
  type Delta,
  type EventFeed,
  type ExecutionEvent,
  type ExecutionHead,
  type ExecutionReader,
  type ExecutionSnapshot,
  type FeedListener,
} from '@ice/core';
import { unknownExecution } from '../../executions/unknown-execution.js';
import type { StreamLimits } from '../stream-limits.js';
import { cursorAhead } from './cursor-ahead.js';
import { EventBatch } from './event-batch.js';
import type { EventFilter } from './event-filter.js';
import { isExecutionId } from './execution-id.js';

/** Where events come from. */
export interface SubscriptionSource {
  /** Those that the watcher may see: whatever else is asked for is not there. */
  readonly executions: Pick<ExecutionReader, 'head' | 'events' | 'snapshot'>;
  readonly feed: EventFeed;
}

/** What a watcher wants of what happens. It may change its mind while it watches. */
export interface Wish {
  readonly filter: EventFilter;
  readonly deltas: boolean;
}

/** What is to be watched. */
export interface SubscriptionRequest extends Wish {
  readonly executionId: string;
  /** The last sequence already seen; 0 for none. */
  readonly after: number;
  /** Begin with the fold of all events so far and go on after it; `after` is 0 then. */
  readonly snapshot: boolean;
}

/** What is said of an execution that has ended. */
export type Completion = Pick<ExecutionHead, 'sequence' | 'status' | 'usage'>;

/** The reader's side. Calls return at once; after `complete` or `fail` there are none. */
export interface SubscriptionSink {
  /** False while so much waits for the reader that nothing should be added. */
  readonly hasRoom: boolean;
  /** Resolves when there is room, at once where there is. Never rejects. */
  room(): Promise<void>;
  snapshot(snapshot: ExecutionSnapshot): void;
  /** At least one event, at most `batchEvents`. */
  events(events: readonly ExecutionEvent[]): void;
  /** Everything recorded so far has been given, up to this sequence. */
  live(sequence: number): void;
  delta(delta: Delta): void;
  lag(droppedDeltas: number): void;
  complete(completion: Completion): void;
  fail(error: unknown): void;
}

/** `opening` and `replaying` come before `live` was said; `ending` waits for the last facts; `ended` says nothing more. */
type Phase = 'opening' | 'replaying' | 'live' | 'ending' | 'ended';

const firstPage = 16;

/** A running subscription. */
export class Subscription implements FeedListener {
  private phase: Phase = 'opening';
  private cursor: number;
  private wish: Wish;
  private stopFeed: () => void = () => undefined;
  /** The head of an execution that had ended before this began: nothing follows what the journal has. */
  private ended: ExecutionHead | null = null;
  /** Recorded while live, to be given in this turn of the event loop. */
  private pending: ExecutionEvent[] = [];
  private isReading = false;
  /** Something was recorded that the reading under way may have missed. */
  private isBehind = false;
  private pageSize = firstPage;
  private droppedDeltas = 0;

  constructor(
    private readonly source: SubscriptionSource,
    private readonly request: SubscriptionRequest,
    private readonly sink: SubscriptionSink,
    private readonly limits: Pick<StreamLimits, 'batchEvents' | 'batchCharacters'>,
  ) {
    this.cursor = request.after;
    this.wish = request;
  }

  /** What is wanted now. */
  get wanted(): Wish {
    return this.wish;
  }

  /** Begins. What goes wrong is told to the sink. */
  start(): void {
    // Before the first look at the journal: what is recorded from now on is either read or heard of.
    this.stopFeed = this.source.feed.subscribe(this.request.executionId, this);
    this.attempt(() => this.open());
  }

  /** Changes what is wanted from now on; the position stays. */
  update(wish: Wish): void {
    this.wish = wish;
  }

  /** Ends without another word. */
  end(): void {
    this.phase = 'ended';
    this.pending = [];
    this.stopFeed();
  }

  /** The feed's call. Events of one turn of the event loop leave together: an execution in a hurry fills few large frames. */
  events(_executionId: string, events: readonly ExecutionEvent[]): void {
    this.isBehind = true;
    if (this.phase !== 'live' || this.isReading) return;
    if (this.pending.length === 0) setImmediate(() => this.flush());
    for (const event of events) this.pending.push(event);
  }

  /** The feed's call. What another process has recorded is read from the journal. */
  woken(_executionId: string, _first: number, last: number): void {
    // In this order: a reading begins after everything that was heard of, and never beside it.
    this.flush();
    if (last <= this.cursor) return;
    this.isBehind = true;
    if (this.phase === 'live' && !this.isReading) this.attempt(() => this.catchUp());
  }

  /** The feed's call. A delta never overtakes an event that was recorded before it. */
  delta(delta: Delta): void {
    if (!this.wish.deltas || this.phase !== 'live' || !this.wish.filter.wantsPath(delta.path)) return;
    this.flush();
    if (!this.isReading && this.sink.hasRoom) this.sink.delta(delta);
    else this.drop();
  }

  private async open(): Promise<void> {
    const { executionId, after, snapshot } = this.request;
    const head = isExecutionId(executionId) ? await this.source.executions.head(executionId) : null;
    if (this.phase === 'ended') return;
    if (!head) return this.fail(unknownExecution(executionId));
    if (after > head.sequence) return this.fail(cursorAhead(after, head.sequence));
    if (snapshot) await this.giveSnapshot();
    else this.ended = isFinalStatus(head.status) ? head : null;
    if (this.phase !== 'opening') return;
    this.phase = 'replaying';
    await this.catchUp();
  }

  private async giveSnapshot(): Promise<void> {
    const snapshot = await this.source.executions.snapshot(this.request.executionId);
    while (!this.sink.hasRoom && this.phase === 'opening') await this.sink.room();
    if (this.phase !== 'opening' || !snapshot) return;
    this.cursor = snapshot.sequence;
    this.sink.snapshot(snapshot);
    if (isFinalStatus(snapshot.status)) this.complete(snapshot);
  }

  /** Gives what was recorded in this turn, straight from memory as far as it follows on what was given before. */
  private flush(): void {
    const events = this.pending;
    this.pending = [];
    if (events.length === 0 || this.phase !== 'live') return;
    if (!this.sink.hasRoom || !this.take(events)) this.attempt(() => this.catchUp());
  }

  /** Reads the journal to its end, in steps for which the reader has room. Never twice at a time. */
  private async catchUp(): Promise<void> {
    this.isReading = true;
    try {
      do await this.sink.room();
      while (
        // Looked at in the very turn in which the reading ends, so that no notification falls between.
        this.isOpen &&
        ((await this.readPage()) || this.isBehind)
      );
    } finally {
      this.isReading = false;
    }
    if (this.phase !== 'replaying') return;
    if (this.ended) return this.complete(this.ended);
    this.phase = 'live';
    this.sink.live(this.cursor);
  }

  private get isOpen(): boolean {
    return this.phase === 'replaying' || this.phase === 'live';
  }

  /** True when more was there to read. */
  private async readPage(): Promise<boolean> {
    this.isBehind = false;
    const size = this.pageSize;
    const page = await this.source.executions.events(this.request.executionId, this.cursor, size);
    if (!this.isOpen) return false;
    if (page[0] && page[0].sequence !== this.cursor + 1) {
      throw new IceError(
        'internal-error',
        `The journal of ${this.request.executionId} has a gap after ${this.cursor}.`,
      );
    }
    // Whoever waited for the same room may have been faster.
    if (!this.sink.hasRoom) return true;
    return !this.take(page) || page.length === size;
  }

  /** Gives events after the cursor for as long as there is room and none is missing. True when that was all of them. */
  private take(events: readonly ExecutionEvent[]): boolean {
    const batch = new EventBatch(this.limits);
    let goesOn = true;
    let isOver = false;
    for (const event of events) {
      if (event.sequence <= this.cursor) continue;
      goesOn = event.sequence === this.cursor + 1 && (!batch.isFull || this.give(batch));
      if (!goesOn) break;
      if (this.wish.filter.wants(event)) batch.add(event);
      this.cursor = event.sequence;
      isOver = isTerminal(event);
      if (isOver) break;
    }
    this.give(batch);
    if (isOver) this.finish();
    return goesOn;
  }

  /** True when the reader takes more. Pages shrink where events are large, so that a reading never fills the memory. */
  private give(batch: EventBatch): boolean {
    const isLarge = batch.characters > this.limits.batchCharacters * 2;
    this.pageSize = isLarge ? Math.ceil(this.pageSize / 4) : Math.min(this.pageSize * 2, this.limits.batchEvents);
    const events = batch.empty();
    if (events.length > 0) this.sink.events(events);
    return this.isOpen && this.sink.hasRoom;
  }

  /** The end has been given; what is said of it comes from the head. */
  private finish(): void {
    if (!this.isOpen) return;
    this.phase = 'ending';
    this.attempt(async () => {
      const head = await this.source.executions.head(this.request.executionId);
      if (this.phase === 'ending') this.complete(head as ExecutionHead);
    });
  }

  private complete({ status, usage }: Completion): void {
    this.end();
    if (this.droppedDeltas > 0) this.sink.lag(this.droppedDeltas);
    this.sink.complete({ sequence: this.cursor, status, usage });
  }

  private drop(): void {
    this.droppedDeltas += 1;
    if (this.droppedDeltas === 1) void this.sink.room().then(() => this.sayLag());
  }

  private sayLag(): void {
    if (this.phase !== 'live') return;
    this.sink.lag(this.droppedDeltas);
    this.droppedDeltas = 0;
  }

  private attempt(move: () => Promise<void>): void {
    move().catch((error: unknown) => this.fail(error));
  }

  private fail(error: unknown): void {
    if (this.phase === 'ended') return;
    this.end();
    this.sink.fail(error);
  }
}

/** True for the event after which an execution records nothing more. */
function isTerminal({ type }: ExecutionEvent): boolean {
  return type === 'execution.completed' || type === 'execution.failed' || type === 'execution.cancelled';
}
