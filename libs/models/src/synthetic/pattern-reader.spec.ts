import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Draft } from './draft.js';
import { PartChecker } from './part-checker.js';
import { readPattern } from './pattern-reader.js';
import { patternText } from './pattern-text.js';
import { SeededRandom } from './seeded-random.js';

function draft(seed: string): Draft {
  const topic = { phrase: 'topic', words: ['topic'] };
  const budget = { characters: 10_000 };
  return {
    root: true,
    random: new SeededRandom(seed),
    topic,
    size: 'full',
    isRetry: false,
    parts: new PartChecker(true),
    tries: { left: 0 },
    budget,
    depth: 0,
    key: '',
    variety: 0,
  };
}

const readable = [
  'abc',
  '^abc$',
  'a|b|',
  '(a|b)c',
  '(?:ab)+',
  '(?<year>\\d{4})',
  '(?P<year>[0-9]{2})',
  '[abc]',
  '[^abc]',
  '[a-z0-9_-]',
  '[]a]',
  '[\\]\\-]',
  '\\d\\w\\s\\D\\W\\S',
  '\\.\\*\\/',
  '\\n\\t',
  '\\x41',
  '\\u0041',
  '\\x{1F600}',
  '\\p{L}\\p{Lu}\\pN',
  '^\\p{Script=Greek}\\P{L}\\p{gc=Sc}$',
  '^[^\\W\\d][^\\x00-\\x7f][^\\p{L}][^]$',
  '^\\cA\\0[\\b]$',
  'a?b*c+',
  'a{3}',
  'a{2,}',
  'a{2,4}?',
  'a+?',
  '.',
  '^$',
  '{',
  'a{x',
  '[{}]',
  '(a(b(c)?)*)+',
  '',
  '\\bword\\b',
  '[+*?.]',
  '[a-c-e]',
];

describe('a text made from a regular expression', () => {
  it.each(readable)('fits %j', (pattern) => {
    const source = pattern.replaceAll('(?P<', '(?<').replaceAll('\\pN', '\\p{N}').replace('\\x{', '\\u{');
    const ecmaScript = new RegExp(
      source.replace(/^\{$/, '\\{').replace('a{x', 'a\\{x').replace('[]a]', '[\\]a]').replace('[{}]', '[\\{\\}]'),
      'u',
    );
    for (const seed of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
      expect(patternText(pattern, { least: 0, most: Infinity }, draft(seed))).toMatch(ecmaScript);
    }
  });

  it.each([
    '(?=a)',
    '(?!a)',
    '(?<=a)b',
    '(a)\\1',
    'a**',
    '*a',
    '(a',
    'a)',
    '[a',
    '[z-a]',
    '\\',
    '\\q',
    '\\p{Greek}',
    '[[:alpha:]]',
    '(?i)a',
    '[a-',
  ])('%j is beyond it', (pattern) => {
    expect(readPattern(pattern)).toBeUndefined();
  });

  it('is as long as asked where the expression allows', () => {
    const lengths = fc.tuple(fc.integer({ min: 2, max: 40 }), fc.nat(10));
    const patterns = fc.constantFrom('^[a-z]+$', '^(ab|c)+$', '^x[0-9]*y$', '^\\w{2,}$');
    fc.assert(
      fc.property(patterns, lengths, fc.string(), (pattern, [least, more], seed) => {
        const text = patternText(pattern, { least, most: least + more }, draft(seed)) ?? '';
        expect(text).toMatch(new RegExp(pattern));
        expect(text.length).toBeLessThanOrEqual(least + more);
        expect(text.length).toBeGreaterThanOrEqual(least);
      }),
    );
  });

  it('is read to its end or not at all, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab1\\[](){}|*+?^$-.,:<>=!pdx') }),
        (pattern) => void readPattern(pattern),
      ),
      { numRuns: 2_000 },
    );
  });
});
