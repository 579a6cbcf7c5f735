/** Every adapter of `Store` passes the same contract. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { storeContract, type OpenedStore } from '@ice/contracts';
import { MemoryStore, RedisStore, SqliteStore, type Durability } from '@ice/storage';
import { RedisServer } from '../support/redis-server.js';

/** With `ICE_LONG=1` fifty. */
const sequences = process.env['ICE_LONG'] === '1' ? 50 : 10;
const frame = { describe, it };
const durable = { isDurable: true, sequences };
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

storeContract(frame, 'memory', async () => ({ store: new MemoryStore() }), { sequences });
storeContract(frame, 'sqlite, strict', () => openSqlite('strict'), durable);
storeContract(frame, 'sqlite, relaxed', () => openSqlite('relaxed'), durable);
storeContract(frame, 'redis', openRedis, durable);

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
