import { describe, expect, it } from '@jest/globals';
import { readSince } from './read-since.js';

describe('--since', () => {
  it.each([
    ['2026-11-01T09:00:00Z', '2026-11-01T09:00:00Z'],
    ['2026-11-01T09:00:00.250+02:00', '2026-11-01T09:00:00.250+02:00'],
    ['2026-11-01t09:00:00z', '2026-11-01T09:00:00Z'],
    ['2026-11-01T09:00', '2026-11-01T09:00'],
    ['2026-11-01', '2026-11-01'],
    ['2028-02-29', '2028-02-29'],
  ])('takes %s', (text, sent) => {
    expect(readSince(text)).toBe(sent);
  });

  it.each(['yesterday', '', '2026', '2026-11', '2026-02-30', '2026-11-01T25:00:00Z', '1793523600', ' 2026-11-01'])(
    'refuses %j',
    (text) => {
      expect(() => readSince(text)).toThrow(`--since ${text}: give a time such as 2026-11-01T09:00:00Z.`);
    },
  );
});
