/** Reservations and their members in SQLite: the tables `ledger_reservations` and `ledger_members`. */
import type { Reservation } from '@ice/core';
import type { ReservationState } from '../ledger/ledger-state.js';
import type { SqliteConnection } from './sqlite-connection.js';
import { toMember, toReservation, type MemberColumns, type ReservationColumns } from './sqlite-ledger-columns.js';
import type { SqliteLedgerMembers } from './sqlite-ledger-members.js';

/** Closed reservations that are forgotten with each that is closed: more than one, so that they never pile up. */
const forgottenAtOnce = 4;

/** A row of the listing: the columns of a member are null for a reservation without one. */
type ListedColumns = readonly [id: string, ...ReservationColumns, member: string | null, ...MemberColumns];

/** Reads and writes reservations. Reading may throw `ledger-unavailable`. */
export class SqliteLedgerReservations {
  readonly #find;
  readonly #put;
  readonly #remove;
  readonly #findOpen;
  readonly #listOpen;
  readonly #listOld;

  constructor(
    connection: SqliteConnection,
    private readonly members: SqliteLedgerMembers,
  ) {
    const columns = 'accounts, free, opened_at, last_at, is_closed';
    this.#find = connection.prepare(`SELECT ${columns} FROM ledger_reservations WHERE id = ?`);
    this.#put = connection.prepare(
      `INSERT INTO ledger_reservations (id, ${columns}) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET accounts = excluded.accounts, free = excluded.free,
       opened_at = excluded.opened_at, last_at = excluded.last_at, is_closed = excluded.is_closed`,
    );
    this.#remove = connection.prepare('DELETE FROM ledger_reservations WHERE id = ?');
    const openWith = (condition: string): string =>
      `SELECT r.*, m.member, m.accounts, m.spent, m.held FROM
       (SELECT id, ${columns} FROM ledger_reservations WHERE is_closed = 0 AND ${condition}) r
       LEFT JOIN ledger_members m ON m.reservation = r.id ORDER BY r.id, m.member`;
    this.#findOpen = connection.prepare(openWith('id = ?'));
    this.#listOpen = connection.prepare(openWith('id > ? ORDER BY id LIMIT ?'));
    this.#listOld = connection.prepare(
      `SELECT id FROM ledger_reservations WHERE is_closed = 1 AND last_at < ? ORDER BY last_at LIMIT ${forgottenAtOnce}`,
    );
  }

  /** The reservation, open or closed, or null. */
  find(id: string): ReservationState | null {
    const row = this.#find.get([id]) as ReservationColumns | undefined;
    return row ? toReservation(id, row) : null;
  }

  /** Writes what it has become. */
  put(id: string, { accounts, free, openedAt, lastAt, isClosed }: ReservationState): void {
    this.#put.run([id, JSON.stringify(accounts), free, openedAt, lastAt, isClosed ? 1 : 0]);
  }

  /** Forgets a reservation and its members. */
  remove(id: string): void {
    this.members.removeAll(id);
    this.#remove.run([id]);
  }

  /** Forgets some of the closed ones of which nothing was told since. */
  removeOld(before: number): void {
    for (const [id] of this.#listOld.all([before]) as readonly (readonly [string])[]) this.remove(id);
  }

  /** The open one with its members at one moment, or null. */
  findOpen(id: string): Reservation | null {
    return toListing(this.#findOpen.all([id]) as readonly ListedColumns[])[0] ?? null;
  }

  /** Open ones with their members at one moment, in the order of their ids, after one of them. */
  page(after: string, limit: number): readonly Reservation[] {
    return toListing(this.#listOpen.all([after, limit]) as readonly ListedColumns[]);
  }
}

type Member = Reservation['members'][number];

function toListing(rows: readonly ListedColumns[]): readonly Reservation[] {
  const found = new Map<string, Reservation & { readonly members: Member[] }>();
  for (const row of rows) {
    const [id, known, free, openedAt, lastAt, isClosed, member, ...columns] = row;
    const { accounts } = toReservation(id, [known, free, openedAt, lastAt, isClosed]);
    const listed = found.get(id) ?? { reservation: id, accounts, free, members: [], openedAt };
    found.set(id, listed);
    if (member !== null) listed.members.push(toListed(id, member, columns));
  }
  return [...found.values()];
}

function toListed(reservation: string, member: string, columns: MemberColumns): Member {
  const { spent, held } = toMember(reservation, columns);
  return { member, spent, held };
}
