/** Why the ledger does not answer. Nothing here may turn into a default: who cannot read the ledger starts nothing. */
import { IceError, isIceError } from '@ice/core';

/** The ledger holds what it cannot have come to. Nothing was changed. Ids are no business of a caller, so `what` is for the log only. */
export function damagedLedger(what: string): IceError {
  return new IceError('ledger-unavailable', 'The budget ledger is damaged.', {
    retryable: true,
    evidence: { reason: 'damaged' },
    cause: new Error(`In the budget ledger, ${what}.`),
  });
}

/** A fault of the store underneath, in the words of the ledger's port; a fault of the caller stays what it is. */
export function ledgerUnavailable(fault: unknown): IceError {
  if (!isIceError(fault)) return unavailable({ cause: fault });
  if (fault.code !== 'store-unavailable') return fault;
  return unavailable({ cause: fault, ...(fault.evidence && { evidence: fault.evidence }) });
}

function unavailable(details: Pick<IceError, 'cause'> & { readonly evidence?: IceError['evidence'] }): IceError {
  const { cause, evidence } = details;
  return new IceError('ledger-unavailable', 'The budget ledger cannot be used at the moment.', {
    retryable: true,
    ...(evidence && { evidence }),
    cause,
  });
}
