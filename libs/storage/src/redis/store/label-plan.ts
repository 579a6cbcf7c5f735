/** What has to happen to the indexes when a record changes its labels. Nothing here talks to Redis. */
import type { Labels } from '@ice/core';
import { labelPairs, type LabelPair } from '../../request/label-pairs.js';
import type { IndexMark } from './index-mark.js';

/** `labels` (JSON) and `marks` of a record as Redis has them; both empty where there is no record. */
export interface SeenLabels {
  readonly labels: string;
  readonly marks: string;
}

/** No record. */
export const nothingSeen: SeenLabels = { labels: '', marks: '' };

/** The indexes of a record with these labels: null stands for that of the collection. */
export function indexedPairs(labels: Labels): readonly (LabelPair | null)[] {
  return [null, ...labelPairs(labels)];
}

/** The marks of a record's members by the pair of their index, as text (`pairText`). */
export function seenMarks({ labels, marks }: SeenLabels): ReadonlyMap<string, IndexMark> {
  if (labels === '') return new Map();
  const pairs = indexedPairs(JSON.parse(labels) as Labels);
  const texts = marks.split(' ');
  return new Map(pairs.map((pair, index) => [pairText(pair), texts[index]!]));
}

/** A pair as the key of a map. */
export function pairText(pair: LabelPair | null): string {
  return pair ? pair.join('\0') : '';
}

/** As `pairText` made it. */
export function textPair(text: string): LabelPair | null {
  const [label, value] = text.split('\0');
  return value === undefined ? null : [label!, value];
}
