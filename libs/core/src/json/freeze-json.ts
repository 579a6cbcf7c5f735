/** Freezes JSON to its leaves, in place: for values that were just made and will be shared. */
import type { JsonValue } from './json-value.js';

/** The same value, frozen. Nesting must be bounded by the caller. */
export function freezeJson<Value extends JsonValue>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value as Readonly<Record<string, JsonValue>>)) freezeJson(member);
  return Object.freeze(value);
}
