/** Multiples of decimal numbers. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isMultipleOf } from './multiple-of.js';

describe('isMultipleOf', () => {
  it('knows every price as a multiple of a cent, and none with half a cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (cents) => {
        expect(isMultipleOf(Number(`${cents}e-2`), 0.01)).toBe(true);
        expect(isMultipleOf(Number(`${cents}5e-3`), 0.01)).toBe(false);
      }),
    );
  });

  it.each([
    [0, 5, true],
    [-10, 5, true],
    [7, 2, false],
    [0.0075, 0.0001, true],
    [0.00751, 0.0001, false],
    [1e308, 0.123456789, false],
    [2 ** 53 - 1, 2, false],
  ])('says of %d and %d: %p', (value, divisor, isMultiple) => {
    expect(isMultipleOf(value, divisor)).toBe(isMultiple);
  });
});
