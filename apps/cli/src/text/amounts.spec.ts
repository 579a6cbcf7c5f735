import { describe, expect, it } from '@jest/globals';
import { countText, durationText, moneyText } from './amounts.js';

describe('amounts as people read them', () => {
  it.each([
    [0, '0.00s'],
    [-5, '0.00s'],
    [41, '0.04s'],
    [3_640, '3.6s'],
    [59_949, '59.9s'],
    [59_960, '1m 00s'],
    [64_000, '1m 04s'],
    [7_380_000, '2h 03m'],
  ])('%d ms are %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });

  it.each([
    ['0', '$0'],
    ['0.00001', '<$0.0001'],
    ['0.004123', '$0.0041'],
    ['12.3', '$12.30'],
    [0.5, '$0.5000'],
  ] as const)('%s USD are %s', (usd, text) => {
    expect(moneyText(usd)).toBe(text);
  });

  it.each([
    [212, '212'],
    [4_210, '4.2k'],
    [1_300_000, '1.3M'],
  ])('%d tokens are %s', (count, text) => {
    expect(countText(count)).toBe(text);
  });
});
