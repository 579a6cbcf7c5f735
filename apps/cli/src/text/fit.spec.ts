import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cut, fit, widthOf } from './fit.js';

describe('text in columns', () => {
  it('counts two for wide characters and none for marks', () => {
    expect(['abc', '冰箱', '🙂', 'e\u0301'].map(widthOf)).toEqual([3, 4, 2, 1]);
  });

  it('is cut with an ellipsis and padded with blanks', () => {
    expect([cut('refrigerator', 6), fit('ab', 4), cut('冰箱冰', 4), cut('abc', 0)]).toEqual([
      'refri…',
      'ab  ',
      '冰…',
      '',
    ]);
  });

  it('always takes exactly the columns that it is fitted to', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, columns) => {
        expect(widthOf(fit(text, columns))).toBe(columns);
      }),
    );
  });
});
