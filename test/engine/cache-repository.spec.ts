/** The repository of cached outputs above both stores: what is kept is found until its time is over, and does not pile up after that. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import {
  CacheRepository,
  defaultTenant as tenant,
  maxCachedBytes,
  type CachedOutput,
  type JsonValue,
  type Store,
} from '@ice/core';
import { ManualClock, MemoryStore, SequentialIds, SqliteStore } from '@ice/storage';

const folder = mkdtempSync(path.join(tmpdir(), 'cache-'));
let files = 0;

afterAll(() => rmSync(folder, { recursive: true }));

const from = { execution_id: 'ex_1', path: 'a', at: '2026-01-01T00:00:00.000Z' };
const cachedOf = (output: JsonValue): CachedOutput => ({ output, from });

const stores: readonly [string, () => Promise<Store>][] = [
  ['memory', async () => new MemoryStore()],
  ['sqlite', () => SqliteStore.open({ path: path.join(folder, `${(files += 1)}.db`), durability: 'relaxed' })],
];

describe.each(stores)('cached outputs in the %s store', (_name, openStore) => {
  async function open() {
    const store = await openStore();
    const clock = new ManualClock();
    const cache = new CacheRepository(store, clock, new SequentialIds(), 'test');
    const count = async (collection: string): Promise<number> =>
      (await store.scan({ collection, limit: 1_000 })).length;
    const counts = async () => [await count('cached_outputs'), await count('cache_expiries')];
    return { store, clock, cache, counts, [Symbol.asyncDispose]: () => store.close() };
  }

  it('are found as they were kept, until their time is over; then they are removed', async () => {
    await using opened = await open();
    const { cache, clock, counts } = opened;
    const kept: CachedOutput = { output: { n: [1, null] }, quality: 'repaired', from };
    expect([
      await cache.get(tenant, 'k'),
      await cache.put(tenant, 'k', kept, 1_000),
      await cache.get(tenant, 'k'),
    ]).toEqual([null, true, kept]);
    clock.advance(999);
    expect(await cache.get(tenant, 'k')).toEqual(kept);
    clock.advance(1);
    expect([await cache.get(tenant, 'k'), await counts()]).toEqual([null, [0, 1]]);
  });

  it('give way to later ones, and are kept as long as these', async () => {
    await using opened = await open();
    const { cache, clock } = opened;
    await cache.put(tenant, 'k', cachedOf('old'), 1_000);
    clock.advance(500);
    await cache.put(tenant, 'k', cachedOf('new'), 1_000);
    clock.advance(999);
    await cache.put(tenant, 'other', cachedOf(1), 1_000);
    expect(await cache.get(tenant, 'k')).toEqual(cachedOf('new'));
    clock.advance(1);
    expect(await cache.get(tenant, 'k')).toBeNull();
  });

  it('are swept by whoever keeps another, some at a time', async () => {
    await using opened = await open();
    const { cache, clock, counts } = opened;
    for (let index = 0; index < 10; index += 1) await cache.put(tenant, `old${index}`, cachedOf(index), 1_000 + index);
    clock.advance(2_000);
    const seen: unknown[] = [];
    for (let index = 0; index < 4; index += 1) {
      await cache.put(tenant, `new${index}`, cachedOf(index), 1_000);
      seen.push(await counts());
    }
    const [first, second, third, fourth] = [7, 4, 3, 4];
    expect(seen).toEqual([first, second, third, fourth].map((count) => [count, count]));
  });

  it('are at most 256 KiB of JSON each', async () => {
    await using opened = await open();
    const { cache, counts } = opened;
    const text = (bytes: number) => cachedOf('ä'.repeat((bytes - 2) / 2));
    expect(await cache.put(tenant, 'large', text(maxCachedBytes + 2), 1_000)).toBe(false);
    expect([await cache.get(tenant, 'large'), await counts()]).toEqual([null, [0, 0]]);
    expect(await cache.put(tenant, 'fits', text(maxCachedBytes), 1_000)).toBe(true);
    expect(await cache.get(tenant, 'fits')).toEqual(text(maxCachedBytes));
  });

  it('of one tenant are never seen by another', async () => {
    await using opened = await open();
    const { cache } = opened;
    await cache.put(tenant, 'k', cachedOf('theirs'), 1_000);
    expect(await cache.get('AB12Z', 'k')).toBeNull();
    await cache.put('AB12Z', 'k', cachedOf('own'), 1_000);
    expect([await cache.get(tenant, 'k'), await cache.get('AB12Z', 'k')]).toEqual([
      cachedOf('theirs'),
      cachedOf('own'),
    ]);
  });

  it('of test mode are never seen live', async () => {
    await using opened = await open();
    const { cache, clock, store } = opened;
    const live = new CacheRepository(store, clock, new SequentialIds(), 'live');
    await cache.put(tenant, 'k', cachedOf('synthetic'), 1_000);
    expect(await live.get(tenant, 'k')).toBeNull();
    await live.put(tenant, 'k', cachedOf('real'), 1_000);
    expect([await cache.get(tenant, 'k'), await live.get(tenant, 'k')]).toEqual([
      cachedOf('synthetic'),
      cachedOf('real'),
    ]);
  });
});
