/** Giving back what a reservation has: what is free of it, or all of it. Pure arithmetic. */
import type { AccountBalance } from '@ice/core';
import { BalanceChanges } from './balance-changes.js';
import { ownAccounts, type BalanceReader, type MemberState, type ReservationState } from './ledger-state.js';

/** What is to be written. */
export interface GivenBack {
  readonly reservation: ReservationState;
  readonly balances: readonly AccountBalance[];
}

/** Gives back what is free. Null when there is nothing to do. */
export function releaseReservation(known: ReservationState | null, balanceOf: BalanceReader): GivenBack | null {
  if (!known || known.free === 0) return null;
  const changes = new BalanceChanges(balanceOf);
  changes.charge(known.accounts, { spent: 0, reserved: -known.free });
  return { reservation: { ...known, free: 0 }, balances: changes.list() };
}

/** Gives back everything: afterwards the members hold nothing. Null when it is closed already. */
export function closeReservation(
  known: ReservationState | null,
  members: readonly MemberState[],
  balanceOf: BalanceReader,
): GivenBack | null {
  if (!known || known.isClosed) return null;
  const changes = new BalanceChanges(balanceOf);
  changes.charge(known.accounts, { spent: 0, reserved: -known.free });
  for (const member of members) {
    changes.charge([...known.accounts, ...ownAccounts(member, known)], { spent: 0, reserved: -member.held });
  }
  return { reservation: { ...known, free: 0, isClosed: true }, balances: changes.list() };
}
