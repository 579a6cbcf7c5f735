import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { roundDecimal } from './round-decimal.js';

describe('roundDecimal', () => {
  it.each<[number, number, number]>([
    [2.675, 2, 2.68],
    [1.005, 2, 1.01],
    [-1.005, 2, -1.01],
    [0.5, 0, 1],
    [-0.5, 0, -1],
    [0.49999999999999994, 0, 0],
    [9.995, 2, 10],
    [99.5, 0, 100],
    [0.05, 1, 0.1],
    [0.04, 1, 0],
    [-0.04, 1, 0],
    [0, 3, 0],
    [1e21, 2, 1e21],
    [1.5e-7, 7, 2e-7],
    [1.5e-7, 6, 0],
    [5e-324, 20, 0],
    [30000000000000.004, 2, 30000000000000],
    [1.7976931348623157e308, 0, 1.7976931348623157e308],
    [123.456, 20, 123.456],
  ])('%d to %d decimals is %d', (value, decimals, expected) => {
    expect(roundDecimal(value, decimals)).toBe(expected);
  });

  it('moves a number by at most half a unit, and is stable', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.nat(8), (value, decimals) => {
        const rounded = roundDecimal(value, decimals);
        expect(Math.abs(rounded - value)).toBeLessThanOrEqual(0.5 * 10 ** -decimals + 1e-9);
        expect(roundDecimal(rounded, decimals)).toBe(rounded);
      }),
    );
  });
});
