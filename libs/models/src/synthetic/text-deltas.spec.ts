import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { textDeltas } from './text-deltas.js';

describe('the deltas of a text', () => {
  it('are a few words each', () => {
    expect(textDeltas('The answer is short, and that is all of it.')).toEqual([
      'The answer is',
      ' short, and that',
      ' is all of',
      ' it.',
    ]);
  });

  it('make up the text, without an empty one and without half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\n', '👍', 'é', '"', '{'), maxLength: 200 }), (text) => {
        const deltas = textDeltas(text);
        expect(deltas.join('')).toBe(text);
        expect(deltas.filter((delta) => delta === '' || /\p{Cs}/u.test(delta))).toEqual([]);
      }),
    );
  });
});
