/** Opens the store that the configuration names. There is no fallback: a store that cannot be opened stops the start. */
import path from 'node:path';
import { IceError, type BudgetLedger, type IdSource, type Store, type WorkerPresence } from '@ice/core';
import {
  MemoryLedger,
  MemoryStore,
  MemoryWorkerPresence,
  RedisLedger,
  RedisStore,
  SqliteStore,
  SqliteWorkerPresence,
} from '@ice/storage';
import type { AppConfig } from '../config/app-config.js';

/** The store. @throws IceError `store-unavailable`. */
export async function openStore(config: AppConfig, ids: IdSource): Promise<Store> {
  const { store, dataDir, durability, redisUrl, redisPrefix } = config;
  switch (store) {
    case 'memory':
      return new MemoryStore(ids);
    case 'redis':
      return RedisStore.open({ url: redisUrl ?? '', prefix: redisPrefix }, { ids });
    case 'sqlite':
      return SqliteStore.open({ path: path.join(dataDir, 'ice.db'), durability, ids });
  }
}

/** The ledger beside that store: in the same place, or as short-lived as the store. @throws IceError `ledger-unavailable`. */
export function openLedger({ store: kind }: Pick<AppConfig, 'store'>, store: Store): BudgetLedger {
  if (kind === 'memory') return new MemoryLedger();
  if (store instanceof SqliteStore) return store.ledger;
  if (store instanceof RedisStore) return new RedisLedger(store.connection);
  throw new IceError('ledger-unavailable', `The store ${kind} has no budget ledger.`);
}

/** How workers of that store show that they live. On several machines their leases alone tell. */
export function openPresence({ store, dataDir }: AppConfig): WorkerPresence {
  return store === 'sqlite' ? new SqliteWorkerPresence(path.join(dataDir, 'workers')) : new MemoryWorkerPresence();
}
