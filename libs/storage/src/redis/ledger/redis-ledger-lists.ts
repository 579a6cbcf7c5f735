/** Lists over the ledger: ids from the sorted names of every owner, in one order, then what stands behind them. Between the two an id may
 *  have lost what stood behind it; it is left out and the next ones follow, so that a short page always is the last one. */
import type { AccountBalance, Reservation } from '@ice/core';
import { compareKeys } from '../../memory/compare-keys.js';
import type { RedisConnection } from '../connection/redis-connection.js';
import { ledgerOwnerBelow, ledgerOwnerOf, type LedgerOwner, type RedisLedgerKeys } from './redis-ledger-keys.js';
import type { RedisLedgerOwners } from './redis-ledger-owners.js';
import { toAccountBalance, toOpenReservation } from './redis-ledger-replies.js';

/** Questions to Redis at a time. */
const atOnce = 200;

/** One list: what may stand in it, and what does. */
interface Listing<Row> {
  readonly prefix: string;
  readonly limit: number;
  /** The sorted names of one owner. */
  readonly names: (owner: LedgerOwner) => string;
  /** In the order of the ids; null for what is not there any more. */
  readonly rows: (ids: readonly string[]) => Promise<readonly (Row | null)[]>;
}

/** Reads lists. */
export class RedisLedgerLists {
  constructor(
    private readonly connection: RedisConnection,
    private readonly keys: RedisLedgerKeys,
    private readonly owners: RedisLedgerOwners,
  ) {}

  /** The balances of these accounts, in this order; those of one owner as they were at one moment. */
  async balances(ids: readonly string[]): Promise<readonly AccountBalance[]> {
    const texts = await this.#texts(ids);
    return ids.map((id) => toAccountBalance(id, texts.get(id) ?? null));
  }

  /** The accounts whose ids begin so, after one of them. */
  accounts(prefix: string, after: string, limit: number): Promise<readonly AccountBalance[]> {
    const rows = async (ids: readonly string[]): Promise<readonly (AccountBalance | null)[]> => {
      const texts = await this.#texts(ids);
      return ids.map((id) => (typeof texts.get(id) === 'string' ? toAccountBalance(id, texts.get(id)!) : null));
    };
    return this.#page({ prefix, limit, rows, names: (owner) => this.keys.names(owner) }, after);
  }

  /** The open reservation with its members as they were at one moment; null: it is not open. */
  async reservation(id: string): Promise<Reservation | null> {
    const fields = await this.connection.command('HGETALL', this.keys.reservation(ledgerOwnerOf(id), id));
    return toOpenReservation(id, fields as readonly string[]);
  }

  /** Open reservations after one of them, each with its members as they were at one moment. */
  reservations(after: string, limit: number): Promise<readonly Reservation[]> {
    const rows = (ids: readonly string[]) => inTurns(ids, (id) => this.reservation(id));
    return this.#page({ prefix: '', limit, rows, names: (owner) => this.keys.open(owner) }, after);
  }

  async #page<Row>(listing: Listing<Row>, after: string): Promise<readonly Row[]> {
    const owner = ledgerOwnerBelow(listing.prefix);
    const owners = owner === null ? await this.owners.list() : [owner];
    const found: Row[] = [];
    for (let last = after; found.length < listing.limit;) {
      const ids = await this.#ids(listing, owners, last, listing.limit - found.length);
      if (ids.length === 0) break;
      found.push(...(await listing.rows(ids)).filter((row) => row !== null));
      last = ids.at(-1)!;
    }
    return found;
  }

  /** The next ids of all owners. */
  async #ids<Row>(
    { prefix, names }: Listing<Row>,
    owners: readonly LedgerOwner[],
    after: string,
    count: number,
  ): Promise<readonly string[]> {
    const begin = after === '' && prefix === '' ? '-' : after >= prefix ? `(${after}` : `[${prefix}`;
    // No id holds a character at or above \x7f.
    const end = prefix === '' ? '+' : `(${prefix}\x7f`;
    const lists = await inTurns(owners, (owner) =>
      this.connection.command('ZRANGEBYLEX', names(owner), begin, end, 'LIMIT', 0, count),
    );
    return (lists as readonly string[][]).flat().sort(compareKeys).slice(0, count);
  }

  async #texts(ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
    const owners = [...new Set(ids.map(ledgerOwnerOf))];
    const found = await inTurns(owners, async (owner) => {
      const its = ids.filter((id) => ledgerOwnerOf(id) === owner);
      const texts = (await this.connection.command('HMGET', this.keys.balances(owner), ...its)) as (string | null)[];
      return its.map((id, index) => [id, texts[index] ?? null] as const);
    });
    return new Map(found.flat());
  }
}

/** Asks for each of a list, never for too many at a time. */
async function inTurns<One, Answer>(
  list: readonly One[],
  ask: (one: One) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (let begin = 0; begin < list.length; begin += atOnce) {
    answers.push(...(await Promise.all(list.slice(begin, begin + atOnce).map(ask))));
  }
  return answers;
}
