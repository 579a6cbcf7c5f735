/** The formats, and that each is judged in linear time. */
import { describe, expect, it } from '@jest/globals';
import { compileSchema } from './value-checker.js';

/** Texts that fit, texts that do not. */
const FORMATS: readonly (readonly [format: string, good: readonly string[], bad: readonly string[]])[] = [
  ['date', ['2024-02-29'], ['2023-02-29', '2024-2-9', '']],
  ['time', ['12:00:00Z', '23:59:60Z', '12:00:00.5+01:00'], ['24:00:00Z', '12:00:00', '12:00']],
  ['date-time', ['2024-01-01T00:00:00Z', '2024-01-01t00:00:00.123z'], ['2024-01-01', '2024-01-01T00:00:00']],
  ['duration', ['P1Y', 'P1Y2M3D', 'PT1H', 'P1DT2H3M4S', 'P2W'], ['P', 'PT', 'P1YT', 'P1S', '1Y', 'P1D2W', 'PT1D']],
  ['email', ['a@b.co', 'a.b+c@sub.example.org'], ['a', 'a@', '@b.co', 'a@b', 'a b@c.de']],
  [
    'hostname',
    ['localhost', 'a-b.example.org.', 'x'.repeat(63)],
    ['-a', 'a..b', 'a_b', 'x'.repeat(64), `${'a.'.repeat(127)}a`],
  ],
  ['ipv4', ['127.0.0.1', '255.255.255.255'], ['256.0.0.1', '127.1', '01.0.0.1']],
  ['ipv6', ['::1', '2001:db8::ff00:42:8329', '::ffff:1.2.3.4'], [':::', '1::2::3', '12345::']],
  ['uri', ['https://example.com/a?b#c', 'mailto:a@b.co', 'urn:isbn:1'], ['/a', 'a', 'http://a b', '']],
  ['uri-reference', ['/a', 'a', '#b', 'https://example.com'], ['a b', '\\\\a\\b']],
  ['uri-template', ['https://example.com/{id}', '/a{?b,c*}'], ['/{', '/{a b}']],
  ['url', ['https://example.com', 'ftp://a.b/c'], ['file:///etc/passwd', 'https://', 'example.com']],
  ['uuid', ['123e4567-e89b-12d3-a456-426614174000'], ['123e4567e89b12d3a456426614174000', '']],
  ['json-pointer', ['', '/a/~0b~1'], ['a', '/~2']],
  ['relative-json-pointer', ['0', '1/a', '2#'], ['-1', '01', '/a']],
  ['regex', ['^a+$', '(?=a)'], ['(', '[b-a]']],
  ['byte', ['', 'YWI=', 'YWJj'], ['YWI', 'a b=', '=']],
];

describe('a format', () => {
  it.each(FORMATS)('%s takes %j and not %j', (format, good, bad) => {
    const check = compileSchema({ format });

    expect(good.filter((text) => check(text).length > 0)).toEqual([]);
    expect(bad.filter((text) => check(text).length === 0)).toEqual([]);
  });

  it.each([
    ['int32', 2 ** 31 - 1, 2 ** 31],
    ['int64', 1, 1.5],
  ])('%s takes %d and not %d', (format, good, bad) => {
    const check = compileSchema({ format });

    expect([check(good).length, check(bad).length]).toEqual([0, 1]);
  });

  it.each(FORMATS.map(([format]) => format).filter((format) => !/^(?:regex|json-pointer)$/.test(format)))(
    '%s comes to an end with any long text',
    (format) => {
      const check = compileSchema({ format });
      const texts = ['a', '0', ':', '/', '-', '%41', 'a.', '1:', '{a}', '~0', '9'].map((part) => part.repeat(20_000));

      expect(texts.map((text) => check(`${text}!\n`).length)).toEqual(texts.map(() => 1));
    },
  );

  it('that takes almost any text comes to an end with a long one', () => {
    expect(compileSchema({ format: 'json-pointer' })('/~0'.repeat(50_000))).toEqual([]);
    expect(compileSchema({ format: 'regex' })('('.repeat(100_000))).toHaveLength(0);
  });
});
