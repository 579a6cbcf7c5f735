import { describe, expect, it } from '@jest/globals';
import { HttpClient } from './http-client.js';
import { judgeLiteralHeaders, judgeLiteralUrl } from './judge-literal-call.js';

const client = new HttpClient({ allow: ['127.0.0.1:8080'], mockBinUrl: () => 'http://127.0.0.1:3456' });

describe('a URL that is written out', () => {
  it.each(['https://example.com/x', 'http://127.0.0.1:8080/x', 'mock://bin/items'])('may be %s', (url) => {
    expect(judgeLiteralUrl(client, url, '/url')).toEqual([]);
  });

  it('is refused at its place by the rules of the client, without its secrets', () => {
    expect(judgeLiteralUrl(client, 'http://user:pw@127.0.0.1/path?key=s3cret', '/url')).toEqual([
      {
        code: 'url-not-allowed',
        pointer: '/url',
        message: 'http://127.0.0.1/path may not be opened: it holds a user name or password',
      },
    ]);
  });

  it('is refused as plain http where only https is wanted', () => {
    const problems = judgeLiteralUrl(client, 'http://example.com/', '/endpoint_url', { httpsOnly: true });

    expect(problems.map(({ pointer, message }) => [pointer, message])).toEqual([
      ['/endpoint_url', 'http://example.com/ may not be opened: it must be https'],
    ]);
  });

  it('is the mock bin only where there is one', () => {
    const problems = judgeLiteralUrl(new HttpClient({}), 'mock://bin/items', '/url');

    expect(problems.map(({ message }) => message)).toEqual([
      'mock://bin/items may not be opened: mock://bin exists in test mode only (ICE_TEST_MODE=1)',
    ]);
  });

  it.each([undefined, null, 7, ['http://127.0.0.1/'], {}])('is not %j', (url) => {
    expect(judgeLiteralUrl(client, url, '/url')).toEqual([]);
  });
});

describe('headers that are written out', () => {
  it('are refused each at its own place, and their values are never told', () => {
    const headers = { Host: 'evil', 'x-a': 's3cret\r\nb: c', 'a/b': '1', accept: 'text/plain', Accept: '*/*' };

    expect(judgeLiteralHeaders(headers, '/headers')).toEqual([
      {
        code: 'header-not-allowed',
        pointer: '/headers/Host',
        message: 'the header "Host" is set by the client itself',
      },
      {
        code: 'header-not-allowed',
        pointer: '/headers/x-a',
        message: 'the header "x-a" has a line end or NUL in its value',
      },
      {
        code: 'header-not-allowed',
        pointer: '/headers/a~1b',
        message: 'the header "a/b" has a name that HTTP does not allow',
      },
      { code: 'header-not-allowed', pointer: '/headers/Accept', message: 'the header "Accept" is given twice' },
    ]);
  });

  it.each([undefined, null, 'x', ['host']])('are not %j', (headers) => {
    expect(judgeLiteralHeaders(headers, '/headers')).toEqual([]);
  });
});
