/** The simplest thing that behaves like a ledger: it moves nano-USD one by one, and adds up balances anew each time they are asked for.
 *  Slow, and shares nothing with any adapter, so that an error would have to be made twice to stay hidden. */
import type {
  AccountBalance,
  HoldRequest,
  LedgerAccount,
  LedgerVerdict,
  OpenReservation,
  Reservation,
} from '@ice/core';

interface ModelMember {
  readonly accounts: readonly string[];
  spent: number;
  held: number;
}

interface ModelReservation {
  accounts: readonly string[];
  free: number;
  openedAt: number;
  isOpen: boolean;
  readonly members: Map<string, ModelMember>;
}

/** A ledger for small amounts. */
export class LedgerModel {
  readonly #reservations = new Map<string, ModelReservation>();
  /** Each nano-USD that was ever spent, as the accounts that it was charged to. */
  readonly #gone: (readonly string[])[] = [];
  readonly #touched = new Set<string>();

  open({ reservation: id, accounts, amount, openedAt }: OpenReservation): LedgerVerdict {
    if (this.#reservations.get(id)?.isOpen) return { ok: true };
    const refusal = this.#judge(accounts, () => amount, id);
    if (refusal) return refusal;
    const members = this.#reservations.get(id)?.members ?? new Map<string, ModelMember>();
    const ids = accounts.map((account) => account.id);
    this.#reservations.set(id, { accounts: ids, free: amount, openedAt, isOpen: true, members });
    if (amount > 0) this.#touch(ids);
    return { ok: true };
  }

  hold(request: HoldRequest): LedgerVerdict {
    const reservation = this.#opened(request);
    const member = this.#joined(reservation, request);
    const before = member.held;
    while (member.spent < request.spent) this.#spendOne(reservation, member);
    const wanted = request.held - member.held;
    const shared = Math.max(0, wanted - reservation.free);
    const needed = (account: string): number => {
      if (reservation.accounts.includes(account)) return shared;
      return member.accounts.includes(account) ? wanted : 0;
    };
    const limited = [...request.accounts, ...(request.memberAccounts ?? [])];
    const refusal = this.#judge(limited, needed, request.reservation);
    if (refusal) return refusal;
    reservation.free = Math.max(0, reservation.free - wanted);
    member.held = request.held;
    if (shared > 0) this.#touch(reservation.accounts);
    if (member.held !== before) this.#touch(member.accounts);
    return { ok: true };
  }

  release(id: string): void {
    const reservation = this.#reservations.get(id);
    if (reservation) reservation.free = 0;
  }

  close(id: string): void {
    const reservation = this.#reservations.get(id);
    if (!reservation) return;
    reservation.free = 0;
    reservation.isOpen = false;
    for (const member of reservation.members.values()) member.held = 0;
  }

  balance(id: string): AccountBalance {
    const spent = this.#gone.filter((accounts) => accounts.includes(id)).length;
    const reserved = [...this.#reservations.values()].reduce((sum, one) => sum + reservedOn(id, one), 0);
    return { id, spent, reserved };
  }

  /** Of every account that was ever charged with anything. */
  balances(): readonly AccountBalance[] {
    return [...this.#touched].sort().map((id) => this.balance(id));
  }

  reservations(): readonly Reservation[] {
    const open = [...this.#reservations].filter(([, { isOpen }]) => isOpen);
    return open
      .map(([id, { accounts, free, openedAt, members }]) => {
        const listed = [...members].map(([member, { spent, held }]) => ({ member, spent, held }));
        return { reservation: id, accounts, free, members: listed.sort(by('member')), openedAt };
      })
      .sort(by('reservation'));
  }

  #opened({ reservation: id, accounts, at }: HoldRequest): ModelReservation {
    const known = this.#reservations.get(id);
    if (known?.isOpen) return known;
    const members = known?.members ?? new Map<string, ModelMember>();
    const opened = { accounts: accounts.map((account) => account.id), free: 0, openedAt: at, isOpen: true, members };
    this.#reservations.set(id, opened);
    return opened;
  }

  #joined({ members }: ModelReservation, { member: id, memberAccounts = [] }: HoldRequest): ModelMember {
    const own = memberAccounts.map((account) => account.id);
    const member = members.get(id) ?? { accounts: own, spent: 0, held: 0 };
    members.set(id, member);
    return member;
  }

  #spendOne(reservation: ModelReservation, member: ModelMember): void {
    if (member.held > 0) member.held -= 1;
    else if (reservation.free > 0) reservation.free -= 1;
    member.spent += 1;
    const charged = [...new Set([...reservation.accounts, ...member.accounts])];
    this.#gone.push(charged);
    this.#touch(charged);
  }

  #judge(
    accounts: readonly LedgerAccount[],
    neededOn: (account: string) => number,
    id: string,
  ): (LedgerVerdict & { readonly ok: false }) | null {
    for (const { id: account, limit } of accounts) {
      const { spent, reserved } = this.balance(account);
      const needed = neededOn(account);
      if (limit === null || needed <= 0 || spent + reserved + needed <= limit) continue;
      const own = this.#reservations.get(id);
      const reservedByOthers = reserved - (own ? reservedOn(account, own) : 0);
      const available = Math.max(0, limit - spent - reserved);
      return { ok: false, account, limit, needed, available, reservedByOthers };
    }
    return null;
  }

  #touch(accounts: readonly string[]): void {
    for (const account of accounts) this.#touched.add(account);
  }
}

function reservedOn(account: string, { accounts, free, members }: ModelReservation): number {
  const isShared = accounts.includes(account);
  const holding = [...members.values()].filter((member) => isShared || member.accounts.includes(account));
  return holding.reduce((sum, { held }) => sum + held, isShared ? free : 0);
}

function by<Key extends string>(key: Key) {
  return (left: Readonly<Record<Key, string>>, right: Readonly<Record<Key, string>>): number =>
    left[key] < right[key] ? -1 : 1;
}
