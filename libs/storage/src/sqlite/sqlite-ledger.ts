/** The ledger in the file of the store, in the transactions of the store: a hold and the append beside it cost one commit. Each operation
 *  reads, judges and only then writes, inside one transaction; nothing is acknowledged before its commit has returned. */
import {
  BudgetLedger,
  isIceError,
  type IceError,
  type AccountBalance,
  type HoldRequest,
  type LedgerVerdict,
  type NanoUsd,
  type OpenReservation,
  type Reservation,
} from '@ice/core';
import { checkHold, checkLedgerId, checkOpen, checkPage } from '../ledger/check-ledger-request.js';
import { closeReservation, releaseReservation } from '../ledger/give-back.js';
import { holdMember } from '../ledger/hold-member.js';
import { ledgerUnavailable } from '../ledger/ledger-fault.js';
import { rememberedMs, type ReservationState } from '../ledger/ledger-state.js';
import { openReservation } from '../ledger/open-reservation.js';
import { toVerdict } from '../ledger/to-verdict.js';
import type { SqliteConnection } from './sqlite-connection.js';
import { SqliteLedgerAccounts } from './sqlite-ledger-accounts.js';
import { SqliteLedgerMembers } from './sqlite-ledger-members.js';
import { SqliteLedgerReservations } from './sqlite-ledger-reservations.js';

/** The store's file, as its ledger may use it. Both ways may fail with `store-unavailable`. */
export interface SharedFile {
  /** Runs a query of one statement. */
  read<T>(query: () => T): T;
  /** Runs a change in the next shared transaction; when it throws, everything in that transaction is undone. */
  write<T>(change: () => T): Promise<T>;
}

/** Keeps the ledger in a SQLite file. Any number of processes on one machine may use it. Ends with its store. */
export class SqliteLedger extends BudgetLedger {
  readonly #accounts: SqliteLedgerAccounts;
  readonly #reservations: SqliteLedgerReservations;
  readonly #members: SqliteLedgerMembers;
  readonly #look;
  readonly #touch;

  constructor(
    connection: SqliteConnection,
    private readonly file: SharedFile,
  ) {
    super();
    this.#accounts = new SqliteLedgerAccounts(connection);
    this.#members = new SqliteLedgerMembers(connection);
    this.#reservations = new SqliteLedgerReservations(connection, this.#members);
    this.#look = connection.prepare(
      `SELECT EXISTS (SELECT 1 FROM ledger_accounts), EXISTS (SELECT 1 FROM ledger_reservations),
       EXISTS (SELECT 1 FROM ledger_members)`,
    );
    this.#touch = connection.prepare(
      'INSERT INTO checks VALUES (2, 1) ON CONFLICT (id) DO UPDATE SET count = count + 1',
    );
  }

  override async open(request: OpenReservation): Promise<LedgerVerdict> {
    checkOpen(request);
    return this.#write(() => this.#open(request));
  }

  override async hold(request: HoldRequest): Promise<LedgerVerdict> {
    checkHold(request);
    return this.#write(() => this.#hold(request));
  }

  override async release(reservation: string): Promise<void> {
    checkLedgerId('reservation', reservation);
    await this.#write(() => this.#release(reservation));
  }

  override async close(reservation: string): Promise<void> {
    checkLedgerId('reservation', reservation);
    await this.#write(() => this.#close(reservation));
  }

  override async balances(accounts: readonly string[]): Promise<readonly AccountBalance[]> {
    for (const account of accounts) checkLedgerId('account', account);
    return this.#read(() => this.#accounts.balances(accounts));
  }

  override async accounts(prefix: string, after: string, limit: number): Promise<readonly AccountBalance[]> {
    checkPage(limit, prefix, after);
    return this.#read(() => this.#accounts.page(prefix, after, limit));
  }

  override async reservation(id: string): Promise<Reservation | null> {
    checkLedgerId('reservation', id);
    return this.#read(() => this.#reservations.findOpen(id));
  }

  override async reservations(after: string, limit: number): Promise<readonly Reservation[]> {
    checkPage(limit, after);
    return this.#read(() => this.#reservations.page(after, limit));
  }

  /** Writes, since a disk may be readable and full; looks, since a table may be gone. A damaged row refuses what is about it alone. */
  override async check(): Promise<void> {
    await this.#write(() => [this.#look.get([]), this.#touch.run([])]);
  }

  #open(request: OpenReservation): LedgerVerdict {
    const { reservation } = request;
    const balanceOf = this.#accounts.reader();
    const opening = openReservation(this.#reservations.find(reservation), request, balanceOf);
    if (!opening) return { ok: true };
    const verdict = toVerdict(opening.shortage, balanceOf, () => 0);
    if (!verdict.ok) return verdict;
    this.#reservations.put(reservation, opening.reservation);
    this.#accounts.set(opening.balances);
    return verdict;
  }

  #hold(request: HoldRequest): LedgerVerdict {
    const { reservation, member } = request;
    const balanceOf = this.#accounts.reader();
    const before = this.#reservations.find(reservation);
    const known = { reservation: before, member: this.#members.find(reservation, member) };
    const holding = holdMember(known, request, balanceOf);
    const ownOf = (account: string): NanoUsd => this.#reservedOn(account, reservation, before);
    const verdict = toVerdict(holding.shortage, balanceOf, ownOf);
    this.#reservations.put(reservation, holding.reservation);
    this.#members.put(reservation, member, holding.member);
    this.#accounts.set(holding.balances);
    return verdict;
  }

  #release(reservation: string): void {
    const released = releaseReservation(this.#reservations.find(reservation), this.#accounts.reader());
    if (!released) return;
    this.#reservations.put(reservation, released.reservation);
    this.#accounts.set(released.balances);
  }

  #close(reservation: string): void {
    const known = this.#reservations.find(reservation);
    const members = known && !known.isClosed ? this.#members.list(reservation) : [];
    const closed = closeReservation(known, members, this.#accounts.reader());
    if (!closed) return;
    this.#members.letGo(reservation);
    this.#reservations.put(reservation, closed.reservation);
    this.#accounts.set(closed.balances);
    this.#reservations.removeOld(closed.reservation.lastAt - rememberedMs);
  }

  /** What a reservation has reserved on an account: on one of its own all of it, else what the members charged to that one hold. */
  #reservedOn(account: string, id: string, state: ReservationState | null): NanoUsd {
    if (!state?.accounts.includes(account)) return this.#members.held(id, account);
    return state.free + this.#members.held(id);
  }

  #read<T>(query: () => T): T {
    try {
      return this.file.read(query);
    } catch (fault) {
      throw ledgerUnavailable(fault);
    }
  }

  async #write<T>(change: () => T): Promise<T> {
    try {
      const outcome = await this.file.write(() => judged(change));
      if ('fault' in outcome) throw outcome.fault;
      return outcome.value;
    } catch (fault) {
      throw ledgerUnavailable(fault);
    }
  }
}

/** A refusal of the ledger itself comes before the first write, so it need not undo what others do in the same transaction. */
function judged<T>(change: () => T): { readonly value: T } | { readonly fault: IceError } {
  try {
    return { value: change() };
  } catch (fault) {
    if (isIceError(fault)) return { fault };
    throw fault;
  }
}
