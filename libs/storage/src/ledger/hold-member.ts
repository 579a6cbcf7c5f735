/** Setting what a member of a reservation has spent and holds: the operation around every model call. Pure arithmetic. */
import type { AccountBalance, HoldRequest, NanoUsd } from '@ice/core';
import { BalanceChanges } from './balance-changes.js';
import { findShortage } from './find-shortage.js';
import {
  ownAccounts,
  type BalanceReader,
  type MemberState,
  type ReservationState,
  type Shortage,
} from './ledger-state.js';
import { newReservation } from './open-reservation.js';

/** A reservation and the member in question. */
export interface HeldState {
  readonly reservation: ReservationState;
  readonly member: MemberState;
}

/** What is to be written, with a shortage as well: what was spent is recorded in any case. */
export interface Holding extends HeldState {
  readonly balances: readonly AccountBalance[];
  readonly shortage: Shortage | null;
}

/** @param known what the ledger has of both; null: nothing. One that was closed is opened anew, its member goes on where it was. */
export function holdMember(
  known: { readonly reservation: ReservationState | null; readonly member: MemberState | null },
  request: HoldRequest,
  balanceOf: BalanceReader,
): Holding {
  const before = stateBefore(known.reservation, known.member, request);
  const changes = new BalanceChanges(balanceOf);
  const settled = settle(before, request.spent, changes);
  const wanted = request.held - settled.member.held;
  const lacking = Math.max(0, wanted - settled.reservation.free);
  const isShared = (account: string): boolean => before.reservation.accounts.includes(account);
  const neededOf = (account: string): NanoUsd => {
    if (isShared(account)) return lacking;
    return before.member.accounts.includes(account) ? wanted : 0;
  };
  const limited = [...request.accounts, ...(request.memberAccounts ?? [])];
  const shortage = findShortage(limited, neededOf, (account) => changes.get(account));
  const after = shortage ? settled : grow(settled, wanted, lacking, changes);
  return { ...after, balances: changes.list(), shortage };
}

function stateBefore(
  reservation: ReservationState | null,
  member: MemberState | null,
  { accounts, memberAccounts = [], at }: HoldRequest,
): HeldState {
  const open = reservation && !reservation.isClosed ? reservation : newReservation(accounts, at);
  return {
    reservation: { ...open, lastAt: Math.max(open.lastAt, at) },
    member: member ?? { accounts: [...new Set(memberAccounts.map(({ id }) => id))], spent: 0, held: 0 },
  };
}

/** Turns promises into money that is gone: those of the member first, then the free ones; beyond that, the accounts grow. */
function settle({ reservation, member }: HeldState, told: NanoUsd, changes: BalanceChanges): HeldState {
  const grown = Math.max(0, told - member.spent);
  const fromHeld = Math.min(member.held, grown);
  const fromFree = Math.min(reservation.free, grown - fromHeld);
  changes.charge(reservation.accounts, { spent: grown, reserved: -fromHeld - fromFree });
  changes.charge(ownAccounts(member, reservation), { spent: grown, reserved: -fromHeld });
  return {
    reservation: { ...reservation, free: reservation.free - fromFree },
    member: { ...member, spent: member.spent + grown, held: member.held - fromHeld },
  };
}

/** Gives the member what it wants (less than 0: takes it back, it becomes free), `lacking` of it from the accounts. */
function grow(
  { reservation, member }: HeldState,
  wanted: NanoUsd,
  lacking: NanoUsd,
  changes: BalanceChanges,
): HeldState {
  changes.charge(reservation.accounts, { spent: 0, reserved: lacking });
  changes.charge(ownAccounts(member, reservation), { spent: 0, reserved: wanted });
  return {
    reservation: { ...reservation, free: reservation.free + lacking - wanted },
    member: { ...member, held: member.held + wanted },
  };
}
