import { describe, expect, it } from '@jest/globals';
import { isKnownTo } from './etag.js';
import { readLockClaim } from './lock-claim.js';

const lock = 'lk_01JD2X8Q4N6T9VZK3R5M7P0W1C';

const codeOf = (headers: Parameters<typeof readLockClaim>[0]): string => {
  try {
    return JSON.stringify(readLockClaim(headers));
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('the version that a request names', () => {
  it('is none without a header', () => {
    expect(readLockClaim({})).toBeNull();
  });

  it('stands bare in X-Version-Lock, where a mismatch is a conflict', () => {
    expect(readLockClaim({ 'x-version-lock': lock })).toEqual({ lock, mismatchStatus: 409 });
    expect(readLockClaim({ 'x-version-lock': '__new__' })).toEqual({ lock: '__new__', mismatchStatus: 409 });
  });

  it('stands in quotes in If-Match, where a mismatch is a failed precondition', () => {
    expect(readLockClaim({ 'if-match': `"${lock}"` })).toEqual({ lock, mismatchStatus: 412 });
  });

  it('never matches as a weak tag', () => {
    expect(readLockClaim({ 'if-match': `W/"${lock}"` })?.lock).not.toBe(lock);
  });

  it('may be said twice, and then in the same words', () => {
    expect(readLockClaim({ 'x-version-lock': lock, 'if-match': `"${lock}"` })).toEqual({ lock, mismatchStatus: 409 });
    expect(codeOf({ 'x-version-lock': lock, 'if-match': '"lk_other"' })).toBe('lock-malformed');
  });

  it.each(['', '0', `${lock},${lock}`, `${lock}, ${lock}`, `"${lock}"`, '*', 'a b', 'x'.repeat(101)])(
    'is malformed as X-Version-Lock: %s',
    (text) => {
      expect(codeOf({ 'x-version-lock': text })).toBe('lock-malformed');
    },
  );

  it.each(['', '*', lock, '""', `"${lock}", "lk_other"`, `"${lock}`])('is malformed as If-Match: %s', (text) => {
    expect(codeOf({ 'if-match': text })).toBe('lock-malformed');
  });
});

describe('the version that a reader has', () => {
  it.each([
    [undefined, false],
    [`"${lock}"`, true],
    [`W/"${lock}"`, true],
    [`"other", "${lock}"`, true],
    ['*', true],
    [lock, false],
    ['"other"', false],
  ])('by If-None-Match: %s', (header, known) => {
    expect(isKnownTo(header, lock)).toBe(known);
  });
});
