/** Sends hints to other processes. Nobody waits for it, and nothing of it fails: what is recorded in one turn of the event loop leaves as
 *  one hint an execution, what could not be sent is told when Redis is there again, and what does not fit is dropped. */
import type { Clock, Delta, ExecutionEvent } from '@ice/core';
import type { RedisConnection } from '../connection/redis-connection.js';
import { atLarge, type RecordedHint } from './recorded-hint.js';

/** What hints are sent with. */
export interface HintSenderMeans {
  readonly connection: RedisConnection;
  readonly clock: Clock;
  /** The name of this feed. */
  readonly from: string;
  /** Where those listen who watch a topic: an execution, or all (`atLarge`). */
  readonly channelOf: (topic: string) => string;
  /** True while this process listens there itself. */
  readonly isSubscribed: (topic: string) => boolean;
}

/** What waits to be told of one execution. */
interface Waiting {
  readonly recorded: Span | null;
  /** Of `execution.*` events alone. */
  readonly overall: Span | null;
  readonly deltas: readonly Delta[];
}

interface Span {
  readonly first: number;
  readonly last: number;
}

/** Who listened when a channel was last spoken on. */
interface Listeners {
  readonly count: number;
  readonly askedAtMs: number;
}

const nothing: Waiting = { recorded: null, overall: null, deltas: [] };

/** Executions that may wait to be told of. */
const maxWaiting = 10_000;

/** Messages on their way. */
const maxSending = 1_000;

/** Texts of one execution that may wait. */
const maxDeltas = 200;

/** Texts of models are gathered for so long, in ms. */
const gatherMs = 25;

/** What could not be sent is tried again so much later, and whether anybody listens is asked so often, in ms. */
const againMs = 1_000;

/** See the head of this file. */
export class HintSender {
  readonly #waiting = new Map<string, Waiting>();
  readonly #listeners = new Map<string, Listeners>();
  readonly #sending = new Set<Promise<void>>();
  readonly #onReady = (): void => this.#flush();
  readonly #onClose = (): void => this.#dropDeltas();
  #isFlushing = false;
  #stopTimer: (() => void) | null = null;
  #isClosed = false;

  constructor(private readonly means: HintSenderMeans) {
    means.connection.client.on('ready', this.#onReady);
    means.connection.client.on('close', this.#onClose);
  }

  /** Tells of recorded events. */
  tell(id: string, events: readonly ExecutionEvent[]): void {
    const sequences = events.map(({ sequence }) => sequence);
    const overall = events.filter(({ type }) => type.startsWith('execution.')).map(({ sequence }) => sequence);
    this.#add(id, { recorded: spanOf(sequences), overall: spanOf(overall), deltas: [] });
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    setImmediate(() => {
      this.#isFlushing = false;
      this.#flush();
    });
  }

  /** Tells of a model's text, where somebody listens. */
  tellDelta(delta: Delta): void {
    const id = delta.execution_id;
    if (!this.#isReady || !this.#mayListen(id)) return;
    // What was recorded before it leaves before it.
    if (this.#waiting.get(id)?.recorded) this.#flush();
    if ((this.#waiting.get(id)?.deltas.length ?? 0) >= maxDeltas) return;
    this.#add(id, { ...nothing, deltas: [delta] });
    this.#flushLater(gatherMs);
  }

  /** Sends what waits, as far as Redis is there, and resolves when that has left. Idempotent. */
  async close(): Promise<void> {
    if (!this.#isClosed) this.#flush();
    this.#isClosed = true;
    this.#stopTimer?.();
    this.means.connection.client.off('ready', this.#onReady);
    this.means.connection.client.off('close', this.#onClose);
    await Promise.all(this.#sending);
    this.#waiting.clear();
  }

  get #isReady(): boolean {
    return this.means.connection.isReady;
  }

  #add(id: string, more: Waiting): void {
    const before = this.#waiting.get(id);
    if (this.#isClosed || (!before && this.#waiting.size >= maxWaiting)) return;
    this.#waiting.set(id, before ? merged(before, more) : more);
  }

  #flushLater(ms: number): void {
    if (this.#isClosed) return;
    this.#stopTimer ??= this.means.clock.after(ms, () => {
      this.#stopTimer = null;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#isClosed) return;
    for (const [id, waiting] of this.#waiting) {
      if (!this.#isReady || this.#sending.size >= maxSending) break;
      this.#waiting.delete(id);
      const sending = this.#send(id, waiting).finally(() => this.#sending.delete(sending));
      this.#sending.add(sending);
    }
    if (this.#waiting.size > 0) this.#flushLater(this.#isReady ? gatherMs : againMs);
  }

  /** A text that comes when Redis is back is of the past. */
  #dropDeltas(): void {
    for (const [id, waiting] of this.#waiting) {
      if (waiting.recorded) this.#waiting.set(id, { ...waiting, deltas: [] });
      else this.#waiting.delete(id);
    }
  }

  /** Never rejects. Whether a failed hint was heard is unknown; told twice it does no harm. */
  async #send(id: string, { recorded, overall, deltas }: Waiting): Promise<void> {
    const texts = deltas.length > 0 ? { deltas } : {};
    try {
      const [count] = await Promise.all([
        this.#publish(id, { id, ...(recorded ?? { first: 0, last: 0 }), ...texts }),
        overall && this.#publish(atLarge, { id, ...overall }),
      ]);
      this.#note(id, count);
    } catch {
      if (recorded) this.#add(id, { recorded, overall, deltas: [] });
      this.#flushLater(againMs);
    }
  }

  /** Gives how many connections were told. */
  async #publish(topic: string, hint: Omit<RecordedHint, 'from'>): Promise<number> {
    const { connection, channelOf, from } = this.means;
    return Number(await connection.command('PUBLISH', channelOf(topic), JSON.stringify({ from, ...hint })));
  }

  #note(id: string, told: number): void {
    // The one that was noted longest ago; it is asked again when it has something to tell.
    const [oldest] = this.#listeners.keys();
    if (this.#listeners.size >= maxWaiting && oldest !== undefined) this.#listeners.delete(oldest);
    this.#listeners.delete(id);
    const count = told - (this.means.isSubscribed(id) ? 1 : 0);
    this.#listeners.set(id, { count, askedAtMs: this.means.clock.now() });
  }

  /** Nodes of a Cluster count those alone who are connected to them: there everybody may listen. */
  #mayListen(id: string): boolean {
    const known = this.#listeners.get(id);
    if (!known || known.count > 0 || this.means.connection.client.isCluster) return true;
    return this.means.clock.now() - known.askedAtMs >= againMs;
  }
}

function spanOf(sequences: readonly number[]): Span | null {
  const [first] = sequences;
  return first === undefined ? null : { first, last: sequences.at(-1)! };
}

function merged(left: Waiting, right: Waiting): Waiting {
  return {
    recorded: union(left.recorded, right.recorded),
    overall: union(left.overall, right.overall),
    deltas: [...left.deltas, ...right.deltas],
  };
}

function union(left: Span | null, right: Span | null): Span | null {
  if (!left || !right) return left ?? right;
  return { first: Math.min(left.first, right.first), last: Math.max(left.last, right.last) };
}
