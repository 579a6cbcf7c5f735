/** Where the ledger is in Redis: everything of one tenant under one tag, so that each operation is one script on one slot. Which tenant it
 *  is, ids tell themselves; an operation over accounts of two tenants is never sent. Pure. */
import { IceError, isTenant, tenantOf, type LedgerAccount } from '@ice/core';
import type { RedisConnection } from '../connection/redis-connection.js';

/** The tenant whose money it is, or `-` for ids that carry none. */
export type LedgerOwner = string;

/** Ids that no server mints: those of tests, and of accounts that belong to nobody. */
const nobody: LedgerOwner = '-';

/** Accounts whose names begin so belong to one execution, and are forgotten with its reservation. */
export const passingPrefix = 'execution:';

/** Whose an account is (`<scope>:<tenant>:…`, `execution:<id>`), or a reservation (the id of an execution). */
export function ledgerOwnerOf(id: string): LedgerOwner {
  const parts = id.split(':');
  const [first = '', second = ''] = parts;
  if (parts.length > 2 && isTenant(second)) return second;
  return tenantOf(parts.length === 2 ? second : first) ?? nobody;
}

/** Whose all accounts are whose names begin so; null: they may be those of several. */
export function ledgerOwnerBelow(prefix: string): LedgerOwner | null {
  const [, tenant = '', rest] = prefix.split(':');
  return rest !== undefined && isTenant(tenant) ? tenant : null;
}

/** Whose a reservation is, with all accounts of a request about it. @throws IceError `internal-error` when one of them is another's. */
export function checkedOwner(reservation: string, ...accounts: readonly LedgerAccount[]): LedgerOwner {
  const owner = ledgerOwnerOf(reservation);
  const strange = accounts.find(({ id }) => ledgerOwnerOf(id) !== owner);
  if (!strange) return owner;
  const what = `the account ${strange.id} and the reservation ${reservation} are not of one tenant`;
  throw new IceError('internal-error', `The budget ledger was asked wrongly: ${what}.`);
}

/** Names of the ledger's keys. */
export class RedisLedgerKeys {
  constructor(private readonly connection: Pick<RedisConnection, 'key'>) {}

  /** Hash: account to `<spent> <reserved>`. */
  balances(owner: LedgerOwner): string {
    return this.#of(owner, 'balances');
  }

  /** Sorted by name: every account that was ever charged. */
  names(owner: LedgerOwner): string {
    return this.#of(owner, 'names');
  }

  /** Sorted by name: open reservations. */
  open(owner: LedgerOwner): string {
    return this.#of(owner, 'open');
  }

  /** Hash of one reservation: `accounts`, `free`, `opened_at`, `last_at`, `is_closed`, and `m:<member>` to `<spent> <held> <account>…`. */
  reservation(owner: LedgerOwner, id: string): string {
    return this.#of(owner, 'reservation', id);
  }

  /** The keys of every script, in the order of its KEYS. */
  all(owner: LedgerOwner, reservation: string): readonly string[] {
    const closed = [this.#of(owner, 'closed'), this.#of(owner, 'passing')];
    return [this.reservation(owner, reservation), this.balances(owner), this.names(owner), this.open(owner), ...closed];
  }

  /** Set: whoever may have something in the ledger. */
  get owners(): string {
    return this.connection.key('ledger', 'owners');
  }

  /** What a check writes. */
  get checked(): string {
    return this.connection.key('ledger', 'checked');
  }

  #of(owner: LedgerOwner, ...parts: readonly string[]): string {
    return this.connection.key(`ledger ${owner}`, ...parts);
  }
}
