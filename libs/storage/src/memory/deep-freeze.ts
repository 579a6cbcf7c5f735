/** Makes a JSON value safe to share. Stops at what is frozen already, so that values which their maker froze cost one look:
 *  whoever freezes an object of which parts can still change breaks that bargain. */
import type { JsonValue } from '@ice/core';

/** Freezes the value with everything in it and gives it back. */
export function deepFreeze<T extends JsonValue>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) deepFreeze(part);
  return value;
}
