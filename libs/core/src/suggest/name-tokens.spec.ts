import { describe, expect, it } from '@jest/globals';
import { coverage, nameTokens, quotedTokens, singularOf, wordTokens } from './name-tokens.js';
import { sampleLikeness } from './sample-likeness.js';
import { freeName } from './free-name.js';

describe('the words of names', () => {
  it('are the same however a name is written', () => {
    const stems = ['listingId', 'listing_ids', 'Listing ID', 'listing-id'].map(nameTokens);
    expect(stems).toEqual([
      ['list', 'id'],
      ['list', 'id'],
      ['list', 'id'],
      ['list', 'id'],
    ]);
  });

  it('find what a strategy for pricing and a suggested price have in common', () => {
    expect(coverage(nameTokens('Suggested Price'), new Set(nameTokens('pricing_strategy')))).toBe(0.5);
    expect(coverage([], new Set(['a']))).toBe(0);
  });

  it('leave out of descriptions what says nothing', () => {
    expect([...wordTokens('The rows of a CSV file, as text.')]).toEqual(['row', 'csv', 'fil']);
    expect([...quotedTokens('Results, for example the `items` of a loop.')]).toEqual(['item']);
  });

  it('have one of many', () => {
    const many = ['rows', 'categories', 'boxes', 'classes', 'people', 'indices', 'data', 'status', 'news', 's'];
    expect(many.map(singularOf)).toEqual([
      'row',
      'category',
      'box',
      'class',
      'person',
      'index',
      undefined,
      undefined,
      'new',
      undefined,
    ]);
  });
});

describe('the likeness of samples', () => {
  it('is full for the same, high for the same form, and some for shared words', () => {
    expect(sampleLikeness(['$300 per cs'], ['Tile', '$300 per cs'])).toBe(1);
    expect(sampleLikeness(['$300 per cs'], ['$20.00 per box'])).toBe(0.7);
    expect(sampleLikeness(['tile-1'], ['Tile'])).toBeCloseTo(0.3);
  });

  it('is none for other things, for plain words and for small counts', () => {
    expect(sampleLikeness(['Tile', 5, true], ['Ladder', 5, true])).toBe(0);
    expect(sampleLikeness([375], [375])).toBe(0.6);
  });
});

describe('a free name', () => {
  it('is the wish, made fit for an id, with a number where it is taken', () => {
    const taken = new Set(['row', 'row_2']);
    expect(['row', 'Each Row!', '9 lives', '???', 'x'.repeat(80)].map((wish) => freeName(wish, taken))).toEqual([
      'row_3',
      'each_row',
      'lives',
      'value',
      'x'.repeat(64),
    ]);
  });
});
