/** Labels in the shape of an index: one pair per value, each once. */
import type { Labels } from '@ice/core';

/** One label with one of its values. */
export type LabelPair = readonly [label: string, value: string];

/** The pairs that a record with these labels is found by, without repeats. */
export function labelPairs(labels: Labels): readonly LabelPair[] {
  return Object.entries(labels).flatMap(([label, value]) =>
    [...new Set(typeof value === 'string' ? [value] : value)].map((one): LabelPair => [label, one]),
  );
}
