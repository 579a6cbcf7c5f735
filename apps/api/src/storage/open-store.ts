/** Opens the store that the configuration names. There is no fallback: a store that cannot be opened stops the start. */
import path from 'node:path';
import { IceError, type BudgetLedger, type IdSource, type Store, type WorkerPresence } from '@ice/core';
import { MemoryLedger, MemoryStore, MemoryWorkerPresence, SqliteStore, SqliteWorkerPresence } from '@ice/storage';
import type { AppConfig } from '../config/app-config.js';

/** The store. @throws IceError `store-unavailable`. */
export async function openStore(config: AppConfig, ids: IdSource): Promise<Store> {
  if (config.store === 'memory') return new MemoryStore(ids);
  const { dataDir, durability } = config;
  return SqliteStore.open({ path: path.join(dataDir, 'ice.db'), durability, ids });
}

/** The ledger beside that store: in the same file, or as short-lived as the store. @throws IceError `ledger-unavailable`. */
export function openLedger({ store: kind }: Pick<AppConfig, 'store'>, store: Store): BudgetLedger {
  if (kind === 'memory') return new MemoryLedger();
  if (store instanceof SqliteStore) return store.ledger;
  throw new IceError('ledger-unavailable', `The store ${kind} has no budget ledger.`);
}

/** How workers of that store show that they live. */
export function openPresence({ store, dataDir }: AppConfig): WorkerPresence {
  return store === 'memory' ? new MemoryWorkerPresence() : new SqliteWorkerPresence(path.join(dataDir, 'workers'));
}
