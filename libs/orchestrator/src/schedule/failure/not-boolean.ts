/** The failure of a condition that is none. */
import type { Failure, JsonValue } from '@ice/core';

/** Says that a boolean field gave something else. */
export function notBoolean(field: string, value: JsonValue): Failure {
  const message = `${field} gave ${JSON.stringify(value).slice(0, 80)}, which is no boolean.`;
  return { code: 'condition-not-boolean', message, retryable: false };
}
