/** What every store promises about single records. */
import type { RecordWrite, Store, StoredRecord } from '@ice/core';
import { expect } from 'expect';
import type { SuiteFrame } from '../suite-frame.js';
import type { OpenStore } from './opened-store.js';

/** Registers the tests of `get` and `compareAndSet`. */
export function recordContract(frame: SuiteFrame, open: OpenStore): void {
  frame.describe('get and compareAndSet', () => {
    creating(frame, open);
    replacing(frame, open);
    removing(frame, open);
    racing(frame, open);
  });
}

function creating({ it }: SuiteFrame, open: OpenStore): void {
  it('show nothing where nothing was written', async () => {
    expect(await (await open()).get('notes', 'one')).toBeNull();
  });

  it('create a record where there is none, and give it back whole', async () => {
    const store = await open();
    const labels = { color: 'red', tags: ['a', 'b'] };
    const next = { value: { text: 'first', list: [1, null, { deep: true }] }, lock: 'l1', labels };
    expect(await store.compareAndSet({ collection: 'notes', key: 'one', expect: 'absent', next })).toEqual({
      ok: true,
    });
    expect(await store.get('notes', 'one')).toEqual({ collection: 'notes', key: 'one', ...next });
  });

  it('refuse to create over a record, and show it', async () => {
    const store = await open();
    await set(store, 'absent', 'l1');
    expect(await set(store, 'absent', 'l2')).toEqual({ ok: false, current: record('l1') });
    expect(await store.get('notes', 'one')).toEqual(record('l1'));
  });

  it('keep collections apart', async () => {
    const store = await open();
    await set(store, 'absent', 'l1');
    expect(await store.get('note', 'sone')).toBeNull();
    expect(await store.get('other', 'one')).toBeNull();
    const next = { value: {}, lock: 'l2' };
    expect(await store.compareAndSet({ collection: 'other', key: 'one', expect: 'absent', next })).toEqual({
      ok: true,
    });
    expect(await store.get('notes', 'one')).toEqual(record('l1'));
  });
}

function replacing({ it }: SuiteFrame, open: OpenStore): void {
  it('replace a record by its lock', async () => {
    const store = await open();
    await set(store, 'absent', 'l1');
    expect(await set(store, { lock: 'l1' }, 'l2')).toEqual({ ok: true });
    expect(await store.get('notes', 'one')).toEqual(record('l2'));
  });

  it('refuse a stale lock, and show what stands there', async () => {
    const store = await open();
    await set(store, 'absent', 'l1');
    await set(store, { lock: 'l1' }, 'l2');
    expect(await set(store, { lock: 'l1' }, 'l3')).toEqual({ ok: false, current: record('l2') });
    expect(await store.get('notes', 'one')).toEqual(record('l2'));
  });

  it('refuse a lock where there is no record', async () => {
    expect(await set(await open(), { lock: 'l1' }, 'l2')).toEqual({ ok: false, current: null });
  });

  it('set unconditionally when any state will do', async () => {
    const store = await open();
    expect(await set(store, 'any', 'l1')).toEqual({ ok: true });
    expect(await set(store, 'any', 'l2')).toEqual({ ok: true });
    expect(await store.get('notes', 'one')).toEqual(record('l2'));
  });

  it('keep an old lock invalid when the content returns to what it was', async () => {
    const store = await open();
    const write = (expected: RecordWrite['expect'], lock: string, text: string) =>
      store.compareAndSet({ collection: 'notes', key: 'one', expect: expected, next: { value: { text }, lock } });
    await write('absent', 'l1', 'A');
    await write({ lock: 'l1' }, 'l2', 'B');
    await write({ lock: 'l2' }, 'l3', 'A');
    const current = { collection: 'notes', key: 'one', value: { text: 'A' }, lock: 'l3', labels: {} };
    expect(await write({ lock: 'l1' }, 'l4', 'C')).toEqual({ ok: false, current });
  });
}

function removing({ it }: SuiteFrame, open: OpenStore): void {
  it('remove a record, after which its lock opens nothing', async () => {
    const store = await open();
    await set(store, 'absent', 'l1');
    expect(await set(store, { lock: 'l1' }, null)).toEqual({ ok: true });
    expect(await store.get('notes', 'one')).toBeNull();
    expect(await set(store, { lock: 'l1' }, 'l2')).toEqual({ ok: false, current: null });
    expect(await set(store, 'absent', 'l3')).toEqual({ ok: true });
  });

  it('refuse to remove by a stale lock', async () => {
    const store = await open();
    await set(store, 'absent', 'l1');
    expect(await set(store, { lock: 'l0' }, null)).toEqual({ ok: false, current: record('l1') });
    expect(await store.get('notes', 'one')).toEqual(record('l1'));
  });

  it('find nothing wrong in removing what is not there', async () => {
    const store = await open();
    expect(await set(store, 'absent', null)).toEqual({ ok: true });
    expect(await set(store, 'any', null)).toEqual({ ok: true });
  });
}

function racing({ it }: SuiteFrame, open: OpenStore): void {
  it('let exactly one of 100 writers with the same lock through, and show it to the others', async () => {
    const store = await open();
    await set(store, 'absent', 'l0');
    const locks = Array.from({ length: 100 }, (_, writer) => `w${writer}`);
    const results = await Promise.all(locks.map((lock) => set(store, { lock: 'l0' }, lock)));
    const winner = await store.get('notes', 'one');
    expect(results.filter(({ ok }) => ok)).toEqual([{ ok: true }]);
    expect(winner).toEqual(record(locks[results.findIndex(({ ok }) => ok)]!));
    expect(results.filter(({ ok }) => !ok)).toEqual(Array(99).fill({ ok: false, current: winner }));
  });

  it('let exactly one of 100 creators through', async () => {
    const store = await open();
    const results = await Promise.all(Array.from({ length: 100 }, (_, writer) => set(store, 'absent', `w${writer}`)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('lose no addition of 20 writers who each try until they succeed', async () => {
    const store = await open();
    await Promise.all(Array.from({ length: 20 }, (_, writer) => addOne(store, `w${writer}`)));
    expect((await store.get('notes', 'sum'))?.value).toEqual({ sum: 20 });
  });
}

async function addOne(store: Store, writer: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const before = await store.get('notes', 'sum');
    const next = { value: { sum: Number(before?.value['sum'] ?? 0) + 1 }, lock: `${writer}.${attempt}` };
    const expected = before ? { lock: before.lock } : 'absent';
    if ((await store.compareAndSet({ collection: 'notes', key: 'sum', expect: expected, next })).ok) return;
  }
}

/** Writes the record `notes/one` with a lock (null removes it); its value tells the lock. */
function set(store: Store, expected: RecordWrite['expect'], lock: string | null) {
  const next = lock === null ? null : { value: { written_with: lock }, lock };
  return store.compareAndSet({ collection: 'notes', key: 'one', expect: expected, next });
}

/** The record `notes/one` as `set` leaves it. */
function record(lock: string): StoredRecord {
  return { collection: 'notes', key: 'one', value: { written_with: lock }, lock, labels: {} };
}
