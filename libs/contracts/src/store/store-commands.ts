/** Random operations, each run on an adapter and on the model, whose outcomes must be the same. */
import type { AppendRequest, JsonObject, Labels, RecordWrite, ScanRequest, Store } from '@ice/core';
import { expect } from 'expect';
import fc from 'fast-check';
import type { OpenedStore } from './opened-store.js';
import type { StoreModel } from './store-model.js';

/** The adapter under test; `reopen` puts another one in its place. */
export interface RealStore extends Pick<OpenedStore, 'reopen'> {
  store: Store;
}

type Command = fc.AsyncCommand<StoreModel, RealStore, true>;

/** Random commands on few names, so that they meet often. */
export function storeCommands(isDurable: boolean): readonly fc.Arbitrary<Command>[] {
  const get = fc.tuple(collections, keys).map(([collection, key]) =>
    toCommand(`get ${collection}/${key}`, async (model, real) => {
      expect(await real.store.get(collection, key)).toEqual(model.get(collection, key));
    }),
  );
  return [get, compareAndSet, scan, count, append, range, payload, remove, ...(isDurable ? [reopen] : [])];
}

const collections = fc.constantFrom('c', 'cc');
const keys = fc.constantFrom('', 'a', 'b', 'b:', 'é', '\uffff', '😀');
const hashes = fc.constantFrom('h', 'hh', 'é');
const sizes = fc.constantFrom('s', 'm', 'l');
const labels = fc.record(
  { size: sizes, color: fc.array(fc.constantFrom('red', 'blue'), { maxLength: 2 }) },
  { requiredKeys: [] },
);
/** As JSON gives it back: without −0, which it cannot say. */
const values = fc
  .dictionary(fc.string({ unit: 'binary', maxLength: 4 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 })
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonObject);

const compareAndSet = fc
  .record({
    collection: collections,
    key: keys,
    by: fc.constantFrom('absent', 'any', 'current', 'old'),
    value: fc.option(values),
    labels: fc.option(labels),
  })
  .map(({ collection, key, by, value, labels: given }) =>
    toCommand(
      `compareAndSet ${collection}/${key} by ${by} lock: ${JSON.stringify([value, given])}`,
      async (model, real) => {
        const expected = toExpectation(by, model, collection, key);
        const next = value && { value, lock: `l${model.locks.size}`, ...(given && { labels: given as Labels }) };
        const write: RecordWrite = { collection, key, expect: expected, next };
        expect(await real.store.compareAndSet(write)).toEqual(model.compareAndSet(write));
      },
    ),
  );

const scan = fc
  .record(
    {
      collection: collections,
      labels: fc.record({ size: sizes, color: fc.constantFrom('red', 'blue') }, { requiredKeys: [] }),
      after: keys,
      from: keys,
      order: fc.constantFrom('ascending', 'descending'),
      limit: fc.integer({ min: 1, max: 5 }),
    },
    { requiredKeys: ['collection', 'limit'] },
  )
  .map((request) =>
    toCommand(`scan ${JSON.stringify(request)}`, async (model, real) => {
      expect(await real.store.scan(request as ScanRequest)).toEqual(model.scan(request));
    }),
  );

const count = fc
  .record({ collection: collections, size: sizes, atMost: fc.integer({ min: 1, max: 3 }) })
  .map(({ collection, size, atMost }) =>
    toCommand(`count ${size} of ${collection} up to ${atMost}`, async (model, real) => {
      const request = { collection, label: 'size', value: size, atMost };
      expect(await real.store.count(request)).toBe(model.count(request));
    }),
  );

const append = fc
  .record({
    key: keys,
    drift: fc.constantFrom(0, 0, 0, 0, -1, 1),
    rise: fc.constantFrom(0, 0, 0, 1, -1),
    entries: fc.array(values, { maxLength: 70, size: 'max' }),
    payloads: fc.array(fc.record({ hash: hashes, text: fc.json() }), { maxLength: 3 }),
    collection: collections,
    value: values,
    labels: fc.option(labels),
  })
  .map(({ key, drift, rise, entries, payloads, collection, value, labels: given }) =>
    toCommand(
      `append ${entries.length} and ${payloads.length} payloads to ${key}, sequence ${drift}, fence ${rise}, record of ${collection}`,
      async (model, real) => {
        const record = { collection, key, value, ...(given && { labels: given as Labels }) };
        const expectedSequence = Math.max(0, model.sequenceOf(key) + drift);
        const request: AppendRequest = {
          stream: key,
          expectedSequence,
          fence: Math.max(0, model.fenceOf(key) + rise),
          entries,
          payloads,
          record,
        };
        await compareAppends(request, model, real);
      },
    ),
  );

const range = fc.tuple(keys, fc.nat({ max: 150 }), fc.integer({ min: 1, max: 100 })).map(([stream, after, limit]) =>
  toCommand(`range ${stream} after ${after}, ${limit}`, async (model, real) => {
    expect(await real.store.range(stream, after, limit)).toEqual(model.range(stream, after, limit));
  }),
);

const payload = fc.tuple(keys, hashes).map(([stream, hash]) =>
  toCommand(`payload ${stream} ${hash}`, async (model, real) => {
    expect(await real.store.payload(stream, hash)).toEqual(model.payload(stream, hash));
  }),
);

const remove = fc
  .record({ collection: collections, key: keys, by: fc.constantFrom('current', 'current', 'old') })
  .map(({ collection, key, by }) =>
    toCommand(`remove ${key} with its record of ${collection} by ${by} lock`, async (model, real) => {
      const expected = toExpectation(by, model, collection, key);
      const lock = typeof expected === 'object' ? expected.lock : 'never';
      const request = { stream: key, record: { collection, key, lock } };
      expect(await real.store.remove(request)).toEqual(model.remove(request));
    }),
  );

const reopen = fc.constant(
  toCommand('reopen', async (_, real) => {
    real.store = await real.reopen!();
  }),
);

async function compareAppends(request: AppendRequest, model: StoreModel, real: RealStore): Promise<void> {
  const result = await real.store.append(request);
  const lock = (await real.store.get(request.record.collection, request.record.key))?.lock ?? '';
  if (result.ok) expect(model.locks).not.toContain(lock);
  expect(result).toEqual(model.append(request, lock));
}

function toExpectation(by: string, model: StoreModel, collection: string, key: string): RecordWrite['expect'] {
  const current = model.get(collection, key);
  if (by === 'current' && current) return { lock: current.lock };
  if (by === 'old') return { lock: [...model.locks].find((lock) => lock !== current?.lock) ?? 'never' };
  return by === 'absent' ? 'absent' : 'any';
}

function toCommand(name: string, run: (model: StoreModel, real: RealStore) => Promise<void>): Command {
  return { check: async () => true, run, toString: () => name };
}
