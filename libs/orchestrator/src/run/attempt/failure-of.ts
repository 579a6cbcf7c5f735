/** Turns whatever was thrown into a failure. Never throws itself: an object may refuse even to be text. Messages of foreign errors are
 *  kept short and never carry a stack. */
import { isFailureError, isIceError, type Failure } from '@ice/core';
import { boundedFailure } from './bounded-failure.js';

const longest = 500;

/** The failure behind a throw; `code` names what a plain error means here. */
export function failureOf(thrown: unknown, code: 'tool-failed' | 'model-failed' | 'engine-fault'): Failure {
  try {
    const carried = isIceError(thrown) ? thrown.toFailure() : isFailureError(thrown) ? thrown.failure : undefined;
    if (carried) return boundedFailure(carried);
    const text = String(thrown instanceof Error ? thrown.message : thrown);
    return plainFailure(code, text.slice(0, longest));
  } catch {
    return plainFailure(code, '');
  }
}

function plainFailure(code: string, message: string): Failure {
  return { code, message: message || 'No reason was given.', retryable: false };
}
