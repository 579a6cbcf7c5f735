/** What every store promises about the names and values it is given: they come back as they were, and they are its own. */
import type { JsonObject, Store } from '@ice/core';
import { expect } from 'expect';
import { inspect } from 'node:util';
import { eachCase } from '../each-case.js';
import type { SuiteFrame } from '../suite-frame.js';
import type { OpenStore } from './opened-store.js';

/** Registers the tests of names, values and isolation. */
export function valueContract(frame: SuiteFrame, open: OpenStore): void {
  frame.describe('names and values', () => {
    naming(frame, open);
    refusingNames(frame, open);
    valuing(frame, open);
    refusingValues(frame, open);
    isolating(frame, open);
  });
}

const oddNames = [
  ...['', ' ', ':', '%', '*', '?', '[a-z]', '{tag}', "'", '"', '\\', '/', '../x', '\n', '\t', '\u0001', '\u2028'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'null',
    '0',
    '-1',
    'é',
    'e\u0301',
    'ａ',
    '日本',
    '😀',
    '\uffff',
    'x'.repeat(2_000),
  ],
];

function naming({ it }: SuiteFrame, open: OpenStore): void {
  it('may be any text: as key, collection and lock', async () => {
    const store = await open();
    for (const name of oddNames) await write(store, name, name, { name });
    for (const name of oddNames) {
      expect(await store.get(name, name)).toEqual({
        collection: name,
        key: name,
        value: { name },
        lock: name,
        labels: {},
      });
      expect(await store.scan({ collection: name, limit: 2 })).toHaveLength(1);
    }
  });

  it('may be any text: as label and its value', async () => {
    const store = await open();
    for (const name of oddNames) {
      // As JSON.parse makes it: `__proto__` is an ordinary property.
      const labels = JSON.parse(`{${JSON.stringify(name)}: ${JSON.stringify(name)}}`) as Record<string, string>;
      const next = { value: {}, lock: 'l', labels };
      await store.compareAndSet({ collection: 'notes', key: name, expect: 'absent', next });
      expect((await store.scan({ collection: 'notes', labels, limit: 9 })).map(({ key }) => key)).toEqual([name]);
      expect(JSON.stringify((await store.get('notes', name))?.labels)).toBe(JSON.stringify(labels));
    }
  });

  it('may be any text: as stream', async () => {
    const store = await open();
    for (const name of oddNames) {
      const record = { collection: 'sums', key: name, value: {} };
      const request = { stream: name, expectedSequence: 0, fence: 1, entries: [{ name }], record };
      expect(await store.append(request)).toEqual({ ok: true });
    }
    for (const name of oddNames) expect(await store.range(name, 0, 9)).toEqual([{ name }]);
  });
}

function refusingNames({ it }: SuiteFrame, open: OpenStore): void {
  const record = { collection: 'c', key: 'k', value: {} };
  const append = { stream: 's', expectedSequence: 0, fence: 1, entries: [], record };
  eachCase(
    it,
    ['a\0b', '\0', '\ud800', 'a\udc00'],
    (bad) => `refuse ${JSON.stringify(bad)} everywhere, since not every store could keep it apart from others`,
    async (bad) => {
      const store = await open();
      const next = { value: {}, lock: 'l' };
      const operations = [
        () => store.get(bad, 'k'),
        () => store.get('c', bad),
        () => store.compareAndSet({ collection: 'c', key: bad, expect: 'any', next }),
        () => store.compareAndSet({ collection: 'c', key: 'k', expect: { lock: bad }, next }),
        () => store.compareAndSet({ collection: 'c', key: 'k', expect: 'any', next: { value: {}, lock: bad } }),
        () =>
          store.compareAndSet({ collection: 'c', key: 'k', expect: 'any', next: { ...next, labels: { [bad]: 'v' } } }),
        () =>
          store.compareAndSet({
            collection: 'c',
            key: 'k',
            expect: 'any',
            next: { ...next, labels: { l: ['v', bad] } },
          }),
        () => store.scan({ collection: bad, limit: 1 }),
        () => store.scan({ collection: 'c', after: bad, limit: 1 }),
        () => store.scan({ collection: 'c', from: bad, limit: 1 }),
        () => store.scan({ collection: 'c', labels: { l: bad }, limit: 1 }),
        () => store.append({ ...append, stream: bad }),
        () => store.append({ ...append, record: { ...record, key: bad } }),
        () => store.range(bad, 0, 1),
      ];
      for (const operation of operations) await expect(operation()).rejects.toThrow(RangeError);
      expect(await store.scan({ collection: 'c', limit: 1 })).toEqual([]);
    },
  );
}

