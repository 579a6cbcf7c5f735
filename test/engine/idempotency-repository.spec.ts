/** Idempotency keys above real stores: one reservation for a key at a time, and nothing is kept for longer than it is honoured. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  defaultTenant,
  IdempotencyRepository,
  idempotencyKeyLifeMs,
  tenantOf,
  type KeyClaim,
  type KeyScope,
  type Store,
} from '@ice/core';
import { ManualClock, MemoryStore, SequentialIds, SqliteStore } from '@ice/storage';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A key as one client made it up. */
const of = (key: string, tenant = defaultTenant, apiKeyId: string | null = 'key_1'): KeyScope => ({
  tenant,
  apiKeyId,
  key,
});

const now = Date.UTC(2026, 0, 1);

describe.each(['memory', 'sqlite'] as const)('idempotency keys in the store %s', (kind) => {
  let folder: string;
  let files = 0;
  beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'ice-idempotency-'))));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function open() {
    const ids = new SequentialIds();
    const clock = new ManualClock(now);
    const place = { path: path.join(folder, `${(files += 1)}.db`), durability: 'relaxed', ids } as const;
    const store: Store = kind === 'memory' ? new MemoryStore(ids) : await SqliteStore.open(place);
    const left = async (): Promise<readonly string[]> => {
      const collections = ['idempotency_keys', 'idempotency_expiries'];
      const records = await Promise.all(collections.map((collection) => store.scan({ collection, limit: 1_000 })));
      return records.flat().map(({ collection, key }) => `${collection} ${key}`);
    };
    const keys = new IdempotencyRepository(store, clock, ids);
    return { keys, clock, left, [Symbol.asyncDispose]: () => store.close() };
  }

  const reserve = async (keys: IdempotencyRepository, key: string): Promise<KeyClaim> =>
    (await keys.reserve(of(key), 'c')).reservation;

  it('are reserved for an execution id that nobody has yet', async () => {
    await using opened = await open();
    const { keys } = opened;
    expect(await keys.find(of('k'))).toBeNull();
    const { isNew, reservation } = await keys.reserve(of('k'), 'content');
    expect([isNew, reservation]).toEqual([
      true,
      {
        ...of('k'),
        executionId: expect.stringMatching(/^ex_\d{10}00000/),
        content: 'content',
        expiresAt: now + 86_400_000,
        isShared: false,
        lock: expect.stringMatching(/^lk_/),
      },
    ]);
    expect(await keys.find(of('k'))).toEqual(reservation);
  });

  it('of one client are no keys of another: every tenant and every API key has its own', async () => {
    await using opened = await open();
    const { keys } = opened;
    const scopes = [of('k'), of('k', 'AB12Z'), of('k', 'AB12Z', 'key_2'), of('k', 'AB12Z', null)];
    const claims = await Promise.all(scopes.map((scope, index) => keys.reserve(scope, `${index}`)));
    expect(claims.map(({ isNew, reservation }) => [isNew, tenantOf(reservation.executionId)])).toEqual([
      [true, defaultTenant],
      ...[1, 2, 3].map(() => [true, 'AB12Z']),
    ]);
    const found = await Promise.all(scopes.map((scope) => keys.find(scope)));
    expect(found).toEqual(claims.map(({ reservation }) => reservation));
    expect(await keys.find(of('k', 'NB0DY'))).toBeNull();
  });

  it('are reserved by one of twenty at a time, whose reservation the others are given', async () => {
    await using opened = await open();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => opened.keys.reserve(of('k'), `${index}`)),
    );
    expect(outcomes.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(outcomes.map(({ reservation }) => reservation.executionId)).size).toBe(1);
    expect(await opened.left()).toEqual([
      'idempotency_keys 00000 key_1 k',
      `idempotency_expiries ${outcomes[0]?.reservation.executionId}`,
    ]);
  });

  it('are free again when the start was refused, and leave nothing behind', async () => {
    await using opened = await open();
    const { keys } = opened;
    await keys.release(await reserve(keys, 'k'));
    expect([await keys.find(of('k')), await opened.left()]).toEqual([null, []]);
  });

  it('stay when another request may be starting the execution, by whichever of the two they are released', async () => {
    await using opened = await open();
    const { keys } = opened;
    const first = await reserve(keys, 'k');
    const shared = await keys.share(first);
    expect(shared).toEqual({ ...first, isShared: true, lock: expect.not.stringMatching(first.lock) });
    expect(await keys.share(first)).toEqual(shared);
    await keys.release(first);
    await keys.release(shared as KeyClaim);
    expect(await keys.find(of('k'))).toEqual(shared);
  });

  it('cannot be shared once they are free, nor when they stand for another execution by now', async () => {
    await using opened = await open();
    const { keys } = opened;
    const first = await reserve(keys, 'k');
    await keys.release(first);
    expect(await keys.share(first)).toBeNull();
    await reserve(keys, 'k');
    expect(await keys.share(first)).toBeNull();
  });

  it('are honoured for 24 hours and are free from then on, though their records are still there', async () => {
    await using opened = await open();
    const { keys, clock } = opened;
    const first = await reserve(keys, 'k');
    clock.advance(idempotencyKeyLifeMs - 1);
    expect(await keys.find(of('k'))).toEqual(first);
    expect((await keys.reserve(of('k'), 'd')).isNew).toBe(false);
    clock.advance(1);
    expect(await keys.find(of('k'))).toBeNull();
    const second = await keys.reserve(of('k'), 'd');
    expect([second.isNew, second.reservation.executionId === first.executionId]).toEqual([true, false]);
  });

  it('are removed when their time is over, oldest first, a few at a time; what was reserved again stays', async () => {
    await using opened = await open();
    const { keys, clock } = opened;
    const [a, b] = [await reserve(keys, 'a'), await reserve(keys, 'b')];
    clock.advance(1_000);
    const c = await reserve(keys, 'c');
    expect(await keys.removeExpired(10)).toBe(0);
    clock.advance(idempotencyKeyLifeMs - 1_000);
    const again = await reserve(keys, 'b');
    expect(await keys.removeExpired(1)).toBe(1);
    expect(await keys.removeExpired(10)).toBe(1);
    expect(await opened.left()).toEqual([
      'idempotency_keys 00000 key_1 b',
      'idempotency_keys 00000 key_1 c',
      `idempotency_expiries ${c.executionId}`,
      `idempotency_expiries ${again.executionId}`,
    ]);
    expect([a, b].map(({ executionId }) => executionId < c.executionId)).toEqual([true, true]);
    expect(await keys.find(of('b'))).toEqual(again);
  });
});
