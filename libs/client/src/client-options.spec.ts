/** Options are judged when a client is made, and a key is never repeated. */
import { describe, expect, it } from '@jest/globals';
import { readClientOptions } from './client-options.js';

describe('options of a client', () => {
  it.each([
    ['http://127.0.0.1:8000', 'http://127.0.0.1:8000'],
    ['https://ice.example.com/', 'https://ice.example.com'],
    ['https://example.com/ice//', 'https://example.com/ice'],
  ])('the server of %s is %s', (url, read) => {
    expect(readClientOptions({ url })).toMatchObject({ url: read, apiKey: null, timeoutMs: 30_000, retries: 3 });
  });

  it.each(['127.0.0.1:8000', 'ws://127.0.0.1', 'http://user@127.0.0.1', 'http://127.0.0.1/?token=1', ''])(
    '%j is no server',
    (url) => {
      expect(() => readClientOptions({ url })).toThrow(TypeError);
    },
  );

  it.each(['', 'two words', 'ice_sk_1\n'])('%j is no key', (apiKey) => {
    expect(() => readClientOptions({ url: 'http://h', apiKey })).toThrow('apiKey is not one word of visible ASCII.');
  });

  it('false leaves sockets out, also where the platform has them', () => {
    expect(readClientOptions({ url: 'http://h', webSocket: false }).webSocket).toBe(null);
  });
});
