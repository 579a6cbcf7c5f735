/** Patterns mean in the linear-time engine what they mean in ECMAScript. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileLinearRegex } from './linear-regex.js';

const verdict = (pattern: string, text: string): boolean | string => {
  const result = compileLinearRegex(pattern);
  return result.ok ? result.regex.test(text) : result.code;
};

const native = (pattern: string, text: string): boolean => new RegExp(pattern, 'u').test(text);

const TEXTS = [
  '',
  'a',
  'b',
  'ab',
  'aab',
  'abc',
  '1',
  '12',
  '_',
  '-',
  ' ',
  '\t',
  '\n',
  '\r',
  '\v',
  'a\n',
  '\u00a0',
  '\u2028',
  '\ufeff',
  'é',
  'É',
  'ω',
  '中',
  '😀',
  '😀😀',
  'a b',
  '[',
  ']',
  '{',
  '}',
  'a{,2}',
  '\\',
  '^',
  '$',
  '\0',
  '\b',
  '\x7f',
  'K',
];

const SAME_AS_NATIVE = [
  'a',
  '^a$',
  '^a+b?$',
  '^[ab]{2,3}$',
  '^.$',
  '^..$',
  '^[^a]$',
  '^\\d+$',
  '^\\D$',
  '^\\w$',
  '^\\W$',
  '^\\s$',
  '^\\S$',
  '^[\\s]$',
  '^[\\S]$',
  '^[^\\s]$',
  '^[^\\S]$',
  '^[\\d\\s]$',
  '\\bb',
  '\\Bb',
  '^(?:a|b)+$',
  '^(a)(b)$',
  '^(?<first>a)',
  '[^]',
  '[]',
  '^\\t$',
  '^\\n$',
  '^\\v$',
  '^\\0$',
  '^\\cI$',
  '^\\x61$',
  '^\\u0061$',
  '^\\u{61}$',
  '^\\u{1F600}$',
  '^\\ud83d\\ude00$',
  '^[\\ud83d\\ude00]$',
  '^😀*$',
  '^[😀é]$',
  '^\\p{L}$',
  '^\\p{Letter}+$',
  '^\\P{Letter}$',
  '^\\p{gc=Lu}$',
  '^\\p{Script=Greek}$',
  '^[\\p{Lu}\\d]$',
  '^\\p{ASCII}$',
  '^\\P{ASCII}$',
  '^\\[$',
  '^\\]$',
  '^\\{$',
  '^\\}$',
  '^\\/$',
  '^[\\b]$',
  '^[\\-a]$',
  '^[a-]$',
  '^[-a]$',
  '^[a-c]$',
  '^[[]$',
  '^[.]$',
  '^[$^]$',
  'a??b',
  '^a{2}b',
  '(?:)',
  '|',
  '^$',
  '$',
  '^',
];

describe('a translated pattern', () => {
  it.each(SAME_AS_NATIVE)('%s finds what ECMAScript finds', (pattern) => {
    expect(TEXTS.filter((text) => verdict(pattern, text) !== native(pattern, text))).toEqual([]);
  });

  it('finds what ECMAScript finds, whatever it is made of', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      '.',
      '\\d',
      '\\w',
      '\\s',
      '\\S',
      '[ab]',
      '[^a-b]',
      '[\\s1]',
      '\\u0061',
      '(?:a|b1)',
      '(a|)',
      '😀',
      '\\b',
      '^',
      '$',
    );
    const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}', '*?');
    const piece = fc.tuple(atom, quantifier).map(([one, many]) => (/^(?:\\b|\^|\$)$/.test(one) ? one : one + many));
    const pattern = fc.array(fc.oneof(piece, fc.constant('|')), { maxLength: 6 }).map((pieces) => pieces.join(''));
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', '1', ' ', '\n', '\u2028', '\u00a0', '😀', '_'),
      maxLength: 8,
    });

    fc.assert(
      fc.property(pattern, text, (one, other) => {
        expect(verdict(one, other)).toBe(native(one, other));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['(?=a)', 'regex-unsafe'],
    ['(?!a)', 'regex-unsafe'],
    ['(?<=a)b', 'regex-unsafe'],
    ['(?<!a)b', 'regex-unsafe'],
    ['(a)\\1', 'regex-unsafe'],
    ['(?<n>a)\\k<n>', 'regex-unsafe'],
    ['\\p{Emoji}', 'regex-unsafe'],
    ['a'.repeat(2001), 'regex-unsafe'],
    ['(', 'regex-invalid'],
    [')', 'regex-invalid'],
    ['[a', 'regex-invalid'],
    ['[b-a]', 'regex-invalid'],
    ['a**', 'regex-invalid'],
    ['a++', 'regex-invalid'],
    ['*a', 'regex-invalid'],
    ['\\', 'regex-invalid'],
    ['(?i)a', 'regex-invalid'],
    ['(?P<n>a)', 'regex-invalid'],
    ['\\Aa\\z', 'regex-invalid'],
    ['\\Qa\\E', 'regex-invalid'],
    ['\\u{110000}', 'regex-invalid'],
    ['\\x1', 'regex-invalid'],
    ['\\u12', 'regex-invalid'],
    ['\\07', 'regex-invalid'],
    ['\\c1', 'regex-invalid'],
    ['\\pL', 'regex-invalid'],
    ['a{1001}', 'regex-unsafe'],
    ['(a{100}){100}', 'regex-unsafe'],
    ['a{2,1}', 'regex-invalid'],
    ['\\p{Script=Klingon}', 'regex-invalid'],
  ])('is refused for %s', (pattern, code) => {
    expect(verdict(pattern, 'a')).toBe(code);
  });

  it('reads what ECMAScript allows only without the u flag, where it can mean one thing only', () => {
    expect(verdict('^\\d{3}\\-\\d{4}$', '555-1234')).toBe(true);
    expect(verdict('^[\\w-.]+$', 'a-b.c')).toBe(true);
    expect(verdict('^{a}$', '{a}')).toBe(true);
    expect(verdict('^a{,2}$', 'a{,2}')).toBe(true);
    expect(verdict('^(?i:ab)$', 'AB')).toBe(true);
  });

  it('knows no POSIX classes, which ECMAScript does not know either', () => {
    expect(verdict('^[[:alpha:]]$', 'b')).toBe(false);
    expect(verdict('^[[:alpha:]]$', 'a]')).toBe(true);
  });
});
