/** Where the servers of tests keep what they keep. `ICE_TEST_STORE` (memory, sqlite or redis) has every server of a run use one store,
 *  whatever its test says, so that the same tests say the same of each. Without it each test's own choice stands. */
import { defaultTenant, type Store } from '@ice/core';
import { RedisConnection, RedisStore, SqliteStore } from '@ice/storage';
import Database from 'libsql';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { RedisServer } from './redis-server.js';

/** Variables of a server. */
export type StoreVariables = Readonly<Record<string, string>>;

/** What of a server's store is the same for those that share a data folder. */
const prefixes = new Map<string, string>();

let server: Promise<RedisServer> | null = null;

/** True where tests run on a store that no folder is. */
export const isOnRedis = process.env['ICE_TEST_STORE'] === 'redis';

/** The variables of the store of a server on a data folder; none where its test decides. */
export async function testStore(dataDir: string): Promise<StoreVariables> {
  const store = process.env['ICE_TEST_STORE'];
  if (store !== 'redis') return store === 'sqlite' ? { ICE_STORE: store } : {};
  return redisVariables(dataDir);
}

/** The same for tests that are about Redis. Servers on one folder share everything. */
export async function redisVariables(dataDir: string): Promise<StoreVariables> {
  const { url } = await (server ??= startServer());
  const prefix = prefixes.get(dataDir) ?? `ice-test-${randomUUID()}`;
  prefixes.set(dataDir, prefix);
  return { ICE_STORE: 'redis', REDIS_URL: url, ICE_REDIS_PREFIX: prefix };
}

/** The store of the servers on a data folder, beside them: for what no request brings about. Not for one in memory. */
export async function openTestStore(dataDir: string): Promise<Store> {
  if (!isOnRedis) return SqliteStore.open({ path: path.join(dataDir, 'ice.db') });
  const { REDIS_URL: url = '', ICE_REDIS_PREFIX: prefix = '' } = await redisVariables(dataDir);
  return RedisStore.open({ url, prefix });
}

/** Spoils the ledger of the servers on a data folder: what is written there cannot have come about. */
export async function spoilLedger(dataDir: string): Promise<void> {
  if (isOnRedis) return spoilRedis(dataDir);
  const file = new Database(path.join(dataDir, 'ice.db'));
  file.exec('update ledger_accounts set reserved = -1');
  file.close();
}

async function spoilRedis(dataDir: string): Promise<void> {
  const { REDIS_URL: url = '', ICE_REDIS_PREFIX: prefix = '' } = await redisVariables(dataDir);
  const connection = await RedisConnection.open({ url, prefix });
  const balances = connection.key(`ledger ${defaultTenant}`, 'balances');
  const accounts = (await connection.command('HKEYS', balances)) as readonly string[];
  for (const account of accounts) await connection.command('HSET', balances, account, '0 -1');
  await connection.close();
}

/** Everything that the servers on a data folder have written to Redis. */
export async function textsInRedis(dataDir: string): Promise<string> {
  const { REDIS_URL: url = '', ICE_REDIS_PREFIX: prefix = '' } = await redisVariables(dataDir);
  const connection = await RedisConnection.open({ url, prefix });
  const texts = [];
  for (const key of (await connection.command('KEYS', `${prefix}*`)) as readonly string[]) {
    const read = readers[(await connection.command('TYPE', key)) as string];
    texts.push(key, JSON.stringify(read && (await connection.command(read[0]!, key, ...read.slice(1)))));
  }
  await connection.close();
  return texts.join();
}

/** How to read all of a key, by its type. */
const readers: Readonly<Record<string, readonly string[]>> = {
  string: ['GET'],
  hash: ['HGETALL'],
  list: ['LRANGE', '0', '-1'],
  set: ['SMEMBERS'],
  zset: ['ZRANGE', '0', '-1'],
  stream: ['XRANGE', '-', '+'],
};

/** One for this process, which it does not outlive. It keeps what it acknowledges, as those of operators should. */
async function startServer(): Promise<RedisServer> {
  const args = ['--save', '', '--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction'];
  const started = await RedisServer.start({ args });
  if (started.pid !== null) endWithThisProcess(started.pid);
  return started;
}

/** However this process ends, its side of a pipe is closed then. */
function endWithThisProcess(pid: number): void {
  const script = `cat >/dev/null; kill -9 ${pid}`;
  const guard = spawn('sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  guard.unref();
  (guard.stdin as unknown as { unref(): void }).unref();
}
