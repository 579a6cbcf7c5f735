/** Cuts an append into rows: entries that come together are stored together, since each row costs as much as many entries do.
 *  Bounded, so that reading one entry never means reading a thousand. */
import type { JsonObject } from '@ice/core';

/** Entries in one row. */
export interface EntryBatch {
  /** Sequence of the last of them. */
  readonly last: number;
  /** JSON array of them. */
  readonly entries: string;
}

/** A row holds at most this many entries. */
export const largestBatchEntries = 64;

/** A row takes no further entry once it has this many characters. */
const fullBatchCharacters = 65_536;

/** The rows for these entries, of which the first has the sequence `after + 1`. Throws when one is not JSON. */
export function cutBatches(entries: readonly JsonObject[], after: number): readonly EntryBatch[] {
  const batches: EntryBatch[] = [];
  let texts: string[] = [];
  let characters = 0;
  entries.forEach((entry, index) => {
    const text = JSON.stringify(entry);
    texts.push(text);
    characters += text.length;
    const isFull = texts.length === largestBatchEntries || characters >= fullBatchCharacters;
    if (!isFull && index < entries.length - 1) return;
    batches.push({ last: after + index + 1, entries: `[${texts.join(',')}]` });
    texts = [];
    characters = 0;
  });
  return batches;
}
