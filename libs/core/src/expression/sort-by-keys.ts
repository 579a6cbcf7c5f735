/** A stable sort by keys that were computed beforehand, paid in advance. */
import type { JsonArray, JsonValue } from '../json/json-value.js';
import { stop } from './evaluation-failure.js';
import { spend, type Evaluation } from './evaluation.js';
import { describeKind } from './value-kind.js';

/** The items in ascending order of their keys (all numbers or all strings); equal keys keep their order. */
export function sortByKeys(evaluation: Evaluation, items: JsonArray, keys: readonly JsonValue[]): JsonArray {
  const kind = typeof keys[0];
  let length = 0;
  for (const key of keys) {
    if (typeof key !== kind || (typeof key !== 'number' && typeof key !== 'string')) stopAtKey(evaluation, key);
    length += typeof key === 'string' ? key.length : 0;
  }
  const rounds = Math.ceil(Math.log2(items.length + 1));
  spend(evaluation, rounds * (items.length + Math.floor(length / 64)));
  const order = [...keys.keys()].sort((left, right) => compare(keys[left] as string, keys[right] as string));
  return order.map((index) => items[index] ?? null);
}

/** Strings and numbers order by the same operators; the kinds have been checked. */
function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function stopAtKey(evaluation: Evaluation, key: JsonValue): never {
  stop(
    evaluation.at,
    'type-error',
    `sort_by() needs keys that are all numbers or all strings, got ${describeKind(key)}.`,
  );
}
