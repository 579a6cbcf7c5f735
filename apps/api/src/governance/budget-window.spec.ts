import { describe, expect, it } from '@jest/globals';
import { windowEnd, windowName } from './budget-window.js';

const lastMoment = Date.parse('2026-12-31T23:59:59.999Z');

describe('a window of a budget', () => {
  it.each([
    ['month', '2026-12', '2027-01-01T00:00:00.000Z'],
    ['day', '2026-12-31', '2027-01-01T00:00:00.000Z'],
    ['total', 'total', null],
  ] as const)('of a %s is %s and ends at %s', (window, name, end) => {
    expect(windowName(window, lastMoment)).toBe(name);
    expect(windowEnd(window, lastMoment)).toBe(end);
  });

  it('is another one a millisecond later', () => {
    expect(windowName('month', lastMoment + 1)).toBe('2027-01');
    expect(windowEnd('day', lastMoment + 1)).toBe('2027-01-02T00:00:00.000Z');
  });
});
