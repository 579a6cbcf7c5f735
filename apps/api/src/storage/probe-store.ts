/** Looks whether the store of the configuration can be worked with, as a server would find out at its start. A look makes no store: where
 *  the file of a sqlite store is not there yet, another one is tried, which is gone afterwards. */
import { UlidSource } from '@ice/storage';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AppConfig } from '../config/app-config.js';
import { openStore } from './open-store.js';

/** Opens it, reads, and closes it. @throws IceError `store-unavailable`. */
export async function probeStore(config: AppConfig): Promise<void> {
  const isNew = config.store === 'sqlite' && !existsSync(path.join(config.dataDir, 'ice.db'));
  if (!isNew) return openAndRead(config);
  const folder = await mkdtemp(path.join(tmpdir(), 'ice-probe-'));
  try {
    await openAndRead({ ...config, dataDir: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function openAndRead(config: AppConfig): Promise<void> {
  const store = await openStore(config, new UlidSource());
  try {
    await store.scan({ collection: 'blueprints', limit: 1 });
  } finally {
    await store.close();
  }
}
