/** What every store promises about streams. */
import type { AppendRequest, AppendResult, JsonObject, Store } from '@ice/core';
import { expect } from 'expect';
import { eachCase } from '../each-case.js';
import type { SuiteFrame } from '../suite-frame.js';
import type { OpenStore } from './opened-store.js';

/** Registers the tests of `append` and `range`. */
export function streamContract(frame: SuiteFrame, open: OpenStore): void {
  frame.describe('append', () => {
    adding(frame, open);
    refusingSequences(frame, open);
    refusingFences(frame, open);
    summing(frame, open);
    interleaving(frame, open);
  });
  frame.describe('range', () => ranging(frame, open));
}

function adding({ it }: SuiteFrame, open: OpenStore): void {
  it('adds entries in order, each append behind the one before', async () => {
    const store = await open();
    expect(await append(store, { entries: entries(1, 2) })).toEqual({ ok: true });
    expect(await append(store, { expectedSequence: 2, entries: entries(3, 3) })).toEqual({ ok: true });
    expect(await store.range('s', 0, 10)).toEqual(entries(1, 3));
  });

  it('takes a thousand entries at once, and goes on behind them', async () => {
    const store = await open();
    expect(await append(store, { entries: entries(1, 1_000) })).toEqual({ ok: true });
    expect(await append(store, { expectedSequence: 1_000, entries: entries(1_001, 1_001) })).toEqual({ ok: true });
    expect(await store.range('s', 0, 2_000)).toEqual(entries(1, 1_001));
  });

  it('without entries sets the record and raises the fence', async () => {
    const store = await open();
    expect(await append(store, { fence: 5, entries: [] })).toEqual({ ok: true });
    expect(await store.range('s', 0, 10)).toEqual([]);
    expect((await store.get('sums', 's'))?.value).toEqual({ count: 0 });
    expect(await append(store, { fence: 4 })).toEqual({ ok: false, reason: 'fence', sequence: 0 });
    expect(await append(store, { fence: 5 })).toEqual({ ok: true });
    expect(await append(store, { fence: 5, expectedSequence: 1, entries: [] })).toEqual({ ok: true });
    expect(await store.range('s', 0, 10)).toEqual(entries(1, 1));
  });

  it('refuses a stream that is not named as the key of its record: they may lie on different machines', async () => {
    const store = await open();
    const record = { collection: 'sums', key: 'other', value: {} };
    const request = { stream: 's', expectedSequence: 0, fence: 1, entries: [{}], record };
    await expect(store.append(request)).rejects.toThrow(RangeError);
    expect([await store.range('s', 0, 9), await store.get('sums', 'other')]).toEqual([[], null]);
  });

  it('keeps streams apart whose names begin alike', async () => {
    const store = await open();
    for (const stream of ['s', 's:1', 's1', 'S']) await append(store, { stream, entries: [{ of: stream }] });
    expect(await store.range('s', 0, 10)).toEqual([{ of: 's' }]);
    expect(await store.range('s:1', 0, 10)).toEqual([{ of: 's:1' }]);
  });

  const faults: readonly Append[] = [
    { expectedSequence: -1 },
    { expectedSequence: 0.5 },
    { fence: -1 },
    { fence: Number.NaN },
    { fence: 2 ** 53 },
  ];
  const title = (fault: Append): string => `refuses ${JSON.stringify(fault)} as a fault of the caller`;
  eachCase(it, faults, title, async (fault) => {
    await expect(append(await open(), fault)).rejects.toThrow(RangeError);
  });
}

