/** Broadcast within one process, for executions that another process may run: whoever watches one is woken when its journal has grown
 *  without a word here. Looks at the ends of journals and never at events, and only while somebody watches. */
import { EventFeed, type Clock, type Delta, type ExecutionEvent, type FeedListener } from '@ice/core';
import type { InProcessFeed } from './in-process-feed.js';

/** How a feed looks at journals. */
export interface WatchOptions {
  /** The last sequence of an execution's journal; 0 where there is none. May reject: it is asked again. */
  readonly sequenceOf: (executionId: string) => Promise<number>;
  readonly clock: Clock;
  /** From one look to the next, in ms. */
  readonly everyMs: number;
  /** Executions in one look; where more are watched, they take turns. Default 250. */
  readonly atOnce?: number;
}

/** An execution that somebody watches with an ear for other processes. */
interface Watched {
  watchers: number;
  /** The last sequence that watchers here know to be recorded. */
  told: number;
  /** It was published here since the last look, so that another look would tell nothing new. */
  isHere: boolean;
}

/** Tells what this process records, and wakes for the rest. */
export class WatchfulFeed extends EventFeed {
  /** The one who was looked at longest ago stands first. */
  readonly #watched = new Map<string, Watched>();
  #stopTimer: (() => void) | null = null;
  #isLooking = false;
  #isClosed = false;

  constructor(
    private readonly inner: InProcessFeed,
    private readonly options: WatchOptions,
  ) {
    super();
  }

  /** How many subscriptions there are. */
  get size(): number {
    return this.inner.size;
  }

  override publish(executionId: string, events: readonly ExecutionEvent[]): void {
    const watched = this.#watched.get(executionId);
    if (watched) {
      watched.isHere = true;
      watched.told = Math.max(watched.told, events.at(-1)?.sequence ?? 0);
    }
    this.inner.publish(executionId, events);
  }

  override publishDelta(delta: Delta): void {
    this.inner.publishDelta(delta);
  }

  override subscribe(executionId: string | null, listener: FeedListener): () => void {
    const stop = this.inner.subscribe(executionId, listener);
    if (executionId === null || !listener.woken) return stop;
    const watched = this.#watched.get(executionId) ?? { watchers: 0, told: 0, isHere: false };
    watched.watchers += 1;
    this.#watched.set(executionId, watched);
    this.#lookLater();
    return once(() => {
      stop();
      this.#leave(executionId, watched);
    });
  }

  override async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopTimer?.();
    await this.inner.close();
  }

  /** Wakes those who watch this execution. */
  wake(executionId: string, first: number, last: number): void {
    const watched = this.#watched.get(executionId);
    if (watched) watched.told = Math.max(watched.told, last);
    this.inner.wake(executionId, executionId, first, last);
  }

  /** Looks at these executions now, as far as they are watched. Never rejects. */
  async look(executionIds: readonly string[]): Promise<void> {
    await Promise.all(executionIds.map((id) => this.#lookAt(id)));
  }

  #leave(executionId: string, watched: Watched): void {
    watched.watchers -= 1;
    if (watched.watchers > 0) return;
    this.#watched.delete(executionId);
    if (this.#watched.size > 0) return;
    this.#stopTimer?.();
    this.#stopTimer = null;
  }

  #lookLater(): void {
    if (this.#stopTimer || this.#isLooking || this.#isClosed || this.#watched.size === 0) return;
    this.#stopTimer = this.options.clock.after(this.options.everyMs, () => void this.#lookAround());
  }

  async #lookAround(): Promise<void> {
    this.#stopTimer = null;
    this.#isLooking = true;
    await this.look(this.#takeDue());
    this.#isLooking = false;
    this.#lookLater();
  }

  #takeDue(): readonly string[] {
    const due: string[] = [];
    for (const [id, watched] of this.#watched) {
      if (due.length === (this.options.atOnce ?? 250)) break;
      if (!watched.isHere) due.push(id);
      watched.isHere = false;
    }
    for (const id of due) this.#moveToEnd(id);
    return due;
  }

  #moveToEnd(id: string): void {
    const watched = this.#watched.get(id)!;
    this.#watched.delete(id);
    this.#watched.set(id, watched);
  }

  async #lookAt(id: string): Promise<void> {
    if (!this.#watched.has(id)) return;
    const sequence = await this.options.sequenceOf(id).catch(() => 0);
    const watched = this.#watched.get(id);
    if (watched && sequence > watched.told && !this.#isClosed) this.wake(id, watched.told + 1, sequence);
  }
}

function once(call: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    call();
  };
}
