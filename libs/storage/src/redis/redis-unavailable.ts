/** Faults of Redis, said in the words of the port. Addresses and keys are no business of a caller far away: they stand only in the error
 *  behind this one. */
import { IceError, isIceError } from '@ice/core';

/** Any fault of a command as `store-unavailable`, retryable; an `IceError` stays what it is. */
export function redisUnavailable(cause: unknown, message = 'The store cannot be used at the moment.'): IceError {
  if (isIceError(cause)) return cause;
  return new IceError('store-unavailable', message, {
    retryable: true,
    evidence: { reason: reasonOf(cause) },
    cause,
  });
}

/** Redis begins a refusal with its kind (`OOM`, `MISCONF`, `READONLY`, `LOADING`); the system and the client have codes and names. */
function reasonOf(fault: unknown): string {
  if (!(fault instanceof Error)) return 'unknown';
  const kind = /^([A-Z]{3,})(?= )/.exec(fault.message)?.[1];
  return kind ?? (fault as NodeJS.ErrnoException).code ?? fault.name;
}