function refusingSequences({ it }: SuiteFrame, open: OpenStore): void {
  eachCase(
    it,
    [0, 1, 3, 7],
    (expected) => `refuses a writer who expects sequence ${expected} where 2 is the last, and leaves nothing behind`,
    async (expectedSequence) => {
      const store = await open();
      await append(store, { entries: entries(1, 2) });
      const before = await contents(store);
      const refused = { expectedSequence, fence: 9, entries: [{ wrong: true }], value: { wrong: true } };
      expect(await append(store, refused)).toEqual({ ok: false, reason: 'sequence', sequence: 2 });
      expect(await contents(store)).toEqual(before);
      // Nor did its higher fence stay.
      expect(await append(store, { expectedSequence: 2 })).toEqual({ ok: true });
    },
  );

  it('refuses a writer who expects entries in a stream that has none', async () => {
    const store = await open();
    expect(await append(store, { expectedSequence: 1 })).toEqual({ ok: false, reason: 'sequence', sequence: 0 });
    expect(await contents(store)).toEqual({ record: null, entries: [], found: [] });
  });

  it('lets exactly one of 100 writers of the same sequence through', async () => {
    const store = await open();
    await append(store, {});
    const writers = Array.from({ length: 100 }, (_, writer) => ({
      expectedSequence: 1,
      entries: [{ writer }],
      value: { writer },
    }));
    const results = await Promise.all(writers.map((request) => append(store, request)));
    const winner = results.findIndex(({ ok }) => ok);
    expect(results.filter(({ ok }) => !ok)).toEqual(Array(99).fill({ ok: false, reason: 'sequence', sequence: 2 }));
    expect(await store.range('s', 1, 10)).toEqual([{ writer: winner }]);
    expect((await store.get('sums', 's'))?.value).toEqual({ writer: winner });
  });
}

function refusingFences({ it }: SuiteFrame, open: OpenStore): void {
  it('refuses an owner below the highest fence seen, and leaves nothing behind', async () => {
    const store = await open();
    await append(store, { fence: 3 });
    await append(store, { fence: 7, expectedSequence: 1, entries: entries(2, 2) });
    const before = await contents(store);
    const refused = { fence: 6, expectedSequence: 2, entries: [{ wrong: true }], value: { wrong: true } };
    expect(await append(store, refused)).toEqual({ ok: false, reason: 'fence', sequence: 2 });
    expect(await contents(store)).toEqual(before);
  });

  it('takes the same fence again and any higher one', async () => {
    const store = await open();
    const fences = [0, 0, 4, 4, 1_000_000];
    const results: AppendResult[] = [];
    for (const [index, fence] of fences.entries())
      results.push(await append(store, { fence, expectedSequence: index }));
    expect(results).toEqual(fences.map(() => ({ ok: true })));
  });

  it('tells a stale owner of the fence, also when its sequence is wrong', async () => {
    const store = await open();
    await append(store, { fence: 2 });
    expect(await append(store, { fence: 1, expectedSequence: 0 })).toEqual({ ok: false, reason: 'fence', sequence: 1 });
  });
}

function summing({ it }: SuiteFrame, open: OpenStore): void {
  it('sets the summing record with the entries, labels and all', async () => {
    const store = await open();
    await append(store, { value: { count: 1 }, labels: { status: 'running' } });
    const first = await store.get('sums', 's');
    expect(first).toEqual({
      collection: 'sums',
      key: 's',
      value: { count: 1 },
      lock: first?.lock,
      labels: { status: 'running' },
    });
    await append(store, { expectedSequence: 1, value: { count: 2 }, labels: { status: 'completed' } });
    expect((await store.get('sums', 's'))?.value).toEqual({ count: 2 });
    expect(await store.scan({ collection: 'sums', labels: { status: 'running' }, limit: 10 })).toEqual([]);
    expect(await store.scan({ collection: 'sums', labels: { status: 'completed' }, limit: 10 })).toHaveLength(1);
  });

  it('gives the record a lock never seen before, so that a lock read earlier opens it no more', async () => {
    const store = await open();
    const locks = new Set<string>();
    for (let sequence = 0; sequence < 20; sequence++) {
      await append(store, { expectedSequence: sequence });
      locks.add((await store.get('sums', 's'))!.lock);
    }
    expect(locks.size).toBe(20);
    const [stale] = locks;
    const write = { collection: 'sums', key: 's', expect: { lock: stale! }, next: null };
    expect(await store.compareAndSet(write)).toEqual({ ok: false, current: await store.get('sums', 's') });
  });

  it('lets the record be compared and set between appends', async () => {
    const store = await open();
    await append(store, {});
    const { lock } = (await store.get('sums', 's'))!;
    const next = { value: { by: 'hand' }, lock: 'mine', labels: { a: 'b' } };
    expect(await store.compareAndSet({ collection: 'sums', key: 's', expect: { lock }, next })).toEqual({ ok: true });
    await append(store, { expectedSequence: 1, value: { by: 'append' } });
    expect(await store.get('sums', 's')).toMatchObject({ value: { by: 'append' }, labels: {} });
  });
}

