/** The balances of accounts in SQLite: the table `ledger_accounts`. */
import type { AccountBalance } from '@ice/core';
import type { BalanceReader } from '../ledger/ledger-state.js';
import type { SqliteConnection } from './sqlite-connection.js';
import { toBalance, type AccountColumns } from './sqlite-ledger-columns.js';

/** Reads and writes balances. Reading may throw `ledger-unavailable`. */
export class SqliteLedgerAccounts {
  readonly #one;
  readonly #several;
  readonly #page;
  readonly #set;

  constructor(connection: SqliteConnection) {
    const columns = 'SELECT id, spent, reserved FROM ledger_accounts';
    this.#one = connection.prepare(`${columns} WHERE id = ?`);
    this.#several = connection.prepare(`${columns} WHERE id IN (SELECT value FROM json_each(?))`);
    // No id holds a character at or above char(127).
    this.#page = connection.prepare(`${columns} WHERE id >= ? AND id < ? || char(127) AND id > ? ORDER BY id LIMIT ?`);
    this.#set = connection.prepare(
      `INSERT INTO ledger_accounts (id, spent, reserved) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET spent = excluded.spent, reserved = excluded.reserved`,
    );
  }

  /** Reads each account once: good for one operation. */
  reader(): BalanceReader {
    const read = new Map<string, AccountBalance>();
    return (id) => {
      const balance = read.get(id) ?? this.#read(id);
      read.set(id, balance);
      return balance;
    };
  }

  /** The balances of these accounts at one moment, in this order; 0 for one that was never charged. */
  balances(ids: readonly string[]): readonly AccountBalance[] {
    const rows = this.#several.all([JSON.stringify(ids)]) as readonly AccountColumns[];
    const found = new Map(rows.map((row) => [row[0], toBalance(row)]));
    return ids.map((id) => found.get(id) ?? untouched(id));
  }

  /** The accounts whose ids begin so, in the order of their ids, after one of them. */
  page(prefix: string, after: string, limit: number): readonly AccountBalance[] {
    const rows = this.#page.all([prefix, prefix, after, limit]) as readonly AccountColumns[];
    return rows.map(toBalance);
  }

  /** Writes what the balances have become. */
  set(balances: readonly AccountBalance[]): void {
    for (const { id, spent, reserved } of balances) this.#set.run([id, spent, reserved]);
  }

  #read(id: string): AccountBalance {
    const row = this.#one.get([id]) as AccountColumns | undefined;
    return row ? toBalance(row) : untouched(id);
  }
}

function untouched(id: string): AccountBalance {
  return { id, spent: 0, reserved: 0 };
}
