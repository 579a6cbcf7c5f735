/** Turns whatever was thrown into a failure. Messages of foreign errors are kept short and never carry a stack. */
import { isFailureError, isIceError, type Failure } from '@ice/core';

const longest = 500;

/** The failure behind a throw; `code` names what a plain error means here. */
export function failureOf(thrown: unknown, code: 'tool-failed' | 'model-failed' | 'engine-fault'): Failure {
  if (isFailureError(thrown)) return thrown.failure;
  if (isIceError(thrown)) return thrown.toFailure();
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code, message: message.slice(0, longest) || 'No reason was given.', retryable: false };
}
