import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatUsd, parseUsd, usdToNano } from './money.js';

const amounts = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }));

describe('an amount', () => {
  it.each([
    [0, '0'],
    [1, '0.000000001'],
    [3_125_000, '0.003125'],
    [100_000_000, '0.1'],
    [1_000_000_000, '1'],
    [12_340_000_000, '12.34'],
    [-3_125_000, '-0.003125'],
    [-1, '-0.000000001'],
    [9_007_199_254_740_991, '9007199.254740991'],
  ])('of %d nano-USD is written %s', (nano, text) => {
    expect(formatUsd(nano)).toBe(text);
  });

  it('comes back as it was written, to the last nano-USD', () => {
    fc.assert(fc.property(amounts, (nano) => expect(parseUsd(formatUsd(nano))).toBe(nano === 0 ? 0 : nano)));
  });

  it('is written in one way only: no exponent, no plus, no zeros at the end', () => {
    fc.assert(fc.property(amounts, (nano) => expect(formatUsd(nano)).toMatch(/^-?(0|[1-9]\d*)(\.\d{0,8}[1-9])?$/)));
  });
});

describe('a decimal string', () => {
  it.each([
    ['0', 0],
    ['0.1', 100_000_000],
    ['007', 7_000_000_000],
    ['1.5000000000', 1_500_000_000],
    ['0.0000000019', 1],
    ['-0.5', -500_000_000],
  ])('%s is read as %d nano-USD', (text, nano) => {
    expect(parseUsd(text)).toBe(nano);
  });

  it.each(['', ' 1', '1 ', '1.', '.5', '1e3', '+1', '1,5', 'NaN', 'Infinity', '0x10', '--1', '1.2.3', '١'])(
    'that is none (%j) counts as nothing',
    (text) => {
      expect(parseUsd(text)).toBe(0);
    },
  );
});

describe('a number of USD', () => {
  it.each([
    [0, 0],
    [0.1, 100_000_000],
    [0.000_000_001, 1],
    [0.000_000_001_2, 2],
    [0.000_000_000_001, 1],
    [1.005, 1_005_000_000],
    [0.1 + 0.2, 300_000_000],
    [2.675e-5, 26_750],
  ])('%d is %d nano-USD, rounded up', (usd, nano) => {
    expect(usdToNano(usd)).toBe(nano);
  });

  it('is never understated, and never overstated by more than a nano-USD', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100_000, noNaN: true }), (usd) => {
        const nano = usdToNano(usd);
        // Doubles near 100,000 are 1.5e-11 apart, a hundredth of a nano-USD.
        expect(nano / 1e9).toBeGreaterThanOrEqual(usd - 2e-11);
        expect((nano - 1) / 1e9).toBeLessThan(usd + 2e-11);
      }),
    );
  });

  it('with at most nine decimals is exact, up to a thousand', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), (nano) => {
        expect(usdToNano(Number(formatUsd(nano)))).toBe(nano);
      }),
    );
  });
});
