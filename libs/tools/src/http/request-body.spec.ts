import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '@ice/core';
import { encodeBody, isJsonType } from './request-body.js';

describe('a request body', () => {
  it.each<[JsonValue, Record<string, string>, string | null, string | undefined]>([
    [null, {}, null, undefined],
    [{ a: 1 }, {}, '{"a":1}', 'application/json'],
    [[1, 2], {}, '[1,2]', 'application/json'],
    [0, {}, '0', 'application/json'],
    [false, {}, 'false', 'application/json'],
    [{ a: 1 }, { 'content-type': 'application/vnd.api+json' }, '{"a":1}', 'application/vnd.api+json'],
    ['a text', {}, 'a text', 'text/plain; charset=utf-8'],
    ['', {}, '', 'text/plain; charset=utf-8'],
    [
      'a=1&b=2',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'a=1&b=2',
      'application/x-www-form-urlencoded',
    ],
    ['{"a":1}', { 'content-type': 'application/json' }, '{"a":1}', 'application/json'],
  ])('%p with %p', (value, headers, body, contentType) => {
    const encoded = encodeBody(value, headers);
    expect([encoded.body, encoded.headers['content-type']]).toEqual([body, contentType]);
  });

  it('that is no text goes with JSON types only', () => {
    expect(() => encodeBody({ a: 1 }, { 'content-type': 'application/x-www-form-urlencoded' })).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'tool-input-invalid' }) }),
    );
  });

  it.each([
    ['application/json', true],
    ['Application/JSON; charset=utf-8', true],
    ['application/problem+json', true],
    ['application/jsonp', false],
    ['application/x-ndjson', false],
    ['text/plain', false],
  ])('%s is a JSON type: %p', (type, expected) => {
    expect(isJsonType(type)).toBe(expected);
  });
});
