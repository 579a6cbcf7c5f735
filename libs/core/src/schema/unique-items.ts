/** Finds equal items of a list in linear time: comparing every two of them would be quadratic in the list. */
import type { JsonValue } from '../json/json-value.js';
import { canonicalText } from './canonical-text.js';
import { JudgementTooDeep } from './judgement.js';
import { isDeeperThan } from './schema-depth.js';
import { MAX_JUDGEMENT_DEPTH } from './schema-limits.js';
import { spendWork } from './work-meter.js';

/** The indexes of the first two equal items, or undefined. Spends the work of the running judgement. */
export function findEqualItems(items: readonly JsonValue[]): readonly [first: number, second: number] | undefined {
  const simple = new Map<JsonValue, number>();
  const composite = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const isComposite = typeof item === 'object' && item !== null;
    const first = isComposite ? firstOf(composite, textOf(item), index) : firstOf(simple, item, index);
    if (first !== index) return [first, index];
  }
  return undefined;
}

function firstOf<Key>(seen: Map<Key, number>, key: Key, index: number): number {
  spendWork(1 + (typeof key === 'string' ? Math.ceil(key.length / CHARACTERS_PER_UNIT) : 0));
  const first = seen.get(key);
  if (first === undefined) seen.set(key, index);
  return first ?? index;
}

const CHARACTERS_PER_UNIT = 16;

/** Two values are equal when their texts are. */
function textOf(value: JsonValue): string {
  if (isDeeperThan(value, MAX_JUDGEMENT_DEPTH)) throw new JudgementTooDeep('An item of a list is nested too deeply.');
  return canonicalText(value);
}
