/** Every adapter of `Store` passes the same contract. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { MemoryStore, RedisStore, SqliteStore, type Durability } from '@ice/storage';
import { RedisServer } from '../support/redis-server.js';
import { storeContract } from './store-contract.js';
import type { OpenedStore } from './store/opened-store.js';

const folder = mkdtempSync(path.join(tmpdir(), 'store-contract-'));
let files = 0;
let server: RedisServer;

beforeAll(async () => {
  server = await RedisServer.start();
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.stop();
});

storeContract('memory', async () => ({ store: new MemoryStore() }));
storeContract('sqlite, strict', () => openSqlite('strict'), { isDurable: true });
storeContract('sqlite, relaxed', () => openSqlite('relaxed'), { isDurable: true });
storeContract('redis', openRedis, { isDurable: true });

async function openSqlite(durability: Durability): Promise<OpenedStore> {
  const options = { path: path.join(folder, `${(files += 1)}.db`), durability };
  let store = await SqliteStore.open(options);
  const reopen = async (): Promise<SqliteStore> => {
    await store.close();
    return (store = await SqliteStore.open(options));
  };
  return { store, reopen };
}

async function openRedis(): Promise<OpenedStore> {
  const place = { url: server.url, prefix: server.prefix() };
  let store = await RedisStore.open(place);
  const reopen = async (): Promise<RedisStore> => {
    await store.close();
    return (store = await RedisStore.open(place));
  };
  return { store, reopen };
}
