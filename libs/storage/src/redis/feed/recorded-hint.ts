/** What processes tell each other over Redis: that something was recorded, never what. A hint may be lost, doubled or late; whoever gets
 *  one reads the journal. Texts of models on their way come along where somebody listens, and are as droppable as they are here. */
import type { Delta } from '@ice/core';

/** The topic of `execution.*` events of all executions; every execution is a topic of its own under its id. */
export const atLarge = 'executions';

/** One message. */
export interface RecordedHint {
  /** The feed that sends it, by a name that no other has: nobody listens to himself. */
  readonly from: string;
  readonly id: string;
  /** Sequences that are in the journal; both 0 where only deltas are told. */
  readonly first: number;
  readonly last: number;
  /** In order. They came before `last` was recorded. */
  readonly deltas?: readonly Delta[];
}

/** The hint of a message; null for what is none, as another program on the same Redis might send it. */
export function readHint(text: string): RecordedHint | null {
  try {
    const hint = JSON.parse(text) as Partial<RecordedHint> | null;
    const isHint = typeof hint?.from === 'string' && typeof hint.id === 'string';
    return isHint && isSequence(hint.first) && isSequence(hint.last) ? (hint as RecordedHint) : null;
  } catch {
    return null;
  }
}

function isSequence(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
