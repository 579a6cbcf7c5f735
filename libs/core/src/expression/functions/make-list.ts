/** Functions that make lists out of numbers. */
import type { JsonArray, JsonValue } from '../../json/json-value.js';
import { spend, type Evaluation } from '../evaluation.js';
import { needList, needNumber, needWhole, refuseArgument } from './need-argument.js';

type Values = readonly JsonValue[];

/** Evenly spaced numbers. */
export function range(evaluation: Evaluation, values: Values): JsonArray {
  const [first, second, third] = values.map((value) => needNumber(evaluation, 'range', value));
  const [start, end, step] = second === undefined ? [0, first ?? 0, 1] : [first ?? 0, second, third ?? 1];
  if (step === 0) refuseArgument(evaluation, 'range() needs a step that is not 0.');
  const count = Math.max(0, Math.ceil((end - start) / step));
  spend(evaluation, count);
  return Array.from({ length: count }, (_, index) => start + index * step);
}

/** Lists of a size. */
export function chunk(evaluation: Evaluation, [list, size]: Values): JsonArray {
  const items = needList(evaluation, 'chunk', list);
  const width = needWhole(evaluation, 'chunk', size, 1, Number.MAX_SAFE_INTEGER);
  spend(evaluation, items.length);
  const count = Math.ceil(items.length / width);
  return Array.from({ length: count }, (_, index) => items.slice(index * width, (index + 1) * width));
}
