import { describe, expect, it } from '@jest/globals';
import { retryAfterMs } from './retry-after.js';

const nowMs = Date.UTC(2026, 10, 25, 12);

describe('when a provider may be asked again', () => {
  it.each<readonly [string, Readonly<Record<string, string>>, string, number | undefined]>([
    ['seconds', { 'retry-after': '1' }, '', 1_000],
    ['part of a second', { 'retry-after': '0.25' }, '', 250],
    ['milliseconds, which are finer', { 'retry-after-ms': '120', 'retry-after': '1' }, '', 120],
    ['a date', { 'retry-after': 'Wed, 25 Nov 2026 12:00:07 GMT' }, '', 7_000],
    ['a date that is past', { 'retry-after': 'Wed, 25 Nov 2026 11:59:00 GMT' }, '', undefined],
    ['nothing less than now', { 'retry-after': '-5' }, '', undefined],
    ['now', { 'retry-after': '0' }, '', undefined],
    ['no time at all', { 'retry-after': 'soon' }, '', undefined],
    ['what no timer holds', { 'retry-after': '1e400' }, '', undefined],
    ['a year', { 'retry-after': '31536000' }, '', undefined],
    [
      'the limit that is used up',
      {
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-requests': '1m6.5s',
        'x-ratelimit-remaining-tokens': '12',
        'x-ratelimit-reset-tokens': '2h',
      },
      '',
      66_500,
    ],
    [
      'the later of two limits that are used up',
      {
        'anthropic-ratelimit-requests-remaining': '0',
        'anthropic-ratelimit-requests-reset': '2026-11-25T12:00:05Z',
        'anthropic-ratelimit-input-tokens-remaining': '0',
        'anthropic-ratelimit-input-tokens-reset': '2026-11-25T12:00:09Z',
      },
      '',
      9_000,
    ],
    ['the sentence', {}, 'Rate limit reached. Please try again in 1.398s. Visit …', 1_398],
    ['the sentence, in parts', {}, 'Try again in 6m0s', 360_000],
    ['nothing', {}, 'Rate limit reached.', undefined],
  ])('is told by %s', (_case, headers, message, wait) => {
    expect(retryAfterMs({ headers: new Headers(headers), message, nowMs })).toBe(wait);
  });
});
