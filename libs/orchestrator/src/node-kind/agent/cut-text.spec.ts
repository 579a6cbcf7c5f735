import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cutText } from './cut-text.js';

/** A tokenizer whose tokens are words and the blanks between them. */
const countWords = (text: string): number => text.split(/(\s+)/).filter((piece) => piece !== '').length;

describe('a text that is too long', () => {
  it('stays as it is as long as it fits', () => {
    expect(cutText('one two three', 5, countWords)).toBe('one two three');
  });

  it('is cut visibly, at the last character that fits', () => {
    expect(cutText('one two three', 3, countWords)).toBe('one two\n[cut: the first 7 of 13 characters]');
  });

  it('is never cut inside a code point, and never by more than it has to be', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 1, max: 70 }), (text, limit) => {
        const cut = cutText(text, limit, (piece) => piece.length);
        if (text.length <= limit) return cut === text;
        const kept = cut.slice(0, cut.lastIndexOf('\n['));
        expect(text.startsWith(kept)).toBe(true);
        expect(/[\ud800-\udbff]$/.test(kept) && /^[\udc00-\udfff]/.test(text.slice(kept.length))).toBe(false);
        return kept.length >= limit - 1 && kept.length <= limit;
      }),
    );
  });

  it('is looked at only as far as it could ever fit', () => {
    let longest = 0;
    const cut = cutText('x'.repeat(1_000_000), 10, (piece) => {
      longest = Math.max(longest, piece.length);
      return piece.length / 100;
    });
    expect([longest, cut]).toEqual([160, `${'x'.repeat(160)}\n[cut: the first 160 of 1000000 characters]`]);
  });
});
