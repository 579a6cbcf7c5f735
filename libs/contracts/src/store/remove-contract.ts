/** What every store promises about streams that are removed. */
import type { JsonObject, Store } from '@ice/core';
import { expect } from 'expect';
import { eachCase } from '../each-case.js';
import type { SuiteFrame } from '../suite-frame.js';
import type { OpenStore } from './opened-store.js';

/** Registers the tests of `remove`. */
export function removeContract(frame: SuiteFrame, open: OpenStore): void {
  frame.describe('remove', () => {
    removing(frame, open);
    refusing(frame, open);
    beginningAnew(frame, open);
  });
}

function removing({ it }: SuiteFrame, open: OpenStore): void {
  it('takes entries, payloads, record and labels away, and nothing of other streams', async () => {
    const store = await open();
    for (const stream of ['s', 's1', '']) await write(store, stream, 0, [{ of: stream }]);
    expect(await remove(store, 's')).toEqual({ ok: true });
    expect(await contents(store, 's')).toEqual({ record: null, entries: [], payload: null });
    for (const stream of ['s1', ''])
      expect(await contents(store, stream)).toMatchObject({ entries: [{ of: stream }], payload: `"${stream}"` });
    const found = await store.scan({ collection: 'sums', labels: { status: 'open' }, limit: 9 });
    expect(found.map(({ key }) => key)).toEqual(['', 's1']);
  });

  it('takes long streams away as it does short ones', async () => {
    const store = await open();
    const entries = Array.from({ length: 5_000 }, (_, n) => ({ n, text: 'x'.repeat(100) }));
    for (let sequence = 0; sequence < 5_000; sequence += 10)
      await write(store, 'long', sequence, entries.slice(sequence, sequence + 10), `p${sequence}`);
    expect(await remove(store, 'long')).toEqual({ ok: true });
    expect(await contents(store, 'long', 'p4990')).toEqual({ record: null, entries: [], payload: null });
  });

  it('removes many at once, each once', async () => {
    const store = await open();
    const streams = Array.from({ length: 50 }, (_, n) => `s${n}`);
    for (const stream of streams) await write(store, stream, 0, [{ of: stream }]);
    const locks = await Promise.all(streams.map((stream) => lockOf(store, stream)));
    const twice = [...streams, ...streams].map((stream, index) => remove(store, stream, locks[index % 50]));
    const results = await Promise.all(twice);
    expect(results.map(({ ok }) => ok)).toEqual([...streams.map(() => true), ...streams.map(() => false)]);
    expect(await store.scan({ collection: 'sums', limit: 9 })).toEqual([]);
  });
}

function refusing({ it }: SuiteFrame, open: OpenStore): void {
  it('refuses what has been appended to since it was read, and leaves all of it', async () => {
    const store = await open();
    await write(store, 's', 0, [{ n: 1 }]);
    const lock = await lockOf(store, 's');
    await write(store, 's', 1, [{ n: 2 }]);
    const before = await contents(store, 's');
    expect(await remove(store, 's', lock)).toEqual({ ok: false, current: before.record });
    expect(await contents(store, 's')).toEqual(before);
    expect(before.entries).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('refuses what is not there', async () => {
    const store = await open();
    expect(await remove(store, 's', 'l1')).toEqual({ ok: false, current: null });
  });

  it('refuses a stream that is not named as the key of the record, and leaves both', async () => {
    const store = await open();
    for (const stream of ['s', 't']) await write(store, stream, 0, [{ of: stream }]);
    const record = { collection: 'sums', key: 's', lock: await lockOf(store, 's') };
    await expect(store.remove({ stream: 't', record })).rejects.toThrow(RangeError);
    for (const stream of ['s', 't']) expect((await contents(store, stream)).entries).toEqual([{ of: stream }]);
  });

  it('loses a race against an append, or the append does: never half of each', async () => {
    const store = await open();
    await write(store, 's', 0, [{ n: 1 }]);
    const lock = await lockOf(store, 's');
    const [removed, appended] = await Promise.all([remove(store, 's', lock), write(store, 's', 1, [{ n: 2 }])]);
    expect(removed.ok).toBe(!appended.ok);
    const { entries } = await contents(store, 's');
    expect(entries).toEqual(appended.ok ? [{ n: 1 }, { n: 2 }] : []);
  });

  const title = (bad: string): string => `refuses the name ${JSON.stringify(bad)} as a fault of the caller`;
  eachCase(it, ['a\0b', '\ud800'], title, async (bad) => {
    const store = await open();
    const record = { collection: 'sums', key: 's', lock: 'l' };
    await expect(store.remove({ stream: bad, record })).rejects.toThrow(RangeError);
    for (const part of ['collection', 'key', 'lock'])
      await expect(store.remove({ stream: 's', record: { ...record, [part]: bad } })).rejects.toThrow(RangeError);
    await expect(store.payload('s', bad)).rejects.toThrow(RangeError);
    await expect(store.payload(bad, 'h')).rejects.toThrow(RangeError);
  });
}

function beginningAnew({ it }: SuiteFrame, open: OpenStore): void {
  it('leaves nothing to a stream of the same name: no sequence, no fence, no payload', async () => {
    const store = await open();
    await write(store, 's', 0, [{ n: 1 }, { n: 2 }]);
    await remove(store, 's');
    expect(await write(store, 's', 2, [{ n: 3 }])).toEqual({ ok: false, reason: 'sequence', sequence: 0 });
    expect(await contents(store, 's')).toEqual({ record: null, entries: [], payload: null });
    expect(await write(store, 's', 0, [{ n: 9 }], 'other', 1)).toEqual({ ok: true });
    expect(await contents(store, 's')).toMatchObject({ entries: [{ n: 9 }], payload: null });
  });
}

/** Appends to a stream and its record in `sums`, with one payload; fence 5 where nothing else is said. */
function write(
  store: Store,
  stream: string,
  expectedSequence: number,
  entries: readonly JsonObject[],
  hash = 'h',
  fence = 5,
) {
  const record = { collection: 'sums', key: stream, value: { n: expectedSequence }, labels: { status: 'open' } };
  const payloads = [{ hash, text: JSON.stringify(stream) }];
  return store.append({ stream, expectedSequence, fence, entries, payloads, record });
}

async function lockOf(store: Store, stream: string): Promise<string> {
  return (await store.get('sums', stream))?.lock ?? 'none';
}

/** Removes a stream by the lock of its record as it stands, unless another one is said. */
async function remove(store: Store, stream: string, lock?: string) {
  const record = { collection: 'sums', key: stream, lock: lock ?? (await lockOf(store, stream)) };
  return store.remove({ stream, record });
}

/** Everything that a stream could leave behind. */
async function contents(store: Store, stream: string, hash = 'h') {
  return {
    record: await store.get('sums', stream),
    entries: await store.range(stream, 0, 10_000),
    payload: await store.payload(stream, hash),
  };
}
