/** Every adapter of `Store` passes the same contract. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';
import { MemoryStore, SqliteStore, type Durability } from '@ice/storage';
import { storeContract } from './store-contract.js';
import type { OpenedStore } from './store/opened-store.js';

const folder = mkdtempSync(path.join(tmpdir(), 'store-contract-'));
let files = 0;

afterAll(() => rmSync(folder, { recursive: true }));

storeContract('memory', async () => ({ store: new MemoryStore() }));
storeContract('sqlite, strict', () => openSqlite('strict'), { isDurable: true });
storeContract('sqlite, relaxed', () => openSqlite('relaxed'), { isDurable: true });

async function openSqlite(durability: Durability): Promise<OpenedStore> {
  const options = { path: path.join(folder, `${(files += 1)}.db`), durability };
  let store = await SqliteStore.open(options);
  const reopen = async (): Promise<SqliteStore> => {
    await store.close();
    return (store = await SqliteStore.open(options));
  };
  return { store, reopen };
}
