import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@ice/core';
import fc from 'fast-check';
import { cutBatches, largestBatchEntries } from './entry-batches.js';

describe('cutBatches', () => {
  it('keeps every entry, in order, with the right sequence, in rows of bounded size', () => {
    const entry = fc.integer({ min: 0, max: 40_000 }).map((length): JsonObject => ({ text: 'x'.repeat(length) }));
    const entries = fc.array(fc.oneof({ weight: 9, arbitrary: fc.constant<JsonObject>({}) }, entry), {
      maxLength: 200,
    });
    const property = fc.property(entries, fc.nat(), (given, after) => {
      const rows = cutBatches(given, after).map((row) => ({
        last: row.last,
        entries: JSON.parse(row.entries) as JsonObject[],
      }));
      expect(rows.flatMap((row) => row.entries)).toEqual(given);
      let last = after;
      for (const row of rows) {
        expect(row.entries.length).toBeGreaterThan(0);
        expect(row.entries.length).toBeLessThanOrEqual(largestBatchEntries);
        expect(JSON.stringify(row.entries.slice(0, -1)).length).toBeLessThan(65_536 + largestBatchEntries);
        expect(row.last).toBe((last += row.entries.length));
      }
    });
    fc.assert(property);
  });

  it('makes one row of a common append and none of an empty one', () => {
    expect(cutBatches([{ a: 1 }, { b: 2 }], 7)).toEqual([{ last: 9, entries: '[{"a":1},{"b":2}]' }]);
    expect(cutBatches([], 7)).toEqual([]);
  });

  it('begins a new row behind an entry that is large alone', () => {
    const large = { text: 'x'.repeat(70_000) };
    expect(cutBatches([large, { small: true }], 0).map(({ last }) => last)).toEqual([1, 2]);
  });
});
