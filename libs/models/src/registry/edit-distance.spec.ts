import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { editDistance } from './edit-distance.js';

describe('the edit distance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['gpt-4o-mni', 'gpt-4o-mini', 1],
    ['flaw', 'lawn', 2],
    ['ab', 'ba', 2],
  ])('of %j and %j is %d', (left, right, distance) => {
    expect([editDistance(left, right), editDistance(right, left)]).toEqual([distance, distance]);
  });

  it('is cut at the limit and not changed below it', () => {
    const text = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(text, text, fc.nat(14), (left, right, limit) => {
        expect(editDistance(left, right, limit)).toBe(Math.min(editDistance(left, right), limit));
      }),
    );
  });

  it('is a distance: 0 for equal texts only, the same both ways, never longer over a third', () => {
    const text = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(text, text, text, (left, middle, right) => {
        expect(editDistance(left, right) === 0).toBe(left === right);
        expect(editDistance(left, right)).toBe(editDistance(right, left));
        expect(editDistance(left, right)).toBeLessThanOrEqual(editDistance(left, middle) + editDistance(middle, right));
      }),
    );
  });
});
