/** Every adapter of `BudgetLedger` passes the same contract. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { ledgerContract, type OpenedLedger } from '@ice/contracts';
import { MemoryLedger, SqliteStore, type SqliteStoreOptions } from '@ice/storage';
import { RedisServer } from '../support/redis-server.js';
import { openRedisLedger } from './ledger/open-redis-ledger.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ledger-contract-'));
const keepsAll = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];
/** So many times as many random sequences. */
const times = process.env['ICE_LONG'] === '1' ? 4 : 1;
const frame = { describe, it };
let files = 0;
let redis: RedisServer;

beforeAll(async () => {
  redis = await RedisServer.start({ isPrivate: true, args: keepsAll });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await redis.stop();
});

const nothing = async (): Promise<void> => undefined;

ledgerContract(frame, 'memory', async () => ({ ledger: new MemoryLedger(), close: nothing }), {
  sequences: 50 * times,
});
ledgerContract(frame, 'sqlite, strict', () => openSqlite('strict'), { isDurable: true, sequences: 5 * times });
ledgerContract(frame, 'sqlite, relaxed', () => openSqlite('relaxed'), { isDurable: true, sequences: 10 * times });
ledgerContract(frame, 'redis', () => openRedisLedger(redis.url, redis.prefix()), {
  isDurable: true,
  sequences: 5 * times,
});
ledgerContract(frame, 'redis, killed and started again', () => openRedisLedger(redis.url, redis.prefix(), restart), {
  isDurable: true,
  sequences: 2,
});

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

async function restart(): Promise<void> {
  await redis.kill();
  await redis.begin();
}
