/** What a stream brings: recorded events, and where they were asked for, pieces of models' texts, which are not recorded. */
import type { ExecutionEvent } from '@ice/core';

/** A piece of a model's text. `n` counts within the attempt from 0; what is missing was dropped. */
export interface StreamDelta {
  readonly type: 'delta';
  readonly path: string;
  readonly attempt: number;
  readonly n: number;
  readonly text: string;
}

/** So many pieces were dropped, since the reader was slow. */
export interface StreamLag {
  readonly type: 'lag';
  readonly dropped_deltas: number;
}

/** One of them; told apart by `type`. */
export type StreamItem = ExecutionEvent | StreamDelta | StreamLag;

/** True for what is recorded. */
export function isEvent(item: StreamItem): item is ExecutionEvent {
  return item.type !== 'delta' && item.type !== 'lag';
}
