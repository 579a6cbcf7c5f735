/** What every store promises about its end, and a lasting one about its return. */
import type { Store } from '@ice/core';
import { expect } from 'expect';
import type { SuiteFrame } from '../suite-frame.js';
import type { OpenedStore, OpenStore } from './opened-store.js';

const next = { value: { text: 'é😀' }, lock: 'l1', labels: { color: 'red', tags: ['a', 'b'] } };
const record = { collection: 'sums', key: 's', value: { count: 2 }, labels: { status: 'running' } };
const payloads = [{ hash: 'h', text: '"é😀"' }];
const append = { stream: 's', expectedSequence: 0, fence: 3, entries: [{ n: 1 }, { n: 2 }], payloads, record };

/** Registers the tests of `check` and `close`. */
export function lifetimeContract({ describe, it }: SuiteFrame, open: OpenStore): void {
  describe('check and close', () => {
    it('say that a fresh store can write', async () => {
      const store = await open();
      await expect(store.check()).resolves.toBeUndefined();
      await expect(store.check()).resolves.toBeUndefined();
    });

    it('finish what is under way', async () => {
      const store = await open();
      const written = store.compareAndSet({ collection: 'notes', key: 'one', expect: 'absent', next });
      const appended = store.append(append);
      await store.close();
      expect(await Promise.all([written, appended])).toEqual([{ ok: true }, { ok: true }]);
    });

    it('may come twice, also at once', async () => {
      const store = await open();
      await Promise.all([store.close(), store.close()]);
      await expect(store.close()).resolves.toBeUndefined();
    });

    it('end every operation: what comes later is refused as store-unavailable', async () => {
      const store = await open();
      await store.close();
      const refusal = { code: 'store-unavailable', retryable: true };
      for (const operation of operationsOf(store)) await expect(operation()).rejects.toMatchObject(refusal);
    });
  });
}

/** Registers the tests of a store that outlives its process. */
export function durabilityContract({ describe, it }: SuiteFrame, open: () => Promise<Required<OpenedStore>>): void {
  describe('closing and opening again', () => {
    it('keeps records, entries, payloads, labels and locks to the byte', async () => {
      const { store, reopen } = await open();
      await store.compareAndSet({ collection: 'notes', key: 'one', expect: 'absent', next });
      await store.append(append);
      const before = await contents(store);
      expect(await contents(await reopen())).toBe(before);
      expect(await contents(await reopen())).toBe(before);
    });

    it('keeps locks, sequences and fences in force', async () => {
      const { store, reopen } = await open();
      await store.compareAndSet({ collection: 'notes', key: 'one', expect: 'absent', next });
      await store.append(append);
      const again = await reopen();
      const write = { collection: 'notes', key: 'one', next: null };
      expect((await again.compareAndSet({ ...write, expect: { lock: 'l0' } })).ok).toBe(false);
      expect((await again.compareAndSet({ ...write, expect: { lock: 'l1' } })).ok).toBe(true);
      expect(await again.append({ ...append, fence: 2 })).toEqual({ ok: false, reason: 'fence', sequence: 2 });
      expect(await again.append({ ...append, expectedSequence: 1 })).toEqual({
        ok: false,
        reason: 'sequence',
        sequence: 2,
      });
      expect(await again.append({ ...append, expectedSequence: 2 })).toEqual({ ok: true });
    });
  });
}

function operationsOf(store: Store): readonly (() => Promise<unknown>)[] {
  return [
    () => store.get('notes', 'one'),
    () => store.compareAndSet({ collection: 'notes', key: 'one', expect: 'any', next }),
    () => store.scan({ collection: 'notes', limit: 1 }),
    () => store.count({ collection: 'notes', label: 'color', value: 'red', atMost: 1 }),
    () => store.append(append),
    () => store.range('s', 0, 1),
    () => store.payload('s', 'h'),
    () => store.remove({ stream: 's', record: { collection: 'sums', key: 's', lock: 'l' } }),
    () => store.check(),
  ];
}

/** What the tests above wrote, as text. */
async function contents(store: Store): Promise<string> {
  return JSON.stringify([
    await store.get('notes', 'one'),
    await store.scan({ collection: 'notes', labels: { color: 'red', tags: 'b' }, limit: 9 }),
    await store.scan({ collection: 'sums', labels: { status: 'running' }, limit: 9 }),
    await store.range('s', 0, 9),
    await store.payload('s', 'h'),
  ]);
}
