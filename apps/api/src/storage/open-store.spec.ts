import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { MemoryLedger, MemoryStore, SqliteStore } from '@ice/storage';
import { openLedger } from './open-store.js';

const folder = mkdtempSync(path.join(tmpdir(), 'open-store-'));

afterAll(() => rmSync(folder, { recursive: true }));

describe('the ledger of a store', () => {
  it('is in memory when the store is', () => {
    expect(openLedger({ store: 'memory' }, new MemoryStore())).toBeInstanceOf(MemoryLedger);
  });

  it('is in the file of the store, and ends with it', async () => {
    const store = await SqliteStore.open({ path: path.join(folder, 'ice.db') });
    const ledger = openLedger({ store: 'sqlite' }, store);
    await expect(ledger.check()).resolves.toBeUndefined();
    await store.close();
    await expect(ledger.check()).rejects.toMatchObject({ code: 'ledger-unavailable' });
  });

  it('is never one in memory for a store that lasts', () => {
    expect(() => openLedger({ store: 'sqlite' }, new MemoryStore())).toThrow('The store sqlite has no budget ledger.');
  });
});
