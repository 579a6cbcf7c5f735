/** Measures nesting without following it to its end. */
import type { JsonValue } from '../json/json-value.js';

/** True when there are more levels of objects and lists than `levels`. Never goes deeper than that. */
export function isDeeperThan(value: JsonValue, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  const object = value as Readonly<Record<string, JsonValue>>;
  for (const key of Object.keys(object)) {
    if (isDeeperThan(object[key] as JsonValue, levels - 1)) return true;
  }
  return false;
}
