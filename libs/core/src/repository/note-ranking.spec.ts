import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonValue } from '../json/json-value.js';
import { NoteRanking, wordsOf } from './note-ranking.js';

type Notes = Readonly<Record<string, JsonValue>>;

function ranked(query: string, notes: Notes, limit = 10) {
  const ranking = new NoteRanking(query);
  for (const [key, value] of Object.entries(notes)) ranking.add(key, value);
  return ranking.best(limit);
}

const keysOf = (query: string, notes: Notes): readonly string[] => ranked(query, notes).map(({ key }) => key);

describe('words', () => {
  it.each<[string, string, readonly string[]]>([
    ['are letters and digits that stand together', 'A4-paper, 80 g/m²', ['a4', 'paper', '80', 'g', 'm2']],
    ['have no case', 'ÄRGER ärger', ['ärger', 'ärger']],
    ['are one, composed or not', 'caf\u00e9 cafe\u0301', ['caf\u00e9', 'caf\u00e9']],
    ['of Chinese are pairs of neighbours', '東京都 is 大', ['東京', '京都', 'is', '大']],
    ['are none in signs', '¿ … !', []],
  ])('%s', (_why, text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});

describe('a ranking', () => {
  it('has no notes that share no word with the query', () => {
    expect(keysOf('red', { a: 'red wine', b: 'predator', c: null })).toEqual(['a']);
  });

  it('puts a rare word before a frequent one', () => {
    const notes = { a: 'tile tile', b: 'tile', c: 'tile', d: 'marble' };
    expect(keysOf('tile marble', notes)).toEqual(['d', 'a', 'b', 'c']);
  });

  it('puts a short note before a long one with the same words, and ties in the order of their keys', () => {
    const notes = { z: 'red wine', long: `red wine ${'and more '.repeat(20)}`, b: 'red wine' };
    expect(keysOf('red wine', notes)).toEqual(['b', 'z', 'long']);
  });

  it('looks at keys, and at texts, names and numbers at any depth', () => {
    const notes = { 'seller:berta': 1, b: { deep: [{ colour: 'red' }, 42] } };
    expect([keysOf('Berta', notes), keysOf('colour', notes), keysOf('red', notes), keysOf('42', notes)]).toEqual([
      ['seller:berta'],
      ['b'],
      ['b'],
      ['b'],
    ]);
  });

  it('gives the scores of BM25', () => {
    const [first] = ranked('red', { a: 'red', b: 'blue' });
    // ln(1 + 1.5 / 1.5) · 2.2 / (1 + 1.2), every note being as long as the others.
    expect(first).toEqual({ key: 'a', score: Number(Math.log(2).toFixed(6)) });
  });

  it('is cut to as many as are wanted', () => {
    expect(ranked('red', { a: 'red', b: 'red', c: 'red' }, 2).map(({ key }) => key)).toEqual(['a', 'b']);
  });

  it.each(['', ' ', '?!'])('of %p is empty', (query) => {
    expect([new NoteRanking(query).isEmpty, ranked(query, { a: 'red' })]).toEqual([true, []]);
  });

  it('does not hang on the order in which notes come', () => {
    const word = fc.constantFrom('red', 'blue', 'tile', 'marble');
    const notes = fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), fc.array(word, { maxLength: 6 }));
    fc.assert(
      fc.property(notes, fc.array(word, { maxLength: 3 }), (all, query) => {
        const backwards = Object.fromEntries(Object.entries(all).reverse());
        expect(ranked(query.join(' '), backwards)).toEqual(ranked(query.join(' '), all));
      }),
    );
  });
});
