/** What rows of the ledger say. One that cannot be what was written is told as damage (`ledger-unavailable`), never read as 0. */
import type { AccountBalance } from '@ice/core';
import { isSound } from '../ledger/balance-changes.js';
import { damagedLedger } from '../ledger/ledger-fault.js';
import type { MemberState, ReservationState } from '../ledger/ledger-state.js';

/** Columns as they are selected for an account. */
export type AccountColumns = readonly [id: string, spent: number, reserved: number];

/** Columns as they are selected for a reservation. */
export type ReservationColumns = readonly [
  accounts: string,
  free: number,
  openedAt: number,
  lastAt: number,
  isClosed: number,
];

/** Columns as they are selected for a member. */
export type MemberColumns = readonly [accounts: string, spent: number, held: number];

/** @throws IceError `ledger-unavailable`. */
export function toBalance([id, spent, reserved]: AccountColumns): AccountBalance {
  if (!isSound({ spent, reserved })) throw damagedLedger(`account ${id} holds ${spent} and ${reserved}`);
  return { id, spent, reserved };
}

/** @throws IceError `ledger-unavailable`. */
export function toReservation(id: string, columns: ReservationColumns): ReservationState {
  const [accounts, free, openedAt, lastAt, isClosed] = columns;
  const isWhole = [free, openedAt, lastAt].every((value) => Number.isSafeInteger(value) && value >= 0);
  if (!isWhole) throw damagedLedger(`reservation ${id} has ${free} free since ${openedAt}`);
  return { accounts: toIds(id, accounts), free, openedAt, lastAt, isClosed: isClosed !== 0 };
}

/** @throws IceError `ledger-unavailable`. */
export function toMember(reservation: string, [accounts, spent, held]: MemberColumns): MemberState {
  if (!isSound({ spent, reserved: held })) {
    throw damagedLedger(`a member of reservation ${reservation} has ${spent} and ${held}`);
  }
  return { accounts: toIds(reservation, accounts), spent, held };
}

function toIds(reservation: string, text: string): readonly string[] {
  const ids = parse(text);
  if (Array.isArray(ids) && ids.every((id) => typeof id === 'string')) return ids;
  throw damagedLedger(`the accounts of reservation ${reservation} cannot be read`);
}

/** Undefined: no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
