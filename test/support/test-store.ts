/** Where the servers of tests keep what they keep. `ICE_TEST_STORE` (memory, sqlite or redis) has every server of a run use one store,
 *  whatever its test says, so that the same tests say the same of each. Without it each test's own choice stands. */
import type { Store } from '@ice/core';
import { RedisStore, SqliteStore } from '@ice/storage';
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

/** One for this process, which it does not outlive. */
async function startServer(): Promise<RedisServer> {
  const started = await RedisServer.start();
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