function valuing({ it }: SuiteFrame, open: OpenStore): void {
  const values: readonly (readonly [string, string])[] = [
    ['every kind of JSON', '{"a":null,"b":[true,false,[],{}],"c":{"":""},"d":"text"}'],
    ['numbers', '{"numbers":[0,1.5,-1,5e-324,1.7976931348623157e+308,9007199254740991,1e+21]}'],
    ['text of all planes, NUL and lone surrogates', '{"text":"é 日本 😀 \\u0000 \\u2028 \\ud800 \\" \\\\ \\n"}'],
    ['keys that are special in JavaScript', '{"__proto__":{"polluted":true},"constructor":1,"toString":2,"":3}'],
    ['keys in their order', '{"z":1,"a":2,"m":{"y":1,"b":2}}'],
    ['4 MiB of text', JSON.stringify({ text: 'é'.repeat(2 * 1024 * 1024) })],
    ['a deep list', `{"deep":${'['.repeat(500)}${']'.repeat(500)}}`],
  ];

  const title = ([what]: readonly [string, string]): string => `come back as they were, to the byte: ${what}`;
  eachCase(it, values, title, async ([, json]) => {
    const store = await open();
    const value = JSON.parse(json) as JsonObject;
    await write(store, 'notes', 'one', value);
    const record = { collection: 'sums', key: 's', value };
    const entries = [value, { between: 1 }, value];
    await store.append({ stream: 's', expectedSequence: 0, fence: 1, entries, record });
    expect(JSON.stringify((await store.get('notes', 'one'))?.value)).toBe(JSON.stringify(value));
    expect(JSON.stringify((await store.get('sums', 's'))?.value)).toBe(JSON.stringify(value));
    expect(JSON.stringify(await store.range('s', 0, 9))).toBe(JSON.stringify(entries));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
}

function refusingValues({ it }: SuiteFrame, open: OpenStore): void {
  eachCase<unknown>(
    it,
    [undefined, null, 'text', [1], () => 1],
    (given) => `are refused when they are no object: ${inspect(given)}`,
    async (given) => {
      const store = await open();
      const bad = given as JsonObject;
      const record = { collection: 'c', key: 'k', value: {} };
      const append = { stream: 's', expectedSequence: 0, fence: 1, entries: [{}], record };
      const write = { collection: 'c', key: 'k', expect: 'any', next: { value: bad, lock: 'l' } } as const;
      await expect(store.compareAndSet(write)).rejects.toThrow(RangeError);
      await expect(store.append({ ...append, entries: [{}, bad] })).rejects.toThrow(RangeError);
      await expect(store.append({ ...append, record: { ...record, value: bad } })).rejects.toThrow(RangeError);
      expect([await store.get('c', 'k'), await store.range('s', 0, 9)]).toEqual([null, []]);
    },
  );
}

function isolating({ it }: SuiteFrame, open: OpenStore): void {
  it('do not follow what a writer does to its objects afterwards', async () => {
    const store = await open();
    const given = { value: { list: [1] }, labels: { tag: ['x'] }, entry: { list: [1] }, sum: { list: [1] } };
    const next = { value: given.value, lock: 'l', labels: given.labels };
    const record = { collection: 'sums', key: 's', value: given.sum };
    const written = store.compareAndSet({ collection: 'notes', key: 'one', expect: 'absent', next });
    const appended = store.append({ stream: 's', expectedSequence: 0, fence: 1, entries: [given.entry], record });
    for (const list of [given.value.list, given.labels.tag, given.entry.list, given.sum.list]) spoil(list);
    await Promise.all([written, appended]);
    for (const list of [given.value.list, given.labels.tag, given.entry.list, given.sum.list]) spoil(list);
    await expectUnspoilt(store);
  });

  it('do not follow what a reader does to the objects it was given', async () => {
    const store = await open();
    const next = { value: { list: [1] }, lock: 'l', labels: { tag: ['x'] } };
    await store.compareAndSet({ collection: 'notes', key: 'one', expect: 'absent', next });
    const record = { collection: 'sums', key: 's', value: { list: [1] } };
    await store.append({ stream: 's', expectedSequence: 0, fence: 1, entries: [{ list: [1] }], record });
    const read = [await store.get('notes', 'one'), ...(await store.scan({ collection: 'sums', limit: 1 }))];
    for (const one of read) spoil(one!.value['list']);
    spoil(read[0]!.labels['tag']);
    const entries = await store.range('s', 0, 1);
    spoil(entries[0]!['list']);
    spoil(entries);
    await expectUnspoilt(store);
  });
}

/** Changes a list, unless the store froze it, which is as good. */
function spoil(list: unknown): void {
  if (!Object.isFrozen(list)) (list as unknown[]).push('spoilt');
}

async function expectUnspoilt(store: Store): Promise<void> {
  expect(await store.get('notes', 'one')).toMatchObject({ value: { list: [1] }, labels: { tag: ['x'] } });
  expect(await store.scan({ collection: 'notes', labels: { tag: 'spoilt' }, limit: 1 })).toEqual([]);
  expect((await store.get('sums', 's'))?.value).toEqual({ list: [1] });
  expect(await store.range('s', 0, 9)).toEqual([{ list: [1] }]);
}

function write(store: Store, collection: string, key: string, value: JsonObject) {
  return store.compareAndSet({ collection, key, expect: 'absent', next: { value, lock: key } });
}
