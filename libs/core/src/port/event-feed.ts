/** The port of broadcast: wakes those who watch executions. It carries recorded events only and keeps nothing: who missed
 *  something, or was only woken, reads the journal from its own cursor. */
import type { ExecutionEvent } from '../event/execution-event.js';

/** Text of a model on its way: unnumbered, unrecorded, droppable. */
export interface Delta {
  readonly execution_id: string;
  readonly path: string;
  readonly attempt: number;
  /** Counts from 0 within the attempt. */
  readonly n: number;
  readonly text: string;
}

/** What a watcher is told. Must return at once and must not throw. */
export interface FeedListener {
  /** Events as just recorded by this process, in sequence. */
  events(executionId: string, events: readonly ExecutionEvent[]): void;

  delta?(delta: Delta): void;

  /** The events `first` to `last` are in the journal and are not told here, since another process recorded them: who has not seen them
   *  reads. It may come late, repeatedly and out of order, and what is before `first` may be unseen too. Who watches all executions is
   *  woken for `execution.*` events only; `last` and `first` are then sequences of such events. Without this ear a listener hears only
   *  of what this process records. */
  woken?(executionId: string, first: number, last: number): void;

  /** To those who watch all executions, once: what is recorded from here on, they are told or woken for. It may come within `subscribe`, or
   *  much later, where the way to other processes is not there yet; what others recorded before is not told. */
  listening?(): void;

  /** To those who watch all executions and were `listening`: for a while nobody was told of what other processes recorded. */
  missed?(): void;
}

/** Tells watchers what was recorded. */
export abstract class EventFeed {
  /** Called by the recorder after the append is durable. Returns at once, never throws. */
  abstract publish(executionId: string, events: readonly ExecutionEvent[]): void;

  /** Called by a running attempt; may be dropped. */
  abstract publishDelta(delta: Delta): void;

  /** Watches one execution, or all when `executionId` is null. The returned function ends it. */
  abstract subscribe(executionId: string | null, listener: FeedListener): () => void;

  /** Lets go of connections and timers; nobody is woken any more. Idempotent. Without any there is nothing to do. */
  close(): Promise<void> {
    return Promise.resolve();
  }
}
