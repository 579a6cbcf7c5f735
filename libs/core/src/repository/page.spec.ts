import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cursorAfter, keyOfCursor, pageOf } from './page.js';

describe('a cursor', () => {
  it('stands for its key, whatever that is, and is fit for a URL', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (key) => {
        const cursor = cursorAfter(key);
        expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(keyOfCursor(cursor)).toBe(key);
      }),
    );
  });

  it.each(['', '=', 'a', 'YQ==', 'Y Q', '¡', 'ex_1!', '____'])('that is none of ours (%j) has no key', (cursor) => {
    expect(keyOfCursor(cursor)).toBeNull();
  });
});

describe('a page', () => {
  const keyOf = (item: string): string => `key of ${item}`;
  const show = (item: string): string => item.toUpperCase();

  it.each([
    ['nothing', [], 2, { data: [], next_cursor: null, has_more: false }],
    ['less than fits', ['a'], 2, { data: ['A'], next_cursor: null, has_more: false }],
    ['just what fits', ['a', 'b'], 2, { data: ['A', 'B'], next_cursor: null, has_more: false }],
    ['one more', ['a', 'b', 'c'], 2, { data: ['A', 'B'], next_cursor: cursorAfter('key of b'), has_more: true }],
  ])('of %s', (_what, scanned, limit, expected) => {
    expect(pageOf(scanned, limit, keyOf, show)).toEqual(expected);
  });
});
