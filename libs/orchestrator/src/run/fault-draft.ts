/** The end of an execution whose process has something wrong. */
import { isIceError, type EventDraft, type Failure } from '@ice/core';
import { failureOf } from './attempt/failure-of.js';

/** Says that an execution has failed over a fault; null for one that passes, such as a store that is away: then it goes on later. */
export function faultDraft(fault: unknown, duration_ms: number): EventDraft | null {
  if (isIceError(fault) && fault.retryable) return null;
  const { message } = failureOf(fault, 'engine-fault');
  const failure: Failure = { code: 'engine-fault', message, retryable: false };
  return { type: 'execution.failed', data: { failure, duration_ms } };
}
