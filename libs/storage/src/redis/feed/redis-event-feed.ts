/** Broadcast over many processes: those of this one are told as `InProcessFeed` does it, all others are woken over Redis. Redis carries
 *  hints alone, and no wait hangs on one: whoever is watched here is also looked at now and then, and after every loss of the connection. */
import { randomUUID } from 'node:crypto';
import { EventFeed, type Clock, type Delta, type ExecutionEvent, type FeedListener } from '@ice/core';
import { InProcessFeed } from '../../feed/in-process-feed.js';
import { WatchfulFeed } from '../../feed/watchful-feed.js';
import type { RedisConnection } from '../connection/redis-connection.js';
import { HintReceiver } from './hint-receiver.js';
import { HintSender } from './hint-sender.js';
import { atLarge, readHint, type RecordedHint } from './recorded-hint.js';

/** What the feed works with. */
export interface RedisFeedMeans {
  /** Stays the caller's: it is closed after the feed. */
  readonly connection: RedisConnection;
  /** The last sequence of an execution's journal; 0 where there is none. */
  readonly sequenceOf: (executionId: string) => Promise<number>;
  readonly clock: Clock;
  /** Is told what a listener threw. Default: a process warning. */
  readonly report?: (fault: unknown) => void;
  /** From one look at what is watched to the next, in ms. Default 2,000. */
  readonly lookMs?: number;
}

/** Executions at large of which the last hint is remembered: one that comes twice is told once. */
const maxRemembered = 1_000;

/** See the head of this file. */
export class RedisEventFeed extends EventFeed {
  readonly #name = randomUUID();
  readonly #inner: InProcessFeed;
  readonly #here: WatchfulFeed;
  readonly #sender: HintSender;
  readonly #receiver: HintReceiver;
  readonly #remembered = new Map<string, number>();

  constructor(private readonly means: RedisFeedMeans) {
    super();
    const { connection, clock, sequenceOf, lookMs: everyMs = 2_000 } = means;
    this.#inner = new InProcessFeed(means.report, false);
    this.#here = new WatchfulFeed(this.#inner, { sequenceOf, clock, everyMs });
    const channelOf = (topic: string): string => connection.key(topic, 'recorded');
    this.#receiver = new HintReceiver({
      ...{ connection, clock, channelOf },
      heard: (channel, text) => this.#heard(channel === channelOf(atLarge), readHint(text)),
      listening: (topics, again) => this.#listening(topics, again),
    });
    this.#sender = new HintSender({
      ...{ connection, clock, channelOf, from: this.#name },
      isSubscribed: (topic) => this.#receiver.isSubscribed(topic),
    });
  }

  /** How many subscriptions there are. */
  get size(): number {
    return this.#inner.size;
  }

  override publish(executionId: string, events: readonly ExecutionEvent[]): void {
    this.#here.publish(executionId, events);
    this.#sender.tell(executionId, events);
  }

  override publishDelta(delta: Delta): void {
    this.#here.publishDelta(delta);
    this.#sender.tellDelta(delta);
  }

  override subscribe(executionId: string | null, listener: FeedListener): () => void {
    const stop = this.#here.subscribe(executionId, listener);
    if (!listener.woken) return stop;
    let leave: (() => void) | null = this.#receiver.want(executionId ?? atLarge);
    if (this.#receiver.isHeard(atLarge)) this.#inner.tellListening();
    return () => {
      stop();
      leave?.();
      leave = null;
    };
  }

  /** Idempotent. */
  override async close(): Promise<void> {
    this.#receiver.close();
    await this.#here.close();
    await this.#sender.close();
  }

  #heard(isAtLarge: boolean, hint: RecordedHint | null): void {
    if (!hint || hint.from === this.#name) return;
    const { id, first, last, deltas = [] } = hint;
    if (isAtLarge) return this.#heardAtLarge(id, first, last);
    for (const delta of deltas) this.#inner.passDelta(delta);
    if (last > 0) this.#here.wake(id, first, last);
  }

  #heardAtLarge(id: string, first: number, last: number): void {
    const told = this.#remembered.get(id) ?? 0;
    if (last <= told) return;
    this.#remembered.delete(id);
    this.#remembered.set(id, last);
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > maxRemembered) this.#remembered.delete(oldest!);
    this.#inner.wake(null, id, Math.max(first, told + 1), last);
  }

  #listening(topics: readonly string[], again: boolean): void {
    if (topics.includes(atLarge)) {
      if (again) this.#inner.tellMissed();
      this.#inner.tellListening();
    }
    // What was recorded after a watcher read and before anything was heard of.
    void this.#here.look(topics);
  }
}
