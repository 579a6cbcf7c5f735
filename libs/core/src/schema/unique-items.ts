/** Finds equal items of a list in linear time. The engine's own keyword compares every pair: quadratic in the list. */
import type { JsonValue } from '../json/json-value.js';
import { canonicalText } from './canonical-text.js';
import { spendWork } from './work-meter.js';

/** The indexes of the first two equal items, or undefined. Spends the work of the running judgement. */
export function findEqualItems(items: readonly JsonValue[]): readonly [first: number, second: number] | undefined {
  const firstIndex = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const text = canonicalText(item);
    spendWork(1 + Math.ceil(text.length / 16));
    const first = firstIndex.get(text);
    if (first !== undefined) return [first, index];
    firstIndex.set(text, index);
  }
  return undefined;
}
