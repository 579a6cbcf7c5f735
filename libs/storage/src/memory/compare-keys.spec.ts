import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareKeys } from './compare-keys.js';

describe('compareKeys', () => {
  it('orders any two texts as the bytes of their UTF-8 are ordered', () => {
    const text = fc.string({ unit: 'binary', maxLength: 6 });
    const edges = fc.constantFrom('\ud7ff', '\ue000', '\uffff', '😀', '😁', '\u{10ffff}');
    const key = fc.array(fc.oneof(text, edges), { maxLength: 3 }).map((parts) => parts.join(''));
    const property = fc.property(key, key, (left, right) => {
      expect(Math.sign(compareKeys(left, right))).toBe(Buffer.compare(Buffer.from(left), Buffer.from(right)));
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('puts characters beyond U+FFFF last, where JavaScript does not', () => {
    expect(compareKeys('\uffff', '😀')).toBeLessThan(0);
    expect('\uffff' < '😀').toBe(false);
  });
});
