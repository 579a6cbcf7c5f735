import { describe, expect, it } from '@jest/globals';
import { retryAfterMs } from './retry-after.js';

const now = Date.parse('2026-01-01T00:00:00Z');

describe('Retry-After', () => {
  it.each<[string | undefined, number | undefined]>([
    [undefined, undefined],
    ['', undefined],
    ['0', 0],
    ['2', 2_000],
    [' 3 ', 3_000],
    ['999999999', 86_400_000],
    ['Thu, 01 Jan 2026 00:00:07 GMT', 7_000],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
    ['Fri, 01 Jan 2027 00:00:00 GMT', 86_400_000],
    ['Xxx, 99 Jan 2026 00:00:00 GMT', undefined],
    ['-5', undefined],
    ['5.5', undefined],
    ['2026-01-01T00:00:07Z', undefined],
    ['soon', undefined],
  ])('%p means %p ms', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });
});
