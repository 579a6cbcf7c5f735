import { describe, expect, it } from '@jest/globals';
import { checkHeaders, headersForOtherOrigin } from './header-policy.js';

describe('request headers', () => {
  it('are sent with lower-case names and trimmed values', () => {
    expect(checkHeaders({ 'X-Api-Key': ' k ', Accept: 'text/plain', 'X-Count': 3, 'x-latin': 'é' })).toEqual({
      'x-api-key': 'k',
      accept: 'text/plain',
      'x-count': '3',
      'x-latin': 'é',
    });
  });

  it.each<[string, Record<string, string>]>([
    ['a line end in the value', { 'x-a': 'a\r\nb: c' }],
    ['a lone line feed in the value', { 'x-a': 'a\nb' }],
    ['a NUL in the value', { 'x-a': 'a\0b' }],
    ['a control character in the value', { 'x-a': 'a\x01b' }],
    ['a character beyond Latin 1 in the value', { 'x-a': '漢' }],
    ['a space in the name', { ' x': '1' }],
    ['a colon in the name', { 'x:y': '1' }],
    ['a line end in the name', { 'x\r\ny': '1' }],
    ['an empty name', { '': '1' }],
    ['a very long name', { ['x'.repeat(257)]: '1' }],
    ['a name that is given twice', { 'x-a': '1', 'X-A': '2' }],
    ['the host', { Host: 'evil' }],
    ['the length', { 'Content-Length': '5' }],
    ['the length twice', { 'content-length': '5', 'Content-Length': '6' }],
    ['the transfer encoding', { 'Transfer-Encoding': 'chunked' }],
    ['the connection', { Connection: 'x-a' }],
    ['an upgrade', { Upgrade: 'h2c' }],
    ['HTTP/2 settings', { 'HTTP2-Settings': 'AAA' }],
    ['keep-alive', { 'Keep-Alive': 'timeout=5' }],
    ['trailers', { TE: 'trailers' }],
    ['a trailer', { Trailer: 'x-a' }],
    ['an expectation', { Expect: '100-continue' }],
    ['credentials of a proxy', { 'Proxy-Authorization': 'Basic x' }],
    ['the key of every prototype', JSON.parse('{"__proto__": "x"}') as Record<string, string>],
  ])('are refused with %s', (_why, headers) => {
    expect(() => checkHeaders(headers)).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'header-not-allowed', retryable: false }) }),
    );
  });

  it('never repeat a refused value, which may be a secret', () => {
    expect(() => checkHeaders({ authorization: 'Bearer s3cret\n' })).toThrow(
      'The header "authorization" has a line end or NUL in its value.',
    );
  });

  it('that could identify someone do not go to another origin', () => {
    const headers = {
      accept: 'a',
      'accept-encoding': 'b',
      'accept-language': 'c',
      authorization: 'd',
      'content-type': 'e',
      cookie: 'f',
      'idempotency-key': 'g',
      'user-agent': 'h',
      'x-api-key': 'i',
    };
    expect(Object.keys(headersForOtherOrigin(headers))).toEqual([
      'accept',
      'accept-encoding',
      'accept-language',
      'content-type',
      'user-agent',
    ]);
  });
});
