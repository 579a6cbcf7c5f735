/** Measures nesting without following it to its end. */
import type { JsonValue } from '../json/json-value.js';

/** True when there are more levels of objects and lists than `levels`. Never goes deeper than that. */
export function isDeeperThan(value: JsonValue, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value as Readonly<Record<string, JsonValue>>).some((member) => isDeeperThan(member, levels - 1));
}
