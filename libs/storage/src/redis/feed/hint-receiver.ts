/** Listens to the topics that somebody in this process wants to hear of, over a connection of its own, and to no others. Whatever happens to
 *  the connection: as soon as a topic is heard of (again), it is said, since what was told before is lost. */
import type { Clock } from '@ice/core';
import type { Redis } from 'ioredis';
import type { RedisConnection } from '../connection/redis-connection.js';

/** What is heard. */
export interface HintReceiverMeans {
  readonly connection: RedisConnection;
  readonly clock: Clock;
  /** Where a topic is spoken of. */
  channelOf(topic: string): string;
  /** A message. Must not throw. */
  heard(channel: string, text: string): void;
  /** These topics are heard of from now on; `again` where they were before and messages may be lost. Must not throw. */
  listening(topics: readonly string[], again: boolean): void;
}

/** Topics in one command. */
const maxInCommand = 500;

/** How often it is seen whether the connection still answers, and tried again what has failed, in ms. */
const checkMs = 2_000;

/** A node of a Cluster that is lost is replaced by another one so much later, in ms. */
const replaceMs = 200;

/** See the head of this file. */
export class HintReceiver {
  /** Topics with the number of those who want them. */
  readonly #wanted = new Map<string, number>();
  /** Those that Redis has acknowledged on this connection. */
  #subscribed = new Set<string>();
  /** Those that were heard on an earlier connection and are not yet on this one. */
  #lost = new Set<string>();
  #client: Redis | null = null;
  /** Rises with every connection: what an older one has begun counts no more. */
  #epoch = 0;
  #isAdjusting = false;
  #stopTimer: (() => void) | null = null;
  #stopReplacing: (() => void) | null = null;
  #isClosed = false;

  constructor(private readonly means: HintReceiverMeans) {}

  /** True while Redis sends what is told of it. */
  isSubscribed(topic: string): boolean {
    return this.#subscribed.has(topic);
  }

  /** True while nothing of what is told of it can be lost: who begins to want it misses nothing from here on, as long as nobody says so. */
  isHeard(topic: string): boolean {
    return this.#isReady && this.#subscribed.has(topic);
  }

  /** Wants a topic, until the returned function is called (once). */
  want(topic: string): () => void {
    this.#wanted.set(topic, (this.#wanted.get(topic) ?? 0) + 1);
    if (!this.#isClosed) this.#client ??= this.#connect();
    this.#adjustSoon();
    return () => this.#leave(topic);
  }

  /** Disconnects. Idempotent. */
  close(): void {
    this.#isClosed = true;
    this.#stopTimer?.();
    this.#stopReplacing?.();
    this.#client?.disconnect();
  }

  #leave(topic: string): void {
    const count = this.#wanted.get(topic)! - 1;
    if (count > 0) return void this.#wanted.set(topic, count);
    this.#wanted.delete(topic);
    this.#lost.delete(topic);
    this.#adjustSoon();
  }

  #connect(): Redis {
    const client = this.means.connection.subscriber();
    // All that is wanted is subscribed anew here, and nothing that is not wanted any more.
    client.options.autoResubscribe = false;
    client.on('ready', () => this.#begin());
    client.on('message', (channel: string, text: string) => this.means.heard(channel, text));
    client.on('end', () => this.#replaceLater());
    // It goes on trying by itself, or ends and is replaced.
    client.connect().catch(() => undefined);
    return client;
  }

  /** Only a connection to a node of a Cluster ends before it is ended here. */
  #replaceLater(): void {
    if (this.#isClosed) return;
    this.#stopReplacing = this.means.clock.after(replaceMs, () => {
      this.#client = this.#connect();
    });
  }

  #begin(): void {
    this.#epoch += 1;
    this.#lost = new Set([...this.#lost, ...this.#subscribed].filter((topic) => this.#wanted.has(topic)));
    this.#subscribed = new Set();
    void this.#adjust();
  }

  /** With all that is wanted or left in the same turn. */
  #adjustSoon(): void {
    this.#checkLater();
    if (this.#isAdjusting) return;
    this.#isAdjusting = true;
    setImmediate(() => void this.#adjust());
  }

  async #adjust(): Promise<void> {
    this.#isAdjusting = true;
    const epoch = this.#epoch;
    try {
      for (let change = this.#nextChange(); change; change = this.#nextChange()) {
        await change();
        if (epoch !== this.#epoch) return;
      }
    } catch {
      // Tried again with the next look at the connection, or on the next one.
    } finally {
      if (epoch === this.#epoch) this.#isAdjusting = false;
    }
  }

  get #isReady(): boolean {
    return !this.#isClosed && this.#client?.status === 'ready';
  }

  /** What is to be done next; null when there is nothing, or no connection. */
  #nextChange(): (() => Promise<void>) | null {
    if (!this.#isReady) return null;
    const missing = some(this.#wanted.keys(), (topic) => !this.#subscribed.has(topic));
    if (missing.length > 0) return () => this.#subscribe(missing);
    const left = some(this.#subscribed, (topic) => !this.#wanted.has(topic));
    return left.length > 0 ? () => this.#unsubscribe(left) : null;
  }

  async #subscribe(topics: readonly string[]): Promise<void> {
    const epoch = this.#epoch;
    await this.#client!.subscribe(...this.#channelsOf(topics));
    if (epoch === this.#epoch) this.#note(topics);
  }

  async #unsubscribe(topics: readonly string[]): Promise<void> {
    const epoch = this.#epoch;
    // Before the answer: who wants one of them meanwhile has to wait until it is heard of again.
    for (const topic of topics) this.#subscribed.delete(topic);
    try {
      await this.#client!.unsubscribe(...this.#channelsOf(topics));
    } catch (fault) {
      if (epoch === this.#epoch) for (const topic of topics) this.#subscribed.add(topic);
      throw fault;
    }
  }

  #channelsOf(topics: readonly string[]): string[] {
    return topics.map((topic) => this.means.channelOf(topic));
  }

  #note(topics: readonly string[]): void {
    for (const topic of topics) this.#subscribed.add(topic);
    const again = topics.filter((topic) => this.#lost.delete(topic));
    const fresh = topics.filter((topic) => !again.includes(topic));
    if (again.length > 0) this.means.listening(again, true);
    if (fresh.length > 0) this.means.listening(fresh, false);
  }

  #checkLater(): void {
    if (this.#isClosed || this.#wanted.size + this.#subscribed.size === 0) return;
    this.#stopTimer ??= this.means.clock.after(checkMs, () => void this.#check());
  }

  /** A connection may be dead without a word: then nothing would ever be heard again. */
  async #check(): Promise<void> {
    const epoch = this.#epoch;
    const client = this.#client;
    if (this.#isReady && client !== null) {
      await client.ping().catch(() => !this.#isClosed && epoch === this.#epoch && client.disconnect(true));
    }
    this.#stopTimer = null;
    if (this.#isClosed) return;
    this.#checkLater();
    if (!this.#isAdjusting) await this.#adjust();
  }
}

function some(topics: Iterable<string>, fits: (topic: string) => boolean): readonly string[] {
  const found: string[] = [];
  for (const topic of topics) {
    if (found.length === maxInCommand) break;
    if (fits(topic)) found.push(topic);
  }
  return found;
}
