import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '@ice/core';
import { parseAnswer } from './parse-answer.js';

const url = new URL('https://example.com/items?key=s3cret');

function parse(bytes: Buffer | string, type?: string): JsonValue {
  return parseAnswer(Buffer.from(bytes as string), type, url);
}

describe('the body of an answer', () => {
  it.each<[string, Buffer | string, string | undefined, JsonValue]>([
    ['JSON', '{"a":[1,null]}', 'application/json; charset=utf-8', { a: [1, null] }],
    ['JSON with a mark', '\ufeff{"a":1}', 'application/json', { a: 1 }],
    ['JSON of a family', '{"a":1}', 'application/problem+json', { a: 1 }],
    ['a text', 'hello', 'text/plain', 'hello'],
    ['a text without a type', 'hello', undefined, 'hello'],
    ['JSON that calls itself text', '{"a":1}', 'text/plain', '{"a":1}'],
    ['a text in Latin 1', Buffer.from('caf\xe9', 'latin1'), 'text/html; charset="ISO-8859-1"', 'café'],
    ['XML', '<a/>', 'application/xml', '<a/>'],
    ['XML of a family', '<a/>', 'image/svg+xml', '<a/>'],
    ['bytes', Buffer.from([0, 255]), 'image/png', { base64: 'AP8=' }],
    ['nothing', '', 'application/json', null],
    ['nothing of no type', '', undefined, null],
  ])('is %s', (_why, bytes, type, value) => {
    expect(parse(bytes as string, type)).toEqual(value);
  });

  it.each<[string, Buffer | string, string, string]>([
    ['JSON that is none', '{"a":', 'application/json', 'says that it is JSON and is not'],
    [
      'JSON in UTF-16',
      Buffer.from('{"a":1}\u00e9', 'utf16le'),
      'application/json',
      'is no text in the charset "utf-8"',
    ],
    ['very deep JSON', '['.repeat(100_000) + ']'.repeat(100_000), 'application/json', 'cannot be taken over: /0/0/0'],
    [
      'a number that would change',
      '{"id":12345678901234567890}',
      'application/json',
      '/id is a number beyond ±(2^53 − 1)',
    ],
    ['a number that is none', '{"a":[1,1e999]}', 'application/json', '/a/1 is a number beyond ±(2^53 − 1)'],
    ['a prototype', '{"a":{"__proto__":{"x":1}}}', 'application/json', '/a/__proto__ is a key that is not allowed'],
    ['a text in another charset', Buffer.from('caf\xe9', 'latin1'), 'text/plain', 'is no text in the charset "utf-8"'],
    ['an unknown charset', 'x', 'text/plain; charset=klingon', 'is no text in the charset "klingon"'],
  ])('cannot be %s', (_why, bytes, type, problem) => {
    expect(() => parse(bytes as string, type)).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(`The answer of https://example.com/items `),
        failure: expect.objectContaining({
          code: 'upstream-invalid',
          retryable: false,
          message: expect.stringContaining(problem),
          evidence: { url: 'https://example.com/items' },
        }),
      }),
    );
  });
});
