/** Opens the store with its ledger: those that a host has handed over, else those that the configuration names. */
import type { Clock, IdSource } from '@ice/core';
import type { AppConfig } from '../config/app-config.js';
import type { Extensions, Storage } from '../plugins/extensions.js';
import { openLedger, openStore } from './open-store.js';

/** The injection token of `Storage`. */
export const STORAGE = Symbol('Storage');

/** Both. @throws IceError `store-unavailable`, `ledger-unavailable`; whatever the host's opener throws. */
export async function openStorage(
  config: AppConfig,
  ids: IdSource,
  clock: Clock,
  { openStorage: openOwn }: Pick<Extensions, 'openStorage'>,
): Promise<Storage> {
  if (openOwn) return openOwn({ ids, clock });
  const store = await openStore(config, ids);
  return { store, ledger: openLedger(config, store) };
}
