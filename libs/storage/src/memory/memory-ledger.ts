/** The ledger of one process, in maps of it and gone with it. It says what the other adapters must do; nothing here may wait, since one
 *  synchronous stretch per operation is what makes each of them atomic. */
import {
  BudgetLedger,
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
import { rememberedMs, type MemberState, type ReservationState } from '../ledger/ledger-state.js';
import { openReservation } from '../ledger/open-reservation.js';
import { toVerdict } from '../ledger/to-verdict.js';
import { compareKeys } from './compare-keys.js';
import { SortedKeys } from './sorted-keys.js';

/** A reservation with its members. */
interface Entry {
  state: ReservationState;
  readonly members: Map<string, MemberState>;
}

/** Keeps the ledger in memory, for tests and for a server without a data directory. */
export class MemoryLedger extends BudgetLedger {
  readonly #balances = new Map<string, AccountBalance>();
  readonly #accountIds = new SortedKeys();
  readonly #entries = new Map<string, Entry>();
  readonly #openIds = new SortedKeys();
  /** Those that were closed, in the order in which they were. */
  readonly #closedIds = new Set<string>();

  override async open(request: OpenReservation): Promise<LedgerVerdict> {
    checkOpen(request);
    const { reservation } = request;
    const entry = this.#entries.get(reservation) ?? null;
    const opening = openReservation(entry?.state ?? null, request, this.#balanceOf);
    if (!opening) return { ok: true };
    const verdict = toVerdict(opening.shortage, this.#balanceOf, () => 0);
    if (verdict.ok) {
      this.#put(reservation, opening.reservation);
      this.#charge(opening.balances);
    }
    return verdict;
  }

  override async hold(request: HoldRequest): Promise<LedgerVerdict> {
    checkHold(request);
    const { reservation, member } = request;
    const entry = this.#entries.get(reservation);
    const known = { reservation: entry?.state ?? null, member: entry?.members.get(member) ?? null };
    const holding = holdMember(known, request, this.#balanceOf);
    const verdict = toVerdict(holding.shortage, this.#balanceOf, (account) => reservedOn(account, entry));
    this.#put(reservation, holding.reservation).members.set(member, holding.member);
    this.#charge(holding.balances);
    return verdict;
  }

  override async release(reservation: string): Promise<void> {
    checkLedgerId('reservation', reservation);
    const released = releaseReservation(this.#entries.get(reservation)?.state ?? null, this.#balanceOf);
    if (!released) return;
    this.#put(reservation, released.reservation);
    this.#charge(released.balances);
  }

  override async close(reservation: string): Promise<void> {
    checkLedgerId('reservation', reservation);
    const entry = this.#entries.get(reservation);
    const members = [...(entry?.members ?? [])];
    const closed = closeReservation(
      entry?.state ?? null,
      members.map(([, member]) => member),
      this.#balanceOf,
    );
    if (!entry || !closed) return;
    for (const [id, member] of members) entry.members.set(id, { ...member, held: 0 });
    this.#put(reservation, closed.reservation);
    this.#charge(closed.balances);
    this.#forget(closed.reservation.lastAt - rememberedMs);
  }

  override async balances(accounts: readonly string[]): Promise<readonly AccountBalance[]> {
    for (const account of accounts) checkLedgerId('account', account);
    return accounts.map(this.#balanceOf);
  }

  override async accounts(prefix: string, after: string, limit: number): Promise<readonly AccountBalance[]> {
    checkPage(limit, prefix, after);
    const found: AccountBalance[] = [];
    for (const id of this.#accountIds.ascending(prefix > after ? prefix : after)) {
      if (found.length === limit || (id > prefix && !id.startsWith(prefix))) break;
      if (id !== after && id.startsWith(prefix)) found.push(this.#balanceOf(id));
    }
    return found;
  }

  override async reservation(id: string): Promise<Reservation | null> {
    checkLedgerId('reservation', id);
    const entry = this.#entries.get(id);
    return entry && !entry.state.isClosed ? toReservation(id, entry) : null;
  }

  override async reservations(after: string, limit: number): Promise<readonly Reservation[]> {
    checkPage(limit, after);
    const found: Reservation[] = [];
    for (const id of this.#openIds.ascending(after)) {
      if (found.length === limit) break;
      if (id !== after) found.push(toReservation(id, this.#entries.get(id)!));
    }
    return found;
  }

  override async check(): Promise<void> {
    // Memory can be written for as long as the process lives.
  }

  readonly #balanceOf = (id: string): AccountBalance => this.#balances.get(id) ?? { id, spent: 0, reserved: 0 };

  #charge(balances: readonly AccountBalance[]): void {
    for (const balance of balances) {
      this.#balances.set(balance.id, balance);
      this.#accountIds.add(balance.id);
    }
  }

  #put(id: string, state: ReservationState): Entry {
    const entry = this.#entries.get(id) ?? { state, members: new Map<string, MemberState>() };
    entry.state = state;
    this.#entries.set(id, entry);
    if (state.isClosed) {
      this.#openIds.delete(id);
      this.#closedIds.add(id);
    } else {
      this.#openIds.add(id);
      this.#closedIds.delete(id);
    }
    return entry;
  }

  /** Forgets closed reservations of which nothing was told since; those that were closed first, first. */
  #forget(before: number): void {
    for (const id of this.#closedIds) {
      if (this.#entries.get(id)!.state.lastAt >= before) return;
      this.#entries.delete(id);
      this.#closedIds.delete(id);
    }
  }
}

/** What a reservation has reserved on an account. */
function reservedOn(account: string, entry: Entry | undefined): NanoUsd {
  if (!entry) return 0;
  const isShared = entry.state.accounts.includes(account);
  const charged = [...entry.members.values()].filter(({ accounts }) => isShared || accounts.includes(account));
  return charged.reduce((sum, { held }) => sum + held, isShared ? entry.state.free : 0);
}

function toReservation(id: string, { state, members }: Entry): Reservation {
  const { accounts, free, openedAt } = state;
  return {
    reservation: id,
    accounts,
    free,
    members: [...members]
      .map(([member, { spent, held }]) => ({ member, spent, held }))
      .sort((left, right) => compareKeys(left.member, right.member)),
    openedAt,
  };
}
