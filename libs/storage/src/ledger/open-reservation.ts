/** Opening a reservation: on all of its accounts or on none. Pure arithmetic. */
import type { AccountBalance, LedgerAccount, OpenReservation } from '@ice/core';
import { BalanceChanges } from './balance-changes.js';
import { findShortage } from './find-shortage.js';
import type { BalanceReader, ReservationState, Shortage } from './ledger-state.js';

/** What is to be written; with a shortage: nothing. */
export interface Opening {
  readonly reservation: ReservationState;
  readonly balances: readonly AccountBalance[];
  readonly shortage: Shortage | null;
}

/** Null when it is open already: then nothing changes. One that was closed is opened anew. */
export function openReservation(
  known: ReservationState | null,
  request: OpenReservation,
  balanceOf: BalanceReader,
): Opening | null {
  if (known && !known.isClosed) return null;
  const { accounts, amount, openedAt } = request;
  const reservation = {
    ...newReservation(accounts, openedAt),
    free: amount,
  };
  const shortage = findShortage(accounts, () => amount, balanceOf);
  const changes = new BalanceChanges(balanceOf);
  if (!shortage) changes.charge(reservation.accounts, { spent: 0, reserved: amount });
  return { reservation, balances: changes.list(), shortage };
}

/** A reservation with nothing reserved. An account that is named twice is charged once. */
export function newReservation(accounts: readonly LedgerAccount[], at: number): ReservationState {
  return { accounts: [...new Set(accounts.map(({ id }) => id))], free: 0, openedAt: at, lastAt: at, isClosed: false };
}
