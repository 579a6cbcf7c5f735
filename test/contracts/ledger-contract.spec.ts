/** Every adapter of `BudgetLedger` passes the same contract. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';
import { MemoryLedger, SqliteStore, type SqliteStoreOptions } from '@ice/storage';
import { ledgerContract } from './ledger-contract.js';
import type { OpenedLedger } from './ledger/opened-ledger.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ledger-contract-'));
let files = 0;

afterAll(() => rmSync(folder, { recursive: true }));

const nothing = async (): Promise<void> => undefined;

ledgerContract('memory', async () => ({ ledger: new MemoryLedger(), close: nothing }), { sequences: 300 });
ledgerContract('sqlite, strict', () => openSqlite('strict'), { isDurable: true, sequences: 10 });
ledgerContract('sqlite, relaxed', () => openSqlite('relaxed'), { isDurable: true, sequences: 30 });

function openSqlite(durability: 'strict' | 'relaxed'): Promise<OpenedLedger> {
  return opened({ path: path.join(folder, `${(files += 1)}.db`), durability });
}

async function opened(options: SqliteStoreOptions): Promise<OpenedLedger> {
  const store = await SqliteStore.open(options);
  const reopen = async (): Promise<OpenedLedger> => {
    await store.close();
    return opened(options);
  };
  return { ledger: store.ledger, close: () => store.close(), reopen };
}
