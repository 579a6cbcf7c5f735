/** One watcher of the executions of a tenant at large: gives it the `execution.*` events of those that match, from now on, in the order in
 *  which they were recorded or heard of. There is no cursor over all executions, so nothing is replayed; a reader that falls too far behind
 *  is cut off, and one that may have missed something is told so. */
import {
  IceError,
  isOfTenant,
  type EventFeed,
  type EventType,
  type ExecutionEvent,
  type ExecutionReader,
  type ExecutionStatus,
  type FeedListener,
  type Tenant,
} from '@ice/core';
import type { StreamLimits } from '../stream-limits.js';
import type { ExecutionFacts } from './execution-facts.js';
import type { SubscriptionSink } from './subscription.js';

/** What an execution must be like. All that is given must hold; `status` is the one after the event. */
export interface ExecutionFilter {
  readonly blueprint_id?: string | undefined;
  readonly status?: ExecutionStatus | undefined;
  readonly tag?: string | undefined;
}

/** The reader's side. */
export interface BroadSink extends Pick<SubscriptionSink, 'hasRoom' | 'room' | 'events' | 'live' | 'fail'> {
  /** More waits than may wait: the reader is to be cut off. */
  overflow(): void;
}

/** Where events and facts come from. */
export interface BroadSource {
  /** Whose executions are watched. The feed tells of all: what another tenant does is dropped before anything else is looked at. */
  readonly tenant: Tenant;
  readonly feed: EventFeed;
  readonly facts: ExecutionFacts;
  /** Where events of other processes are read. */
  readonly executions: Pick<ExecutionReader, 'events'>;
}

/** Events that wait for the reader, as told or as they are being read. */
type Waiting = readonly ExecutionEvent[] | Promise<readonly ExecutionEvent[]>;

const statusAfter: Partial<Record<EventType, ExecutionStatus>> = {
  'execution.queued': 'queued',
  'execution.started': 'running',
  'execution.waiting': 'waiting',
  'execution.resumed': 'running',
  'execution.ending': 'running',
  'execution.completed': 'completed',
  'execution.failed': 'failed',
  'execution.cancelled': 'cancelled',
};

/** A running subscription to executions at large. */
export class BroadSubscription implements FeedListener {
  private stopFeed: () => void = () => undefined;
  private waiting: { readonly events: Waiting; readonly count: number }[] = [];
  /** How many events wait, the batch in hand left out. */
  private count = 0;
  private isDraining = false;
  private hasEnded = false;

  constructor(
    private readonly source: BroadSource,
    private filter: ExecutionFilter,
    private readonly sink: BroadSink,
    private readonly limits: Pick<StreamLimits, 'maxPendingEvents'>,
  ) {}

  /** Begins; it is `live` as soon as nothing that is recorded anywhere can be missed. */
  start(): void {
    this.stopFeed = this.source.feed.subscribe(null, this);
    if (this.hasEnded) this.stopFeed();
  }

  /** Changes what is wanted from now on. */
  update(filter: ExecutionFilter): void {
    this.filter = filter;
  }

  /** Ends without another word. */
  end(): void {
    this.hasEnded = true;
    this.waiting = [];
    this.count = 0;
    this.stopFeed();
  }

  /** The feed's call. */
  events(executionId: string, events: readonly ExecutionEvent[]): void {
    if (!isOfTenant(executionId, this.source.tenant)) return;
    const wanted = events.filter((event) => this.mayMatch(event));
    if (wanted.length > 0 && this.hasPlaceFor(wanted.length)) this.add(wanted, wanted.length);
  }

  /** The feed's call. Read at once, so that all who are woken together share one reading; given in turn. */
  woken(executionId: string, first: number, last: number): void {
    const count = last - first + 1;
    if (!isOfTenant(executionId, this.source.tenant) || !this.hasPlaceFor(count)) return;
    const events = this.source.executions.events(executionId, first - 1, count);
    events.catch(() => undefined);
    this.add(events, count);
  }

  /** The feed's call. The sequence is 0, since there is none over all executions. */
  listening(): void {
    this.sink.live(0);
  }

  /** The feed's call. */
  missed(): void {
    const message = 'Events of executions may have been missed: look at the executions, and subscribe again.';
    this.fail(new IceError('store-unavailable', message, { retryable: true }));
  }

  private mayMatch({ type }: ExecutionEvent): boolean {
    if (!type.startsWith('execution.')) return false;
    return this.filter.status === undefined || this.filter.status === statusAfter[type];
  }

  private hasPlaceFor(count: number): boolean {
    const fits = this.count + count <= this.limits.maxPendingEvents;
    if (!fits) this.overflow();
    return fits;
  }

  private add(events: Waiting, count: number): void {
    this.waiting.push({ events, count });
    this.count += count;
    if (!this.isDraining) void this.drain();
  }

  /** One at a time, so that an execution whose facts have to be read does not fall behind its own next event. */
  private async drain(): Promise<void> {
    this.isDraining = true;
    try {
      for (let next = this.waiting.shift(); next && !this.hasEnded; next = this.waiting.shift()) {
        this.count -= next.count;
        for (const event of await next.events) if (this.mayMatch(event)) await this.give(event);
      }
    } catch (error) {
      this.fail(error);
    } finally {
      this.isDraining = false;
    }
  }

  private async give(event: ExecutionEvent): Promise<void> {
    if (!(await this.matches(event))) return;
    await this.sink.room();
    if (!this.hasEnded) this.sink.events([event]);
  }

  private async matches(event: ExecutionEvent): Promise<boolean> {
    const { blueprint_id, tag } = this.filter;
    if (blueprint_id === undefined && tag === undefined) return true;
    const facts = await this.source.facts.of(event);
    if (!facts || (blueprint_id !== undefined && facts.blueprintId !== blueprint_id)) return false;
    return tag === undefined || facts.tags.includes(tag);
  }

  private overflow(): void {
    this.end();
    this.sink.overflow();
  }

  private fail(error: unknown): void {
    if (this.hasEnded) return;
    this.end();
    this.sink.fail(error);
  }
}
