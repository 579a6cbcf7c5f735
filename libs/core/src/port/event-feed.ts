/** The port of broadcast: wakes those who watch executions. It carries recorded events only and keeps nothing: who missed
 *  something reads the journal from its own cursor. */
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
  /** Events as just recorded, in sequence. */
  events(executionId: string, events: readonly ExecutionEvent[]): void;
  delta?(delta: Delta): void;
}

/** Tells watchers what was recorded. */
export abstract class EventFeed {
  /** Called by the recorder after the append is durable. */
  abstract publish(executionId: string, events: readonly ExecutionEvent[]): void;

  /** Called by a running attempt; may be dropped. */
  abstract publishDelta(delta: Delta): void;

  /** Watches one execution, or all when `executionId` is null. The returned function ends it. */
  abstract subscribe(executionId: string | null, listener: FeedListener): () => void;
}
