/** What every store promises about lists of records. */
import type { Labels, ScanRequest, Store } from '@ice/core';
import { expect } from 'expect';
import { eachCase } from '../each-case.js';
import type { SuiteFrame } from '../suite-frame.js';
import type { OpenStore } from './opened-store.js';

/** Registers the tests of `scan`. */
export function scanContract(frame: SuiteFrame, open: OpenStore): void {
  frame.describe('scan', () => {
    ordering(frame, open);
    bounding(frame, open);
    labelling(frame, open);
    relabelling(frame, open);
    limiting(frame, open);
    counting(frame, open);
  });
}

function ordering({ it }: SuiteFrame, open: OpenStore): void {
  it('lists whole records of one collection by key, whatever the order of writing', async () => {
    const store = await open();
    await fill(store, ['c', 'a', 'b']);
    await store.compareAndSet({ collection: 'others', key: 'aa', expect: 'absent', next: { value: {}, lock: 'x' } });
    expect(await store.scan({ collection: 'notes', limit: 10 })).toEqual(
      ['a', 'b', 'c'].map((key) => ({ collection: 'notes', key, value: { key }, lock: `lock-${key}`, labels: {} })),
    );
  });

  it('orders keys by code point', async () => {
    const keys = ['', 'Z', 'Za', 'a', 'a ', 'aa', 'é', '\ue000', '\uffff', '😀', '😀a'];
    const store = await open();
    await fill(store, keys.toReversed());
    expect(await keysOf(store, {})).toEqual(keys);
    expect(await keysOf(store, { order: 'descending' })).toEqual(keys.toReversed());
  });

  it('finds nothing in a collection that nobody wrote to', async () => {
    expect(await (await open()).scan({ collection: 'notes', limit: 10 })).toEqual([]);
  });
}

function bounding({ it }: SuiteFrame, open: OpenStore): void {
  const cases: readonly (readonly [what: string, bounds: Partial<ScanRequest>, keys: readonly string[]])[] = [
    ['strictly after a key', { after: 'b' }, ['c', 'd', 'e']],
    ['after a key that is not there', { after: 'bb' }, ['c', 'd', 'e']],
    ['after the last key', { after: 'e' }, []],
    ['from a key on', { from: 'b' }, ['b', 'c', 'd', 'e']],
    ['from a key that is not there', { from: 'bb' }, ['c', 'd', 'e']],
    ['from one key and after a later one', { from: 'b', after: 'c' }, ['d', 'e']],
    ['from one key and after an earlier one', { from: 'd', after: 'a' }, ['d', 'e']],
    ['from and after the same key', { from: 'c', after: 'c' }, ['d', 'e']],
    ['at most as many as asked for', { limit: 2 }, ['a', 'b']],
    ['backwards', { order: 'descending' }, ['e', 'd', 'c', 'b', 'a']],
    ['backwards, strictly below a key', { order: 'descending', after: 'd' }, ['c', 'b', 'a']],
    ['backwards, down to a key', { order: 'descending', from: 'c' }, ['e', 'd', 'c']],
    ['backwards, between two keys', { order: 'descending', from: 'b', after: 'd' }, ['c', 'b']],
    ['backwards, at most as many as asked for', { order: 'descending', limit: 2 }, ['e', 'd']],
  ];
  eachCase(
    it,
    cases,
    ([what]) => `lists keys ${what}`,
    async ([, bounds, keys]) => {
      const store = await open();
      await fill(store, ['a', 'b', 'c', 'd', 'e']);
      expect(await keysOf(store, bounds)).toEqual(keys);
      await fill(store, ['a', 'b', 'c', 'd', 'e'], { color: 'red' });
      expect(await keysOf(store, { ...bounds, labels: { color: 'red' } })).toEqual(keys);
    },
  );
}

function labelling({ it }: SuiteFrame, open: OpenStore): void {
  const filled = async (): Promise<Store> => {
    const store = await open();
    await fill(store, ['a', 'c'], { color: 'red', size: 's' });
    await fill(store, ['b', 'd'], { color: 'red', size: 'l' });
    await fill(store, ['e'], { color: 'blue', size: 's', tag: ['x', 'y', 'x'] });
    await fill(store, ['f']);
    return store;
  };

  const cases: readonly (readonly [labels: Readonly<Record<string, string>>, keys: readonly string[]])[] = [
    [{}, ['a', 'b', 'c', 'd', 'e', 'f']],
    [{ color: 'red' }, ['a', 'b', 'c', 'd']],
    [{ size: 's' }, ['a', 'c', 'e']],
    [{ color: 'red', size: 's' }, ['a', 'c']],
    [{ size: 's', color: 'blue', tag: 'x' }, ['e']],
    [{ tag: 'y' }, ['e']],
    [{ tag: 'z' }, []],
    [{ color: 'red', tag: 'x' }, []],
    [{ colour: 'red' }, []],
  ];
  eachCase(
    it,
    cases,
    ([labels]) => `lists the records that carry all of ${JSON.stringify(labels)}`,
    async ([labels, keys]) => {
      expect(await keysOf(await filled(), { labels })).toEqual(keys);
    },
  );

  it('gives labels back as they were written', async () => {
    const [record] = await (await filled()).scan({ collection: 'notes', labels: { tag: 'y' }, limit: 1 });
    expect(record?.labels).toEqual({ color: 'blue', size: 's', tag: ['x', 'y', 'x'] });
  });

  it('does not find by a label whose name and value only together look alike', async () => {
    const store = await open();
    await fill(store, ['a'], { ab: 'c', list: ['d', 'e'] });
    expect(await keysOf(store, { labels: { a: 'bc' } })).toEqual([]);
    expect(await keysOf(store, { labels: { list: 'd,e' } })).toEqual([]);
  });
}

