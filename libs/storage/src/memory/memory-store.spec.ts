import { describe, expect, it } from '@jest/globals';
import { SequentialIds } from '../testing/sequential-ids.js';
import { MemoryStore } from './memory-store.js';

const record = { collection: 'sums', key: 's', value: { count: 1 } };

describe('MemoryStore', () => {
  it('hands out the very entries it was given, frozen, without copying them', async () => {
    const store = new MemoryStore();
    const entry = { data: { list: [1] } };
    await store.append({ stream: 's', expectedSequence: 0, fence: 1, entries: [entry], record });
    const [read] = await store.range('s', 0, 1);
    expect(read).toBe(entry);
    expect(() => entry.data.list.push(2)).toThrow(TypeError);
  });

  it('mints the lock of an appended record from the ids it was given', async () => {
    const store = new MemoryStore(new SequentialIds());
    await store.append({ stream: 's', expectedSequence: 0, fence: 1, entries: [], record });
    expect((await store.get('sums', 's'))?.lock).toBe('lk_00000000000000000000000001');
  });

  it('stays as it was when a value turns out to be no JSON', async () => {
    const store = new MemoryStore();
    const value: Record<string, never> = {};
    Object.assign(value, { itself: value });
    const append = { stream: 's', expectedSequence: 0, fence: 1, entries: [{ n: 1 }], record: { ...record, value } };
    await expect(store.append(append)).rejects.toThrow(TypeError);
    expect(await store.range('s', 0, 1)).toEqual([]);
    expect(await store.get('sums', 's')).toBeNull();
  });
});
