/** The failure of an attempt that must not be made twice, and was cut off with its process. */
import type { Failure } from '@ice/core';

/** What is recorded in its place when another process goes on. */
export function outcomeUnknown(): Failure {
  const message = 'The process ended while this ran; whether it took effect is not known.';
  return { code: 'outcome-unknown', message, retryable: false };
}
