import { describe, expect, it } from '@jest/globals';
import { checkBodyType } from './check-body-type.js';

const withBody = { 'content-length': '2' };

describe('the type of a body', () => {
  it.each([
    'application/json',
    'APPLICATION/JSON',
    ' application/json',
    'application/json;charset=utf-8',
    'application/json ; charset="UTF-8"',
  ])('is JSON in UTF-8, as in %j', (type) => {
    expect(checkBodyType({ headers: { ...withBody, 'content-type': type } })).toBeNull();
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json garbage',
    'application/json\ta',
    'application/json, text/plain',
    'application/json; charset=utf-16',
    'application/json;charset=utf-8;charset=utf-7',
    'application/jsonx',
    'application/problem+json',
    '',
  ])('is nothing else, such as %j', (type) => {
    expect(checkBodyType({ headers: { ...withBody, 'content-type': type } })?.code).toBe('unsupported-media-type');
  });

  it('must be said where there is a body, however its length is told', () => {
    expect(checkBodyType({ headers: withBody })?.message).toBe('The body has no Content-Type.');
    expect(checkBodyType({ headers: { 'transfer-encoding': 'chunked' } })?.code).toBe('unsupported-media-type');
  });

  it('does not matter where there is no body', () => {
    expect(checkBodyType({ headers: { 'content-type': 'text/plain' } })).toBeNull();
    expect(checkBodyType({ headers: { 'content-type': 'text/plain', 'content-length': '0' } })).toBeNull();
  });

  it('is never compressed', () => {
    const json = { ...withBody, 'content-type': 'application/json' };

    expect(checkBodyType({ headers: { ...json, 'content-encoding': 'gzip' } })?.message).toBe(
      'Content-Encoding "gzip" is not read here.',
    );
    expect(checkBodyType({ headers: { ...json, 'content-encoding': 'identity' } })).toBeNull();
  });
});