function relabelling({ it }: SuiteFrame, open: OpenStore): void {
  it('finds a record by its present labels only', async () => {
    const store = await open();
    await fill(store, ['a'], { state: ['open', 'new'] });
    await fill(store, ['a'], { state: ['open', 'old'] });
    const found = (state: string) => keysOf(store, { labels: { state } });
    expect([await found('open'), await found('new'), await found('old')]).toEqual([['a'], [], ['a']]);
  });

  it('finds a record no more once a write brought no labels', async () => {
    const store = await open();
    await fill(store, ['a'], { state: 'open' });
    await fill(store, ['a']);
    expect(await keysOf(store, { labels: { state: 'open' } })).toEqual([]);
    expect((await store.get('notes', 'a'))?.labels).toEqual({});
  });

  it('finds a removed record no more, nor one written anew under its key by its old labels', async () => {
    const store = await open();
    await fill(store, ['a', 'b'], { state: 'open' });
    await store.compareAndSet({ collection: 'notes', key: 'a', expect: 'any', next: null });
    expect(await keysOf(store, { labels: { state: 'open' } })).toEqual(['b']);
    expect(await keysOf(store, {})).toEqual(['b']);
    await fill(store, ['a']);
    expect(await keysOf(store, { labels: { state: 'open' } })).toEqual(['b']);
  });
}

function limiting({ it }: SuiteFrame, open: OpenStore): void {
  it('pages through more records than one scan may give', async () => {
    const store = await open();
    const keys = Array.from({ length: 2_300 }, (_, index) => `k${String(index).padStart(4, '0')}`);
    await fill(store, keys, { kind: 'page' });
    for (const labels of [{}, { kind: 'page' }]) {
      const pages = [await keysOf(store, { labels, limit: 1_000 })];
      while (pages.at(-1)!.length > 0)
        pages.push(await keysOf(store, { labels, limit: 1_000, after: pages.at(-1)!.at(-1)! }));
      expect(pages.map(({ length }) => length)).toEqual([1_000, 1_000, 300, 0]);
      expect(pages.flat()).toEqual(keys);
    }
  });

  eachCase(
    it,
    [0, -1, 1.5, 1_002, Number.NaN],
    (limit) => `refuses a limit of ${limit}`,
    async (limit) => {
      await expect((await open()).scan({ collection: 'notes', limit })).rejects.toThrow(RangeError);
    },
  );
}

function counting({ it }: SuiteFrame, open: OpenStore): void {
  it('counts the records that carry a label value now, in one collection, up to a bound', async () => {
    const store = await open();
    await fill(store, ['a', 'b', 'c', 'd'], { tag: ['x', 'y'], state: 'open' });
    await fill(store, ['b'], { tag: 'y' });
    await store.compareAndSet({ collection: 'notes', key: 'c', expect: 'any', next: null });
    const count = (label: string, value: string, atMost = 100, collection = 'notes') =>
      store.count({ collection, label, value, atMost });
    expect(await Promise.all([count('state', 'open'), count('tag', 'x'), count('tag', 'y')])).toEqual([2, 2, 3]);
    expect(await Promise.all([count('tag', 'y', 1), count('tag', 'z'), count('tag', 'y', 9, 'others')])).toEqual([
      1, 0, 0,
    ]);
  });

  eachCase(
    it,
    [0, -1, 1.5, Number.NaN],
    (atMost) => `refuses to count up to ${atMost}`,
    async (atMost) => {
      const store = await open();
      await expect(store.count({ collection: 'notes', label: 'a', value: 'b', atMost })).rejects.toThrow(RangeError);
    },
  );
}

async function fill(store: Store, keys: readonly string[], labels?: Labels): Promise<void> {
  const next = (key: string) => ({ value: { key }, lock: `lock-${key}`, ...(labels && { labels }) });
  await Promise.all(
    keys.map((key) => store.compareAndSet({ collection: 'notes', key, expect: 'any', next: next(key) })),
  );
}

async function keysOf(store: Store, request: Partial<ScanRequest>): Promise<readonly string[]> {
  return (await store.scan({ collection: 'notes', limit: 100, ...request })).map(({ key }) => key);
}
