/** The members of reservations in SQLite: the table `ledger_members`. */
import type { NanoUsd } from '@ice/core';
import { damagedLedger } from '../ledger/ledger-fault.js';
import type { MemberState } from '../ledger/ledger-state.js';
import type { SqliteConnection } from './sqlite-connection.js';
import { toMember, type MemberColumns } from './sqlite-ledger-columns.js';

/** Reads and writes members. Reading may throw `ledger-unavailable`. */
export class SqliteLedgerMembers {
  readonly #find;
  readonly #list;
  readonly #put;
  readonly #letGo;
  readonly #remove;
  readonly #heldByAll;
  readonly #heldBySome;

  constructor(connection: SqliteConnection) {
    this.#find = connection.prepare(
      'SELECT accounts, spent, held FROM ledger_members WHERE reservation = ? AND member = ?',
    );
    this.#list = connection.prepare('SELECT accounts, spent, held FROM ledger_members WHERE reservation = ?');
    this.#put = connection.prepare(
      `INSERT INTO ledger_members (reservation, member, accounts, spent, held) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (reservation, member) DO UPDATE SET spent = excluded.spent, held = excluded.held`,
    );
    this.#letGo = connection.prepare('UPDATE ledger_members SET held = 0 WHERE reservation = ? AND held > 0');
    this.#remove = connection.prepare('DELETE FROM ledger_members WHERE reservation = ?');
    this.#heldByAll = connection.prepare('SELECT coalesce(sum(held), 0) FROM ledger_members WHERE reservation = ?');
    this.#heldBySome = connection.prepare(
      `SELECT coalesce(sum(held), 0) FROM ledger_members
       WHERE reservation = ? AND EXISTS (SELECT 1 FROM json_each(accounts) WHERE value = ?)`,
    );
  }

  /** The member, or null. */
  find(reservation: string, member: string): MemberState | null {
    const row = this.#find.get([reservation, member]) as MemberColumns | undefined;
    return row ? toMember(reservation, row) : null;
  }

  /** All members of a reservation. */
  list(reservation: string): readonly MemberState[] {
    const rows = this.#list.all([reservation]) as readonly MemberColumns[];
    return rows.map((row) => toMember(reservation, row));
  }

  /** Writes what it has become. Its accounts stay those that it began with. */
  put(reservation: string, member: string, { accounts, spent, held }: MemberState): void {
    this.#put.run([reservation, member, JSON.stringify(accounts), spent, held]);
  }

  /** From here on the members of this reservation hold nothing. */
  letGo(reservation: string): void {
    this.#letGo.run([reservation]);
  }

  /** Forgets all members of a reservation. */
  removeAll(reservation: string): void {
    this.#remove.run([reservation]);
  }

  /** What the members of a reservation hold together; with an account: those that it alone charges. */
  held(reservation: string, account?: string): NanoUsd {
    const statement = account === undefined ? this.#heldByAll : this.#heldBySome;
    const [held] = statement.get(account === undefined ? [reservation] : [reservation, account]) as [number];
    if (Number.isSafeInteger(held) && held >= 0) return held;
    throw damagedLedger(`the members of reservation ${reservation} hold ${held}`);
  }
}