function interleaving({ it }: SuiteFrame, open: OpenStore): void {
  it('keeps a thousand streams in order that are written in between each other', async () => {
    const store = await open();
    const streams = Array.from({ length: 1_000 }, (_, index) => `s${index}`);
    await Promise.all(streams.map((stream) => writeThree(store, stream)));
    const ranges = await Promise.all(streams.map((stream) => store.range(stream, 0, 10)));
    expect(ranges).toEqual(streams.map((stream) => [1, 2, 3].map((n) => ({ stream, n }))));
    expect((await store.scan({ collection: 'sums', limit: 1_000 })).map(({ value }) => value)).toEqual(
      streams.toSorted().map((stream) => ({ stream, n: 3 })),
    );
  });
}

async function writeThree(store: Store, stream: string): Promise<void> {
  for (const n of [1, 2, 3]) {
    const request = { stream, expectedSequence: n - 1, entries: [{ stream, n }], value: { stream, n } };
    expect(await append(store, request)).toEqual({ ok: true });
  }
}

function ranging({ it }: SuiteFrame, open: OpenStore): void {
  it('gives the entries above a sequence, at most as many as asked for', async () => {
    const store = await open();
    await append(store, { entries: entries(1, 5) });
    expect(await store.range('s', 0, 2)).toEqual(entries(1, 2));
    expect(await store.range('s', 2, 2)).toEqual(entries(3, 4));
    expect(await store.range('s', 4, 2)).toEqual(entries(5, 5));
    expect(await store.range('s', 5, 2)).toEqual([]);
    expect(await store.range('s', 99, 2)).toEqual([]);
    expect(await store.range('unknown', 0, 2)).toEqual([]);
    expect(await store.range('s', 0, Number.MAX_SAFE_INTEGER)).toEqual(entries(1, 5));
  });

  const paging = (limit: number): string => `gives all entries once in pages of ${limit}, however they were appended`;
  eachCase(it, [1, 7, 64, 65, 300], paging, async (limit) => {
    const store = await open();
    let last = 0;
    for (const count of [1, 130, 63, 1, 1, 64, 65, 2]) {
      await append(store, { expectedSequence: last, entries: entries(last + 1, last + count) });
      last += count;
    }
    const read: JsonObject[] = [];
    for (
      let page = await store.range('s', 0, limit);
      page.length > 0;
      page = await store.range('s', read.length, limit)
    ) {
      expect(page.length).toBe(Math.min(limit, last - read.length));
      read.push(...page);
    }
    expect(read).toEqual(entries(1, last));
  });

  const faults = [
    [-1, 1],
    [0.5, 1],
    [0, 0],
    [0, 1.5],
  ] as const;
  const title = ([after, limit]: (typeof faults)[number]): string =>
    `refuses after ${after}, limit ${limit} as a fault of the caller`;
  eachCase(it, faults, title, async ([after, limit]) => {
    await expect((await open()).range('s', after, limit)).rejects.toThrow(RangeError);
  });
}

/** Entries that tell their sequence. */
function entries(first: number, last: number): readonly JsonObject[] {
  return Array.from({ length: last - first + 1 }, (_, index) => ({ sequence: first + index }));
}

type Append = Partial<Omit<AppendRequest, 'record'>> & Partial<Pick<AppendRequest['record'], 'value' | 'labels'>>;

/** Appends to the stream `s` and its record `sums/s`; one entry, fence 1, a new stream where nothing else is said. */
function append(store: Store, { value, labels, ...given }: Append): Promise<AppendResult> {
  const stream = given.stream ?? 's';
  const expectedSequence = given.expectedSequence ?? 0;
  const added = given.entries ?? [{ sequence: expectedSequence + 1 }];
  const record = {
    collection: 'sums',
    key: stream,
    value: value ?? { count: added.length },
    ...(labels && { labels }),
  };
  return store.append({ fence: 1, ...given, stream, expectedSequence, entries: added, record });
}

/** Everything that an append to `s` could leave behind. */
async function contents(store: Store): Promise<unknown> {
  return {
    record: await store.get('sums', 's'),
    entries: await store.range('s', 0, 1_000),
    found: await store.scan({ collection: 'sums', limit: 10 }),
  };
}
