import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { MockBinStore } from './mock-bin-store.js';
import { startMockBin, type MockBin } from './start-mock-bin.js';

let bin: MockBin;

beforeEach(async () => {
  bin = await startMockBin({ now: () => 0 });
});

afterEach(() => bin.close());

interface Call {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

interface Answer {
  readonly status: number;
  readonly headers: object;
  readonly body: unknown;
}

/** `node:http`, because `fetch` sets the host header itself. */
async function send(path: string, { method = 'GET', headers = {}, body }: Call = {}): Promise<Answer> {
  const request = httpRequest(bin.url + path, { method, headers, agent: false }).end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode ?? 0, headers: response.headers, body: JSON.parse(text) };
}

function post(path: string, value: unknown, headers: Record<string, string> = {}) {
  const body = JSON.stringify(value);
  return send(path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}

describe('the mock bin server', () => {
  it('listens on loopback, at a free port', () => {
    expect(bin.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('stores a payload and answers its listing id', async () => {
    const answer = await post('/items', { title: 'Tile' });
    expect(answer).toEqual({
      status: 201,
      headers: { 'content-type': 'application/json', connection: 'close', 'transfer-encoding': 'chunked' },
      body: { listing_id: bin.entries()[0]?.listing_id, status: 'accepted', index: 0 },
    });
  });

  it('lists bins and entries, and empties a bin', async () => {
    await post('/items', 1);
    await post('/items/', 2);
    expect((await send('/')).body).toEqual({ bins: [{ bin: 'items', entries: 2 }] });
    expect((await send('/items?x=1')).body).toEqual({ bin: 'items', entries: bin.entries() });
    expect((await send('/items', { method: 'DELETE' })).body).toEqual({ bin: 'items', removed: 2 });
    expect((await send('/items')).body).toEqual({ bin: 'items', entries: [] });
  });

  it('stores the same idempotency key once', async () => {
    const first = await post('/items', { n: 1 }, { 'idempotency-key': 'k' });
    const second = await post('/items', { n: 2 }, { 'idempotency-key': 'k' });
    expect([second.status, second.body, bin.entries().length]).toEqual([201, first.body, 1]);
  });

  it.each<[string, string, Call, number, string]>([
    ['a name that no bin has', '/No%20Bin', {}, 404, 'not-found'],
    ['a path in a bin', '/items/1', {}, 404, 'not-found'],
    ['a method that no bin takes', '/items', { method: 'PUT' }, 405, 'method-not-allowed'],
    ['a post to no bin', '/', { method: 'POST' }, 405, 'method-not-allowed'],
    [
      'text',
      '/items',
      { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' },
      415,
      'unsupported-media-type',
    ],
    ['no content type', '/items', { method: 'POST', body: '{}' }, 415, 'unsupported-media-type'],
    ['bad JSON', '/items', json('{"a":'), 400, 'malformed-json'],
    ['no body', '/items', json(''), 400, 'malformed-json'],
    ['what is no UTF-8', '/items', json(Buffer.from([0x22, 0xff, 0x22])), 400, 'malformed-json'],
    ['very deep JSON', '/items', json('['.repeat(100_000) + ']'.repeat(100_000)), 400, 'malformed-json'],
    ['a number that would change', '/items', json('{"id":12345678901234567890}'), 400, 'malformed-json'],
    ['an empty key', '/items', json('1', { 'idempotency-key': '' }), 400, 'malformed-request'],
    ['a very long key', '/items', json('1', { 'idempotency-key': 'k'.repeat(256) }), 400, 'malformed-request'],
    ['too large a payload', '/items', json(`"${'x'.repeat(1024 * 1024)}"`), 413, 'body-too-large'],
    ['another host name', '/items', { headers: { host: 'evil.example' } }, 421, 'not-found'],
  ])('refuses %s', async (_why, path, call, status, code) => {
    const answer = await send(path, call);
    expect(answer).toMatchObject({
      status,
      headers: { 'content-type': 'application/problem+json' },
      body: { status, code },
    });
    expect(bin.entries()).toEqual([]);
  });

  it('says which methods there are', async () => {
    expect((await send('/items', { method: 'PUT' })).headers).toMatchObject({ allow: 'GET, POST, DELETE' });
  });

  it('takes a payload of exactly one MiB', async () => {
    expect((await post('/items', 'x'.repeat(1024 * 1024 - 2))).status).toBe(201);
  });

  it('survives a client that goes away in the middle of a payload', async () => {
    const socket = connect(Number(new URL(bin.url).port), '127.0.0.1');
    const head =
      'POST /items HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{';
    await new Promise((resolve) => socket.write(head, resolve));
    socket.destroy();
    expect((await post('/items', 1)).status).toBe(201);
  });

  it('keeps the bins of several owners apart, where its paths say whose they are', async () => {
    const [a, b] = [new MockBinStore(), new MockBinStore()];
    const stores = new Map([
      ['a', a],
      ['b', b],
    ]);
    const shared = await startMockBin({
      now: () => 0,
      route: (path) => {
        const [, owner = '', rest = '/'] = /^\/([^/]+)(\/.*)?$/.exec(path) ?? [];
        const store = stores.get(owner);
        return store && { store, path: rest };
      },
    });
    const post = (path: string) =>
      fetch(shared.url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '1' });
    const statuses = [await post('/a/items'), await post('/b/orders'), await post('/c/items'), await post('/items')];
    await shared.close();
    expect(statuses.map(({ status }) => status)).toEqual([201, 201, 404, 404]);
    expect([a.bins(), b.bins()]).toEqual([[{ bin: 'items', entries: 1 }], [{ bin: 'orders', entries: 1 }]]);
  });

  it('frees its port when it is closed', async () => {
    const other = await startMockBin();
    const port = Number(new URL(other.url).port);
    await other.close();
    const again = await startMockBin({ port });
    expect(again.url).toBe(other.url);
    await expect(startMockBin({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await again.close();
  });
});

function json(body: string | Buffer, headers: Record<string, string> = {}): Call {
  return { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
}
