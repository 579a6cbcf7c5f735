/** Faults of Redis, said in the words of the port. Addresses and keys are no business of a caller far away: they stand only in the error
 *  behind this one. */
import { IceError, isIceError } from '@ice/core';

/** Reasons that no error of Redis or of the system has: the connection was not there, or went away before the answer came. */
export type ConnectionReason = 'NOT_CONNECTED' | 'CONNECTION_LOST' | 'TIMEOUT' | 'LATE';

/** Refusals by Redis that pass by themselves within moments. */
const passing = new Set(['LOADING', 'TRYAGAIN', 'CLUSTERDOWN', 'MASTERDOWN']);

/** Any fault of a command as `store-unavailable`, retryable; an `IceError` stays what it is. */
export function redisUnavailable(cause: unknown, message = 'The store cannot be used at the moment.'): IceError {
  if (isIceError(cause)) return cause;
  return new IceError('store-unavailable', message, {
    retryable: true,
    evidence: { reason: reasonOf(cause) },
    cause,
  });
}

/** The fault of a connection that is not there; `seen` is what the system said about it last. */
export function connectionFault(reason: ConnectionReason, seen?: unknown): IceError {
  return new IceError('store-unavailable', 'The store cannot be used at the moment.', {
    retryable: true,
    evidence: { reason: seen === undefined ? reason : `${reason} ${reasonOf(seen)}` },
    ...(seen !== undefined && { cause: seen }),
  });
}

/** True when the same command may fare better in a moment. Whether it was executed may be unknown: who repeats it must know why. */
export function isPassing(fault: unknown): boolean {
  const cause = causeOf(fault);
  return !isRefusal(cause) || passing.has(reasonOf(cause));
}

/** True when Redis answered nobody, or there is no way to it. Where a single command took too long, others may be answered: in a Cluster
 *  by all nodes but one. */
export function isAway(fault: unknown): boolean {
  if (!isIceError(fault)) return false;
  const reason = String(fault.evidence?.['reason']);
  return /^(?:NOT_CONNECTED|TIMEOUT)/.test(reason) && !(reason === 'TIMEOUT' && isSlow(fault.cause));
}

/** True when the command of this fault was certainly not executed: Redis said so, or it was never sent. */
export function isUnexecuted(fault: unknown): boolean {
  const reason = isIceError(fault) ? String(fault.evidence?.['reason']) : '';
  return reason.startsWith('NOT_CONNECTED') || isRefusal(causeOf(fault));
}

function causeOf(fault: unknown): unknown {
  return isIceError(fault) ? fault.cause : fault;
}

/** True when Redis itself said no. */
export function isRefusal(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'ReplyError';
}

/** True when the client gave a command up that had its whole time. */
function isSlow(fault: unknown): boolean {
  return fault instanceof Error && fault.message === 'Command timed out';
}

/** Redis begins a refusal with its kind (`OOM`, `MISCONF`, `READONLY`, `LOADING`); the system and the client have codes and names. */
function reasonOf(fault: unknown): string {
  if (!(fault instanceof Error)) return 'unknown';
  if (isSlow(fault)) return 'TIMEOUT';
  if (fault.message === 'Connection is closed.') return 'CONNECTION_LOST';
  const kind = /^([A-Z]{3,})(?= )/.exec(fault.message)?.[1];
  return kind ?? (fault as NodeJS.ErrnoException).code ?? fault.name;
}
