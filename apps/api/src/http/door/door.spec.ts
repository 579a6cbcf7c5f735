import { describe, expect, it } from '@jest/globals';
import { checkHost } from './check-host.js';
import { checkOrigin } from './check-origin.js';

const host = '127.0.0.1:8000';

describe('the host that a request names', () => {
  it.each(['localhost', 'LOCALHOST:8000', '127.0.0.1', '127.8.9.10:1', '[::1]:8000', undefined])(
    'may be %s',
    (name) => {
      expect(checkHost({ host: name }, [])).toBeNull();
    },
  );

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.1', '[::2]', ''])(
    'may not be %j',
    (name) => {
      expect(checkHost({ host: name }, [])?.code).toBe('host-not-allowed');
    },
  );

  it('may be one that the operator allows, with any port or with one', () => {
    expect(checkHost({ host: 'Ice.Example:8443' }, ['ice.example'])).toBeNull();
    expect(checkHost({ host: 'ice.example:8443' }, ['ice.example:8443'])).toBeNull();
    expect(checkHost({ host: 'ice.example:9' }, ['ice.example:8443'])?.code).toBe('host-not-allowed');
  });
});

describe('the page that a change comes from', () => {
  it.each([
    [{}, []],
    [{ origin: `http://${host}` }, []],
    [{ origin: 'https://studio.example' }, ['https://studio.example']],
    [{ 'sec-fetch-site': 'same-origin' }, []],
    [{ 'sec-fetch-site': 'none' }, []],
  ])('may be none, our own, or an allowed one: %j', (headers, allowed) => {
    expect(checkOrigin({ host, ...headers }, allowed)).toBeNull();
  });

  it.each([
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: `http://${host}.evil.example` },
    { origin: 'http://127.0.0.1:8001' },
    { origin: '' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('may be no other one: %j', (headers) => {
    expect(checkOrigin({ host, ...headers }, ['https://studio.example'])?.code).toBe('origin-not-allowed');
  });
});
