/** Makes a failure fit for the journal. Tools, models and `fail` nodes write failures; what they write must never keep an execution
 *  from being recorded. */
import { sealJson, type Failure } from '@ice/core';

const longestMessage = 2_000;
const mostBytes = 16 * 1_024;

/** A frozen copy with a message of at most 2,000 characters. Evidence and cause are left out when they are no JSON or too large. */
export function boundedFailure(failure: Failure): Failure {
  const { code, message, retryable, retry_after_ms } = failure;
  const cut = message.slice(0, longestMessage);
  const sealed = sealJson({ ...failure, message: cut }, mostBytes);
  if (sealed.ok) return sealed.value as unknown as Failure;
  return { code, message: cut, retryable, ...(retry_after_ms !== undefined && { retry_after_ms }) };
}
