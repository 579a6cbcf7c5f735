import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openEvaluation } from './evaluation.js';
import { findText } from './find-text.js';
import { createPlainScope } from './plain-scope.js';

function find(text: string, needle: string, limit?: number): readonly number[] {
  return findText(openEvaluation(createPlainScope({}), { start: 0, end: 0 }), text, needle, limit);
}

function findByHand(text: string, needle: string): readonly number[] {
  const places: number[] = [];
  for (let place = text.indexOf(needle); place >= 0; place = text.indexOf(needle, place + needle.length))
    places.push(place);
  return places;
}

describe('findText', () => {
  it('finds what indexOf finds, for short and for long needles', () => {
    const letters = (maxLength: number) => fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength });
    fc.assert(
      fc.property(letters(20), letters(4), fc.nat(6), letters(4), fc.nat(30), (long, short, repeat, middle, tail) => {
        const needle = (short.repeat(repeat) + long).slice(0, 40);
        const text = needle + middle + needle.slice(1) + needle.repeat(2) + short.repeat(tail);
        expect(find(text, needle)).toEqual(findByHand(text, needle));
      }),
    );
  });

  it('stops at the limit', () => {
    expect(find('a-a-a', 'a', 2)).toEqual([0, 2]);
    expect(find('ab'.repeat(40), 'ab'.repeat(10), 1)).toEqual([0]);
  });

  it('pays in proportion to the text, whatever the needle', () => {
    const evaluation = openEvaluation(createPlainScope({}), { start: 0, end: 0 });
    expect(findText(evaluation, 'a'.repeat(640_000), `b${'a'.repeat(320_000)}`)).toEqual([]);
    expect(100_000 - evaluation.fuel).toBe(15_001);
  });
});
