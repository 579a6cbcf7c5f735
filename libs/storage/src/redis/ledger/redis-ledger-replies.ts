/** What scripts and hashes of the ledger say. What cannot be what was written is told as damage (`ledger-unavailable`), never read as 0. */
import type { AccountBalance, LedgerVerdict, Reservation } from '@ice/core';
import { isSound } from '../../ledger/balance-changes.js';
import { damagedLedger } from '../../ledger/ledger-fault.js';
import { compareKeys } from '../../memory/compare-keys.js';

const memberMark = 'm:';

/** @throws IceError `ledger-unavailable`. */
export function toLedgerVerdict(reply: unknown): LedgerVerdict {
  const [kind, what = '', ...amounts] = reply as readonly string[];
  if (kind === 'ok') return { ok: true };
  if (kind !== 'short') throw damagedLedger(what);
  const [limit, needed, available, reservedByOthers] = amounts.map(Number) as [number, number, number, number];
  return { ok: false, account: what, limit, needed, available, reservedByOthers };
}

/** @param text null for an account that was never charged. @throws IceError `ledger-unavailable`. */
export function toAccountBalance(id: string, text: string | null): AccountBalance {
  if (text === null) return { id, spent: 0, reserved: 0 };
  const [spent = NaN, reserved = NaN] = amountsIn(text.split(' '));
  if (!isSound({ spent, reserved })) throw damagedLedger(`account ${id} holds ${text}`);
  return { id, spent, reserved };
}

/** @param reply of HGETALL: fields and values in turns. Null: it is not open. @throws IceError `ledger-unavailable`. */
export function toOpenReservation(id: string, reply: readonly string[]): Reservation | null {
  const fields = toFields(reply);
  if (fields.get('is_closed') !== '0') return null;
  const accounts = fields.get('accounts');
  const [free = NaN, openedAt = NaN] = amountsIn(['free', 'opened_at'].map((name) => fields.get(name) ?? ''));
  if (accounts === undefined || ![free, openedAt].every(Number.isSafeInteger))
    throw damagedLedger(`reservation ${id} has ${free} free since ${openedAt}`);
  const members = [...fields]
    .filter(([field]) => field.startsWith(memberMark))
    .map(([field, text]) => toMember(id, field.slice(memberMark.length), text))
    .sort((left, right) => compareKeys(left.member, right.member));
  return { reservation: id, accounts: accounts === '' ? [] : accounts.split(' '), free, members, openedAt };
}

function toFields(reply: readonly string[]): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (let index = 0; index + 1 < reply.length; index += 2) fields.set(reply[index]!, reply[index + 1]!);
  return fields;
}

function toMember(reservation: string, member: string, text: string): Reservation['members'][number] {
  const [spent = NaN, held = NaN] = amountsIn(text.split(' ', 2));
  if (!isSound({ spent, reserved: held })) throw damagedLedger(`a member of reservation ${reservation} has ${text}`);
  return { member, spent, held };
}

/** NaN for what is no plain number. */
function amountsIn(texts: readonly string[]): readonly number[] {
  return texts.map((text) => (/^\d+$/.test(text) ? Number(text) : NaN));
}
