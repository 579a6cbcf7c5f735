/** What every store promises about the payloads of a stream. */
import type { AppendRequest, AppendResult, Store } from '@ice/core';
import { expect } from 'expect';
import { eachCase } from '../each-case.js';
import type { SuiteFrame } from '../suite-frame.js';
import type { OpenStore } from './opened-store.js';

/** Registers the tests of `payloads` in `append`, and of `payload`. */
export function payloadContract(frame: SuiteFrame, open: OpenStore): void {
  frame.describe('payloads', () => {
    keeping(frame, open);
    refusing(frame, open);
    large(frame, open);
  });
}

const one = { hash: 'h1', text: '{"a":1}' };
const two = { hash: 'h2', text: '"😀 \\u0000"' };

function keeping({ it }: SuiteFrame, open: OpenStore): void {
  it('are there from the append on that brought them, as they were', async () => {
    const store = await open();
    expect(await store.payload('s', 'h1')).toBeNull();
    expect(await append(store, { payloads: [one, two] })).toEqual({ ok: true });
    expect(await texts(store)).toEqual([one.text, two.text]);
  });

  it('may come without entries, and entries without them', async () => {
    const store = await open();
    await append(store, { entries: [], payloads: [one] });
    await append(store, { payloads: [] });
    expect([await store.range('s', 0, 9), await texts(store)]).toEqual([[{ n: 1 }], [one.text, null]]);
  });

  it('stay as they are when they come again, in the same append or a later one', async () => {
    const store = await open();
    await append(store, { payloads: [one, one] });
    await append(store, { expectedSequence: 1, payloads: [{ ...one, text: '"other"' }, two] });
    expect(await texts(store)).toEqual([one.text, two.text]);
  });

  it('belong to their stream: another one does not have them, or has its own', async () => {
    const store = await open();
    await append(store, { payloads: [one, two] });
    await append(store, { stream: 't', payloads: [{ ...one, text: '"of t"' }] });
    expect(await texts(store)).toEqual([one.text, two.text]);
    expect(await texts(store, 't')).toEqual(['"of t"', null]);
  });
}

function refusing({ it }: SuiteFrame, open: OpenStore): void {
  const refusals = [
    ['sequence', { expectedSequence: 7 }],
    ['fence', { expectedSequence: 1, fence: 1 }],
  ] as const;
  eachCase(
    it,
    refusals,
    ([reason]) => `of an append that is refused for its ${reason} are not kept`,
    async ([reason, wrong]) => {
      const store = await open();
      await append(store, { fence: 2, payloads: [one] });
      expect(await append(store, { fence: 2, ...wrong, payloads: [two] })).toMatchObject({ ok: false, reason });
      expect(await texts(store)).toEqual([one.text, null]);
    },
  );

  it('of an append that is refused leave no stream behind', async () => {
    const store = await open();
    expect(await append(store, { expectedSequence: 1, payloads: [one] })).toMatchObject({ ok: false });
    expect(await texts(store)).toEqual([null, null]);
  });

  const faults = [
    ['whose hash no store could tell from others', { hash: 'h\0', text: '1' }],
    ['that are no text', { hash: 'h1', text: 1 as unknown as string }],
  ] as const;
  const title = ([what]: (typeof faults)[number]): string =>
    `${what} are refused as a fault of the caller, and nothing of their append is kept`;
  eachCase(it, faults, title, async ([, bad]) => {
    const store = await open();
    await expect(append(store, { payloads: [two, bad] })).rejects.toThrow(RangeError);
    expect([await texts(store), await store.range('s', 0, 9)]).toEqual([[null, null], []]);
  });
}

function large({ it }: SuiteFrame, open: OpenStore): void {
  it('may be as large as the output of a node run', async () => {
    const store = await open();
    const text = JSON.stringify('é'.repeat(2 * 1_024 * 1_024 - 1));
    await append(store, { payloads: [{ hash: 'large', text }] });
    expect((await store.payload('s', 'large')) === text).toBe(true);
  });
}

/** Appends to the stream `s` and its record; one entry, fence 1, a new stream where nothing else is said. */
function append(store: Store, given: Partial<Omit<AppendRequest, 'record'>>): Promise<AppendResult> {
  const stream = given.stream ?? 's';
  const record = { collection: 'sums', key: stream, value: {} };
  return store.append({ fence: 1, expectedSequence: 0, entries: [{ n: 1 }], ...given, stream, record });
}

/** The payloads `h1` and `h2`. */
function texts(store: Store, stream = 's'): Promise<readonly (string | null)[]> {
  return Promise.all(['h1', 'h2'].map((hash) => store.payload(stream, hash)));
}
