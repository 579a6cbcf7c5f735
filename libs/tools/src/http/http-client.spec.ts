import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { FailureError } from '@ice/core';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { standaloneContext } from '../run-tool.js';
import { HttpClient, type HttpCall, type HttpContext, type HttpToolOptions } from './http-client.js';
import { startLoopbackServer, type LoopbackServer } from './loopback-server.js';
import type { HttpMethod } from './hop.js';
import type { HttpAnswer } from './receive.js';

type Route = (response: ServerResponse) => void;

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A server with a memory of what it was sent. */
class Site {
  readonly seen: Seen[] = [];
  connections = 0;
  /** Resolves when the connection of the newest request is closed. */
  closed: Promise<unknown> = Promise.resolve();
  server!: LoopbackServer;

  constructor(private readonly routes: Readonly<Record<string, Route>>) {}

  async start(): Promise<void> {
    this.server = await startLoopbackServer((request, response) => void this.#serve(request, response));
    this.server.server.on('connection', () => (this.connections += 1));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.closed = new Promise((resolve) => request.socket.once('close', resolve));
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { method, url, headers } = request;
    this.seen.push({ method, url, headers, body });
    this.routes[(url ?? '').split('?')[0] ?? '']?.(response);
  }
}

function answers(value: object): Route {
  return (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function redirects(status: number, location: string | (() => string)): Route {
  return (response) => {
    response.writeHead(status, { location: typeof location === 'string' ? location : location() }).end('moved');
  };
}

const other = new Site({ '/': answers({ reached: 'other' }) });

const shop = new Site({
  '/json': answers({ name: 'Tile' }),
  '/redirect-301': redirects(301, '/json'),
  '/redirect-302': redirects(302, '/json'),
  '/redirect-303': redirects(303, '/json'),
  '/redirect-307': redirects(307, '/json'),
  '/redirect-308': redirects(308, '/json'),
  '/hop4': redirects(302, '/hop3'),
  '/hop3': redirects(302, '/hop2'),
  '/hop2': redirects(302, '/hop1?x=1'),
  '/hop1': redirects(302, '/json'),
  '/loop': redirects(302, '/loop'),
  '/to-other': redirects(307, () => `${other.server.origin}/`),
  '/to-file': redirects(302, 'file:///etc/passwd'),
  '/to-inside': redirects(302, 'http://169.254.169.254/latest/meta-data/'),
  '/to-mock': redirects(302, 'mock://bin/items'),
  '/to-nonsense': redirects(302, 'http://'),
  '/to-userinfo': redirects(302, 'http://user:pw@example.com/'),
  '/nowhere': (response) => response.writeHead(302).end(),
  '/silent': () => undefined,
  '/stalls': (response) => response.writeHead(200, { 'content-type': 'text/plain' }).write('beginning'),
  '/reset': (response) => response.socket?.resetAndDestroy(),
  '/hang-up': (response) => response.socket?.destroy(),
});

beforeAll(() => Promise.all([shop.start(), other.start()]));
afterAll(() => Promise.all([shop.server.close(), other.server.close()]));
afterEach(() => void (shop.seen.length = other.seen.length = 0));

type Args = { readonly url: string } & Partial<HttpCall>;

function call(args: Args, options: HttpToolOptions = {}, context: Partial<HttpContext> = {}): Promise<HttpAnswer> {
  const client = new HttpClient({ allow: [shop.server.host, other.server.host], ...options });
  const defaults = { method: 'GET', headers: {}, body: null, timeoutMs: 30_000, acceptStatus: [] } as const;
  const url = args.url.replace(/^\//, `${shop.server.origin}/`);
  return client.send({ ...defaults, ...args, url }, standaloneContext({ idempotencyKey: 'key-1', ...context }));
}

async function failureOf(running: Promise<unknown>): Promise<unknown> {
  return running.then(
    (value) => ({ value }),
    (error: unknown) => (error instanceof FailureError ? error.failure : { fault: error }),
  );
}

describe('a redirect', () => {
  it('is followed three times', async () => {
    expect(await call({ url: '/hop3' })).toMatchObject({ status: 200, body: { name: 'Tile' } });
    expect(shop.seen.map(({ url }) => url)).toEqual(['/hop3', '/hop2', '/hop1?x=1', '/json']);
  });

  it.each(['/hop4', '/loop'])('is not followed a fourth time: %s', async (url) => {
    expect(await failureOf(call({ url }))).toMatchObject({ code: 'too-many-redirects', retryable: false });
    expect(shop.seen).toHaveLength(4);
  });

  it.each<[number, HttpMethod, string, boolean]>([
    [301, 'POST', 'GET', false],
    [302, 'POST', 'GET', false],
    [303, 'POST', 'GET', false],
    [303, 'PUT', 'GET', false],
    [303, 'HEAD', 'HEAD', false],
    [301, 'PUT', 'PUT', true],
    [307, 'POST', 'POST', true],
    [308, 'PATCH', 'PATCH', true],
  ])('%i of %s is followed by %s', async (status, method, then, keepsBody) => {
    await call({ url: `/redirect-${status}`, method, ...(method !== 'HEAD' && { body: 'text' }) });
    const { headers, ...second } = shop.seen[1] as Seen;
    expect(second).toEqual({ method: then, url: '/json', body: keepsBody ? 'text' : '' });
    expect(headers['idempotency-key']).toBe(keepsBody ? 'key-1' : undefined);
  });

  it('to another origin leaves every credential behind', async () => {
    const headers = { authorization: 'Bearer k', cookie: 'a=1', 'x-api-key': 'k', accept: 'text/plain' };
    expect(await call({ url: '/to-other', method: 'POST', body: 'text', headers })).toMatchObject({
      body: { reached: 'other' },
    });
    const [seen] = other.seen;
    expect(Object.keys(seen?.headers ?? {}).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'content-length',
      'content-type',
      'host',
      'user-agent',
    ]);
    expect(seen?.body).toBe('text');
  });

  it('to the same origin keeps them', async () => {
    await call({ url: '/hop1', headers: { authorization: 'Bearer k' } });
    expect(shop.seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer k', 'Bearer k']);
  });

  it.each(['/to-file', '/to-inside', '/to-mock', '/to-nonsense', '/to-userinfo'])('is judged anew: %s', async (url) => {
    const mockBinUrl = (): string => other.server.origin;
    expect(await failureOf(call({ url }, { mockBinUrl }))).toMatchObject({ code: 'url-not-allowed' });
    expect([shop.seen.length, other.seen.length]).toEqual([1, 0]);
  });

  it('to what is not in the allow list opens no connection', async () => {
    const before = other.connections;
    const url = '/to-other';
    expect(await failureOf(call({ url }, { allow: [shop.server.host] }))).toMatchObject({
      code: 'url-not-allowed',
    });
    expect(other.connections).toBe(before);
  });

  it('without a place is an answer, and so is one that is asked for', async () => {
    expect(await call({ url: '/nowhere' })).toMatchObject({ status: 302 });
    expect(await call({ url: '/hop1', acceptStatus: [302] })).toMatchObject({
      status: 302,
      headers: { location: '/json' },
    });
  });
});

describe('a server', () => {
  it.each(['/silent', '/stalls'])('that takes too long fails, and its connection is closed: %s', async (url) => {
    expect(await failureOf(call({ url, timeoutMs: 50 }))).toEqual({
      code: 'timeout',
      message: `${shop.server.origin}${url} did not answer in full within 50 ms.`,
      retryable: true,
      evidence: { url: `${shop.server.origin}${url}`, timeout_ms: 50 },
    });
    await shop.closed;
  });

  it.each(['/silent', '/stalls'])('is left when the attempt is cancelled: %s', async (url) => {
    const controller = new AbortController();
    const running = failureOf(call({ url }, {}, { signal: controller.signal }));
    while (shop.seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const reason = new Error('cancelled');
    controller.abort(reason);
    expect(await running).toEqual({ fault: reason });
    await shop.closed;
  });

  it('is not called when the attempt is cancelled already', async () => {
    const running = call({ url: '/json' }, {}, { signal: AbortSignal.abort(new Error('cancelled')) });
    await expect(running).rejects.toThrow('cancelled');
    expect(shop.seen).toEqual([]);
  });

  it.each(['/reset', '/hang-up'])('that hangs up is unreachable, and may be tried again: %s', async (url) => {
    expect(await failureOf(call({ url, method: 'POST' }))).toMatchObject({
      code: 'http-unreachable',
      retryable: true,
      evidence: { url: `${shop.server.origin}${url}`, cause: expect.stringMatching(/^(UND_ERR_SOCKET|ECONNRESET)$/) },
    });
  });

  it('that is not there is unreachable', async () => {
    const { origin, host, close } = await startLoopbackServer(() => undefined);
    await close();
    expect(await failureOf(call({ url: `${origin}/x?key=s3cret` }, { allow: [host] }))).toEqual({
      code: 'http-unreachable',
      message: `${origin}/x could not be reached: ECONNREFUSED.`,
      retryable: true,
      evidence: { url: `${origin}/x`, cause: 'ECONNREFUSED' },
    });
  });

  it('whose name is unknown is unreachable', async () => {
    const resolveName: HttpToolOptions['resolveName'] = (_name, _options, callback) =>
      callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), []);
    expect(await failureOf(call({ url: 'https://shop.example/' }, { resolveName }))).toMatchObject({
      code: 'http-unreachable',
      retryable: true,
      evidence: { cause: 'ENOTFOUND' },
    });
  });
});
