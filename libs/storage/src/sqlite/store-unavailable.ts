/** Faults of the file, said in the words of the port. The path of the file is no business of a caller far away, so it stands
 *  only in the error behind this one and in faults of opening, which the operator reads. */
import { IceError, isIceError } from '@ice/core';

/** Any fault of a database call as `store-unavailable`, retryable; an `IceError` stays what it is. */
export function storeUnavailable(cause: unknown, message = 'The store cannot be used at the moment.'): IceError {
  if (isIceError(cause)) return cause;
  return new IceError('store-unavailable', message, {
    retryable: true,
    evidence: { reason: codeOf(cause) ?? 'unknown' },
    cause,
  });
}

/** True when another connection held the file longer than the call could wait. */
export function isBusy(fault: unknown): boolean {
  return codeOf(fault)?.startsWith('SQLITE_BUSY') ?? false;
}

/** The name that SQLite or the operating system gave a fault. */
export function codeOf(fault: unknown): string | undefined {
  return textOf(fault, 'code');
}

/** What a fault says of itself. Faults of the driver are no reliable `Error`s, so only their fields are looked at. */
export function messageOf(fault: unknown): string {
  return textOf(fault, 'message') ?? String(fault);
}

function textOf(fault: unknown, field: 'code' | 'message'): string | undefined {
  const text = (fault as { readonly [name in typeof field]?: unknown } | null | undefined)?.[field];
  return typeof text === 'string' && text !== '' ? text : undefined;
}
