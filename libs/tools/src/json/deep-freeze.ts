/** Makes shared data immutable: definitions are read by every execution, so nobody may be able to change one. */

/** Freezes plain data at every depth and gives it back. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
  return value;
}
