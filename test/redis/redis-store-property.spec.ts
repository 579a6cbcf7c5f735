/** Two processes' worth of adapters change the same few records at once, in every order that chance gives: their indexes then hold what the
 *  records say, and not one member more. `ICE_LONG=1` tries many more cases. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StoreModel } from '@ice/contracts';
import type { Labels, Store } from '@ice/core';
import { RedisStore } from '@ice/storage';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { RedisServer } from '../support/redis-server.js';

const times = process.env['ICE_LONG'] === '1' ? 10 : 1;

let server: RedisServer;
let admin: Redis;

beforeAll(async () => {
  server = await RedisServer.start();
  admin = new Redis(server.url, { disconnectTimeout: 100 });
});

afterAll(async () => {
  admin.disconnect();
  await server.stop();
});

const keys = ['a', 'a:', 'é'] as const;
const collections = ['c', 'cc'] as const;
const colors = ['red', 'blue', 'green'] as const;
const sizes = ['s', 'l'] as const;

/** One thing that one writer does. */
interface Action {
  readonly kind: 'any' | 'by lock' | 'absent' | 'remove' | 'append' | 'remove stream';
  readonly collection: string;
  readonly key: string;
  readonly labels: Labels;
}

const action: fc.Arbitrary<Action> = fc.record({
  kind: fc.constantFrom('any', 'by lock', 'by lock', 'absent', 'remove', 'append', 'append', 'remove stream'),
  collection: fc.constantFrom(...collections),
  key: fc.constantFrom(...keys),
  labels: fc.record(
    { color: fc.uniqueArray(fc.constantFrom(...colors), { maxLength: 2 }), size: fc.constantFrom(...sizes) },
    { requiredKeys: [] },
  ),
});

describe('Two stores on one Redis', () => {
  it('leave indexes that hold what the records say, whoever wrote when', async () => {
    const writers = fc.array(fc.array(action, { minLength: 1, maxLength: 12 }), { minLength: 2, maxLength: 6 });
    const property = fc.asyncProperty(writers, async (actions) => {
      const place = { url: server.url, prefix: server.prefix() };
      const stores = [await RedisStore.open(place), await RedisStore.open(place)] as const;
      await Promise.all(actions.map((its, writer) => perform(stores[writer % 2]!, its, writer)));
      await expectIndexes(stores[0]);
      for (const store of stores) await store.close();
      await expectNothingLeft(place.prefix);
    });
    await fc.assert(property, { numRuns: 20 * times });
  });

  it('show a record in every scan as long as it is there, whatever its other labels become', async () => {
    const changes = fc.array(fc.tuple(fc.constantFrom(...keys), action), { minLength: 20, maxLength: 40 });
    const property = fc.asyncProperty(changes, async (all) => {
      const place = { url: server.url, prefix: server.prefix() };
      const stores = [await RedisStore.open(place), await RedisStore.open(place)] as const;
      for (const key of keys) await put(stores[0], key, {});
      let isOver = false;
      const half = (odd: number) => all.filter((_, place) => place % 2 === odd);
      const writing = Promise.all(
        [0, 1].map(async (odd) => {
          for (const [key, { labels }] of half(odd)) await put(stores[odd]!, key, labels);
        }),
      ).then(() => (isOver = true));
      while (!isOver) expect(await keysOf(stores[0], { kind: 'kept' })).toEqual(keys);
      await writing;
      for (const store of stores) await store.close();
    });
    await fc.assert(property, { numRuns: 5 * times });
  });
});

async function put(store: Store, key: string, labels: Labels): Promise<void> {
  const next = { value: {}, lock: 'l', labels: { ...labels, kind: 'kept' } };
  await store.compareAndSet({ collection: 'c', key, expect: 'any', next });
}

async function perform(store: Store, actions: readonly Action[], writer: number): Promise<void> {
  for (const [place, one] of actions.entries()) await performOne(store, one, `w${writer}.${place}`);
}

async function performOne(store: Store, { kind, collection, key, labels }: Action, lock: string): Promise<void> {
  const before = await store.get(collection, key);
  const expected = before ? { lock: before.lock } : 'absent';
  const next = { value: { lock }, lock, labels };
  if (kind === 'append') {
    const expectedSequence = (await store.range(key, 0, 1_000)).length;
    const record = { collection, key, value: { lock }, labels };
    await store.append({ stream: key, expectedSequence, fence: 1, entries: [{ lock }], record });
  } else if (kind === 'remove stream') {
    await store.remove({ stream: key, record: { collection, key, lock: before?.lock ?? 'none' } });
  } else if (kind === 'remove') await store.compareAndSet({ collection, key, expect: expected, next: null });
  else await store.compareAndSet({ collection, key, expect: kind === 'by lock' ? expected : kind, next });
}

/** Every scan and every count against a model that holds the records as they stand. */
async function expectIndexes(store: Store): Promise<void> {
  const model = new StoreModel();
  for (const collection of collections) {
    for (const key of keys) {
      const next = await store.get(collection, key);
      model.compareAndSet({ collection, key, expect: 'any', next });
    }
  }
  for (const collection of collections) {
    const pairs = [...colors.map((color) => ({ color })), ...sizes.map((size) => ({ size }))];
    for (const labels of [{}, ...pairs, { color: 'red', size: 's' }])
      expect(await store.scan({ collection, labels, limit: 9 })).toEqual(model.scan({ collection, labels, limit: 9 }));
    for (const [[label, value]] of pairs.map((pair) => Object.entries(pair) as [string, string][]) as [
      [string, string],
    ][]) {
      const request = { collection, label, value, atMost: 9 };
      expect(await store.count(request)).toBe(model.count(request));
    }
  }
}

/** One member for each label value of each record, one more for its collection, and none beside. */
async function expectNothingLeft(prefix: string): Promise<void> {
  const names = await admin.keys(`${prefix}:*`);
  const members = await Promise.all(names.filter((name) => name.includes('{index:')).map((name) => admin.zcard(name)));
  const records = names.filter((name) => name.includes(':record:'));
  const marks = await Promise.all(records.map(async (name) => (await admin.hget(name, 'marks'))!.split(' ').length));
  expect(sum(members)).toBe(sum(marks));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

async function keysOf(store: Store, labels: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return (await store.scan({ collection: 'c', labels, limit: 9 })).map(({ key }) => key);
}
