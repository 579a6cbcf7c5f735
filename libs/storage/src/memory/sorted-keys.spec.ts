import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SortedKeys } from './sorted-keys.js';

describe('SortedKeys', () => {
  it('holds what a sorted set holds, whatever comes and goes in whatever order', () => {
    const key = fc.integer({ min: 0, max: 3_000 }).map((number) => String(number).padStart(4, '0'));
    const changes = fc.array(fc.record({ key, isAdded: fc.boolean() }), { maxLength: 200 });
    // Enough keys beforehand that there are several chunks to cut, fill and empty.
    const filling = fc.constantFrom(0, 1, 512, 513, 2_000);
    const property = fc.property(filling, changes, key, (count, list, bound) => {
      const filled = Array.from({ length: count }, (_, index) => String((index * 7) % 3_001).padStart(4, '0'));
      const expected = new Set(filled);
      const keys = new SortedKeys();
      for (const one of filled) keys.add(one);
      for (const one of list) {
        keys[one.isAdded ? 'add' : 'delete'](one.key);
        expected[one.isAdded ? 'add' : 'delete'](one.key);
      }
      const sorted = [...expected].sort();
      expect(keys.size).toBe(sorted.length);
      expect(keys.has(bound)).toBe(expected.has(bound));
      expect([...keys.ascending()]).toEqual(sorted);
      expect([...keys.descending()]).toEqual(sorted.toReversed());
      expect([...keys.ascending(bound)]).toEqual(sorted.filter((one) => one >= bound));
      expect([...keys.descending(bound)]).toEqual(sorted.filter((one) => one < bound).reverse());
    });
    fc.assert(property, { numRuns: 40 });
  });

  it.each(['ascending', 'descending'] as const)('takes out all keys again, in %s order', (order) => {
    const keys = new SortedKeys();
    const all = Array.from({ length: 3_000 }, (_, index) => String(index).padStart(4, '0'));
    for (const key of all) keys.add(key);
    for (const key of [...keys[order]()]) keys.delete(key);
    expect(keys.size).toBe(0);
    expect([...keys.ascending()]).toEqual([]);
    expect(keys.has('0000')).toBe(false);
  });
});
