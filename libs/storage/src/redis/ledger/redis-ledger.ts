/** The ledger in Redis, for any number of processes on any number of machines. Each operation is one Lua script over the keys of one tenant;
 *  nothing is read here to be written later, and nothing is remembered here that Redis would have to agree with. */
import {
  BudgetLedger,
  type AccountBalance,
  type HoldRequest,
  type LedgerAccount,
  type LedgerVerdict,
  type OpenReservation,
  type Reservation,
} from '@ice/core';
import { checkHold, checkLedgerId, checkOpen, checkPage } from '../../ledger/check-ledger-request.js';
import { rememberedMs } from '../../ledger/ledger-state.js';
import type { RedisArgument, RedisConnection, RedisScript } from '../connection/redis-connection.js';
import { ledgerCloseScript } from '../scripts/ledger-close-script.js';
import { ledgerHoldScript } from '../scripts/ledger-hold-script.js';
import { ledgerOpenScript } from '../scripts/ledger-open-script.js';
import { ledgerReleaseScript } from '../scripts/ledger-release-script.js';
import { RedisLedgerCalls } from './redis-ledger-calls.js';
import { checkedOwner, ledgerOwnerOf, passingPrefix, RedisLedgerKeys, type LedgerOwner } from './redis-ledger-keys.js';
import { RedisLedgerLists } from './redis-ledger-lists.js';
import { RedisLedgerOwners } from './redis-ledger-owners.js';
import { toLedgerVerdict } from './redis-ledger-replies.js';

/** Closed reservations that are forgotten with each that is closed: more than one, so that they never pile up. */
const forgottenAtOnce = 4;

/** Keeps the ledger in Redis. All accounts of one request belong to the tenant of its reservation; others are a fault of the caller. */
export class RedisLedger extends BudgetLedger {
  readonly #calls: RedisLedgerCalls;
  readonly #keys: RedisLedgerKeys;
  readonly #owners: RedisLedgerOwners;
  readonly #lists: RedisLedgerLists;

  /** @param connection stays that of the caller: ending the ledger does not close it. */
  constructor(private readonly connection: RedisConnection) {
    super();
    this.#calls = new RedisLedgerCalls(connection);
    this.#keys = new RedisLedgerKeys(connection);
    this.#owners = new RedisLedgerOwners(connection, this.#keys);
    this.#lists = new RedisLedgerLists(connection, this.#keys, this.#owners);
  }

  override async open(request: OpenReservation): Promise<LedgerVerdict> {
    checkOpen(request);
    const { reservation, accounts, amount, openedAt } = request;
    const owner = checkedOwner(reservation, ...accounts);
    return this.#calls.perform(async () => {
      await this.#owners.add(owner);
      return this.#run(ledgerOpenScript, owner, reservation, [amount, openedAt, ...listed(accounts)]);
    });
  }

  override async hold(request: HoldRequest): Promise<LedgerVerdict> {
    checkHold(request);
    const { reservation, member, spent, held, at, accounts, memberAccounts = [] } = request;
    const owner = checkedOwner(reservation, ...accounts, ...memberAccounts);
    const told = [member, spent, held, at, accounts.length, ...listed(accounts), ...listed(memberAccounts)];
    return this.#calls.perform(async () => {
      await this.#owners.add(owner);
      return this.#run(ledgerHoldScript, owner, reservation, told);
    });
  }

  override async release(reservation: string): Promise<void> {
    checkLedgerId('reservation', reservation);
    const owner = ledgerOwnerOf(reservation);
    await this.#calls.perform(() => this.#run(ledgerReleaseScript, owner, reservation, []));
  }

  override async close(reservation: string): Promise<void> {
    checkLedgerId('reservation', reservation);
    const owner = ledgerOwnerOf(reservation);
    const values = [rememberedMs, forgottenAtOnce];
    await this.#calls.perform(() => this.#run(ledgerCloseScript, owner, reservation, values));
  }

  override async balances(accounts: readonly string[]): Promise<readonly AccountBalance[]> {
    for (const account of accounts) checkLedgerId('account', account);
    return this.#calls.perform(() => this.#lists.balances(accounts));
  }

  override async accounts(prefix: string, after: string, limit: number): Promise<readonly AccountBalance[]> {
    checkPage(limit, prefix, after);
    return this.#calls.perform(() => this.#lists.accounts(prefix, after, limit));
  }

  override async reservation(id: string): Promise<Reservation | null> {
    checkLedgerId('reservation', id);
    return this.#calls.perform(() => this.#lists.reservation(id));
  }

  override async reservations(after: string, limit: number): Promise<readonly Reservation[]> {
    checkPage(limit, after);
    return this.#calls.perform(() => this.#lists.reservations(after, limit));
  }

  /** Writes, since a server may be readable and full, or a replica. */
  override async check(): Promise<void> {
    await this.#calls.perform(() => this.connection.command('SET', this.#keys.checked, '1'));
  }

  override async end(): Promise<void> {
    await this.#calls.end();
    this.#owners.end();
  }

  async #run(
    script: RedisScript,
    owner: LedgerOwner,
    reservation: string,
    values: readonly RedisArgument[],
  ): Promise<LedgerVerdict> {
    const keys = this.#keys.all(owner, reservation);
    return toLedgerVerdict(await this.connection.run(script, keys, [reservation, passingPrefix, ...values]));
  }
}

/** As scripts read them: id and limit in turns. */
function listed(accounts: readonly LedgerAccount[]): readonly RedisArgument[] {
  return accounts.flatMap(({ id, limit }) => [id, limit ?? '']);
}
