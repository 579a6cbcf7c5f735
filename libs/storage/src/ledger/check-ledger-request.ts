/** Guards every operation of a ledger before it touches anything, so that all adapters refuse the same requests. What is refused here
 *  is a fault of this program (`internal-error`), never an outcome. */
import { IceError, type HoldRequest, type LedgerAccount, type OpenReservation } from '@ice/core';

/** No other character may stand in an id: ids are parts of longer names, and their order must be the same everywhere. */
const idPattern = /^[A-Za-z0-9:_.-]{1,200}$/;

const largestPage = 1_000;

/** @throws IceError `internal-error`. */
export function checkOpen({ reservation, accounts, amount, openedAt }: OpenReservation): void {
  checkLedgerId('reservation', reservation);
  checkAccounts(accounts);
  checkAmount('amount', amount);
  checkAmount('openedAt', openedAt);
}

/** @throws IceError `internal-error`. */
export function checkHold({ reservation, member, accounts, memberAccounts = [], ...told }: HoldRequest): void {
  checkLedgerId('reservation', reservation);
  checkLedgerId('member', member);
  checkAccounts(accounts);
  checkAccounts(memberAccounts);
  checkAmount('spent', told.spent);
  checkAmount('held', told.held);
  checkAmount('at', told.at);
}

/** @throws IceError `internal-error`. */
export function checkLedgerId(what: string, id: string): void {
  if (!idPattern.test(id)) throw fault(`the ${what} ${JSON.stringify(id)} is no id`);
}

/** A page of ids: what they begin with (or come after) may be empty. @throws IceError `internal-error`. */
export function checkPage(limit: number, ...edges: readonly string[]): void {
  for (const edge of edges) if (edge !== '') checkLedgerId('edge of the page', edge);
  if (!Number.isInteger(limit) || limit < 1 || limit > largestPage) throw fault(`a page has 1 … ${largestPage} rows`);
}

function checkAccounts(accounts: readonly LedgerAccount[]): void {
  for (const { id, limit } of accounts) {
    checkLedgerId('account', id);
    if (limit !== null) checkAmount(`limit of ${id}`, limit);
  }
}

function checkAmount(what: string, amount: number): void {
  if (!Number.isSafeInteger(amount) || amount < 0) throw fault(`the ${what} must be a whole number of 0 or more`);
}

function fault(what: string): IceError {
  return new IceError('internal-error', `The budget ledger was asked wrongly: ${what}.`);
}
