import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { add, decimalOf, larger, multiply, parseDecimal, roundHalfUp, roundUp, toNumber, toText } from './decimal.js';

describe('a decimal', () => {
  it.each([
    [0, '0'],
    [600, '600'],
    [1.005, '1.005'],
    [0.1, '0.1'],
    [1e21, '1000000000000000000000'],
    [1e-7, '0.0000001'],
    [1.5e-7, '0.00000015'],
    [5e-324, `0.${'0'.repeat(323)}5`],
  ])('of %p is what the number is written as: %s', (number, text) => {
    expect(toText(decimalOf(number), 0)).toBe(text);
  });

  it('comes back as the number it was made of', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(toNumber(decimalOf(number))).toBe(Math.abs(number));
      }),
    );
  });

  it('is read with and without a whole or a fractional part', () => {
    expect(['12', '12.50', '.5', '-0.5'].map(parseDecimal)).toEqual([
      { units: 12n, scale: 0 },
      { units: 1250n, scale: 2 },
      { units: 5n, scale: 1 },
      { units: -5n, scale: 1 },
    ]);
  });

  it.each([
    ['1.005', 2, '1.01', '1.01'],
    ['1.004999', 2, '1.00', '1.01'],
    ['1.00', 2, '1.00', '1.00'],
    ['0.5', 0, '1', '1'],
    ['0.4', 0, '0', '1'],
    ['2.5', 0, '3', '3'],
    ['9.999', 2, '10.00', '10.00'],
    ['7', 2, '7.00', '7.00'],
  ])('%s to %i places is %s rounded half up, %s rounded up', (text, places, halfUp, up) => {
    const decimal = parseDecimal(text);
    expect(toText(roundHalfUp(decimal, places), places)).toBe(halfUp);
    expect(toText(roundUp(decimal, places), places)).toBe(up);
  });

  it('is added, multiplied and compared without loss', () => {
    const [tenth, fifth] = [parseDecimal('0.1'), parseDecimal('0.20')];
    expect(toText(add(tenth, fifth), 0)).toBe('0.30');
    expect(toText(multiply(tenth, fifth), 0)).toBe('0.020');
    expect([larger(tenth, fifth), larger(fifth, tenth)]).toEqual([fifth, fifth]);
  });

  it('agrees with whole numbers of cents', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.integer({ min: 0, max: 6 }), (units, scale) => {
        const rounded = roundHalfUp({ units, scale }, 2);
        const exact = scale > 2 ? (units + 10n ** BigInt(scale - 2) / 2n) / 10n ** BigInt(scale - 2) : units;
        expect(rounded).toEqual({ units: exact, scale: Math.min(scale, 2) });
      }),
    );
  });
});
