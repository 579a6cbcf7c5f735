import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { FailureError, type JsonObject, type JsonValue, type ToolContext } from '@ice/core';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { HttpClient, type HttpToolOptions } from '../http/http-client.js';
import { startLoopbackServer, type LoopbackServer } from '../http/loopback-server.js';
import { startMockBin } from '../mock-bin/start-mock-bin.js';
import { runTool } from '../run-tool.js';
import { httpRequest } from './http-request.js';

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Route = (response: ServerResponse) => void;

function sends(
  status: number,
  contentType: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): Route {
  return (response) => response.writeHead(status, { 'content-type': contentType, ...headers }).end(body);
}

/** `/status-503` and the like. */
function failing(path: string): Route {
  const status = Number(/^\/status-(\d+)$/.exec(path)?.[1]);
  return sends(status, 'text/plain', 'x'.repeat(10_000), { 'retry-after': '7' });
}

function compressed(coding: string, bytes: Buffer): Route {
  return sends(200, 'text/plain', bytes, { 'content-encoding': coding });
}

const limit = 2_000;
const twice = ['set-cookie', 'a=1', 'set-cookie', 'b=2', 'x-a', '1', 'x-a', '2'];

const routes: Readonly<Record<string, Route>> = {
  '/json': sends(200, 'application/json', '{"name":"Tile","price":375}'),
  '/text': sends(200, 'text/plain', 'plain'),
  '/empty': (response) => response.writeHead(204).end(),
  '/twice': (response) => response.writeHead(200, twice).end(),
  '/bad-json': sends(200, 'application/json', '{"a":'),
  '/missing': sends(404, 'application/json', '{"error":"none"}'),
  '/gzip': compressed('gzip', gzipSync('small')),
  '/deflate': compressed('deflate', deflateSync('small')),
  '/br': compressed('br', brotliCompressSync('small')),
  '/zstd': compressed('zstd', Buffer.from('x')),
  '/bad-gzip': compressed('gzip', Buffer.from('this is not gzip at all')),
  '/bomb': compressed('gzip', gzipSync(Buffer.alloc(10_000_000))),
  '/exact': sends(200, 'text/plain', 'x'.repeat(limit)),
  '/announced': (response) => response.writeHead(200, { 'content-length': String(limit + 1) }).write('x'),
  '/endless': (response) => {
    const write = (): void => void (response.destroyed || response.write('x'.repeat(1_000), write));
    write();
  },
};

let upstream: LoopbackServer;
let connections = 0;
let closed: Promise<unknown>;
const seen: Seen[] = [];

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  closed = new Promise((resolve) => request.socket.once('close', resolve));
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const { method, url, headers } = request;
  seen.push({ method, url, headers, body });
  response.sendDate = false;
  const [path = ''] = (url ?? '').split('?');
  (routes[path] ?? failing(path))(response);
}

beforeAll(async () => {
  upstream = await startLoopbackServer((request, response) => void serve(request, response));
  upstream.server.on('connection', () => (connections += 1));
});

afterAll(() => upstream.close());

afterEach(() => void (seen.length = 0));

function call(args: JsonObject, options: HttpToolOptions = {}, context: Partial<ToolContext> = {}): Promise<JsonValue> {
  const url = (args['url'] as string).replace(/^\//, `${upstream.origin}/`);
  const tool = httpRequest(new HttpClient({ allow: [upstream.host], maxAnswerBytes: limit, ...options }));
  return runTool(tool, { ...args, url }, { idempotencyKey: 'key-1', now: () => 0, ...context });
}

async function failureOf(running: Promise<unknown>): Promise<unknown> {
  return running.then(
    (value) => ({ value }),
    (error: unknown) => (error instanceof FailureError ? error.failure : { fault: error }),
  );
}

describe('an answer', () => {
  it('is parsed when it is JSON', async () => {
    expect(await call({ url: '/json' })).toEqual({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: { name: 'Tile', price: 375 },
    });
  });

  it.each([
    ['/text', 'plain'],
    ['/empty', null],
    ['/gzip', 'small'],
    ['/deflate', 'small'],
    ['/br', 'small'],
    ['/exact', 'x'.repeat(limit)],
  ])('of %s is %p', async (url, body) => {
    expect(await call({ url })).toMatchObject({ body });
  });

  it('has one text for each header, and cookies line by line', async () => {
    expect(await call({ url: '/twice' })).toEqual({
      status: 200,
      headers: { 'set-cookie': 'a=1\nb=2', 'x-a': '1, 2' },
      body: null,
    });
  });

  it('of HEAD has no body', async () => {
    expect(await call({ url: '/json', method: 'HEAD' })).toMatchObject({ status: 200, body: null });
  });

  it.each(['/bad-json', '/zstd', '/bad-gzip'])('that cannot be read fails: %s', async (url) => {
    expect(await failureOf(call({ url }))).toMatchObject({ code: 'upstream-invalid', retryable: false });
  });

  it.each(['/announced', '/endless'])('that is too large fails, and its connection is closed: %s', async (url) => {
    expect(await failureOf(call({ url }))).toEqual({
      code: 'http-answer-too-large',
      message: `The answer of ${upstream.origin}${url} has more than ${limit} bytes.`,
      retryable: false,
      evidence: { url: `${upstream.origin}${url}`, max_bytes: limit },
    });
    await closed;
  });

  it('is measured after decompression', async () => {
    expect(await failureOf(call({ url: '/bomb' }))).toMatchObject({ code: 'http-answer-too-large' });
  });
});

describe('a request', () => {
  it('carries JSON, the key of the node run, and no more than it should', async () => {
    await call({
      url: '/json?a=1#part',
      method: 'POST',
      body: { title: 'Tile', tags: ['x'] },
      headers: { 'X-Api-Key': 'k' },
    });
    expect(seen).toEqual([
      {
        method: 'POST',
        url: '/json?a=1',
        headers: {
          host: upstream.host,
          connection: 'keep-alive',
          accept: 'application/json, */*;q=0.5',
          'accept-encoding': 'gzip, deflate, br',
          'content-length': '29',
          'content-type': 'application/json',
          'idempotency-key': 'key-1',
          'user-agent': 'iceos',
          'x-api-key': 'k',
        },
        body: '{"title":"Tile","tags":["x"]}',
      },
    ]);
  });

  it.each([
    ['GET', undefined],
    ['HEAD', undefined],
    ['POST', 'key-1'],
    ['PUT', 'key-1'],
    ['PATCH', 'key-1'],
    ['DELETE', 'key-1'],
  ])('by %s has the idempotency key %p', async (method, key) => {
    await call({ url: '/json', method });
    expect(seen.map(({ method, headers }) => [method, headers['idempotency-key']])).toEqual([[method, key]]);
  });

  it('keeps an idempotency key that the blueprint gives', async () => {
    await call({ url: '/json', method: 'POST', headers: { 'Idempotency-Key': 'own' } });
    expect(seen[0]?.headers['idempotency-key']).toBe('own');
  });

  it.each<[string, JsonObject, string]>([
    ['a body with GET', { body: { a: 1 } }, 'tool-input-invalid'],
    ['a method that is none of the six', { method: 'TRACE' }, 'tool-input-invalid'],
    ['a method with a line end', { method: 'GET\r\n' }, 'tool-input-invalid'],
    ['more time than there is', { timeout_s: 31 }, 'tool-input-invalid'],
    ['no time at all', { timeout_s: 0 }, 'tool-input-invalid'],
    ['an unknown argument', { timeout_ms: 10 }, 'tool-input-invalid'],
    ['a status that is none', { accept_status: [42] }, 'tool-input-invalid'],
    ['a smuggled header', { headers: { 'x-a': 'a\r\nb: c' } }, 'header-not-allowed'],
    ['a host of its own', { headers: { host: 'evil' } }, 'header-not-allowed'],
  ])('with %s is never sent', async (_why, args, code) => {
    expect(await failureOf(call({ url: '/json', ...args }))).toMatchObject({ code });
    expect(seen).toEqual([]);
  });

  it('to an address inside the network opens no connection unless the operator allows it', async () => {
    const before = connections;
    expect(await failureOf(call({ url: '/json' }, { allow: [] }))).toMatchObject({
      code: 'url-not-allowed',
      retryable: false,
      message: expect.stringContaining('ICE_HTTP_TOOL_ALLOW'),
    });
    expect(connections).toBe(before);
  });

  it('to a name that leads inside opens no connection', async () => {
    const before = connections;
    const url = upstream.origin.replace('127.0.0.1', 'shop.example');
    const resolveName: HttpToolOptions['resolveName'] = (_name, _options, callback) =>
      callback(null, [{ address: '127.0.0.1', family: 4 }]);
    expect(await failureOf(call({ url }, { resolveName }))).toMatchObject({ code: 'url-not-allowed' });
    expect(connections).toBe(before);
  });
});

describe('a status', () => {
  it.each([408, 429, 500, 503])('%i fails and may be tried again when the other side says', async (status) => {
    expect(await failureOf(call({ url: `/status-${status}?key=s3cret`, method: 'PUT' }))).toEqual({
      code: 'http-status',
      message: `PUT ${upstream.origin}/status-${status} answered ${status}.`,
      retryable: true,
      retry_after_ms: 7_000,
      evidence: { status, url: `${upstream.origin}/status-${status}`, body: 'x'.repeat(200) },
    });
  });

  it.each([400, 401, 409, 422])('%i fails for good, with the beginning of the answer', async (status) => {
    expect(await failureOf(call({ url: `/status-${status}` }))).toEqual({
      code: 'http-status',
      message: `GET ${upstream.origin}/status-${status} answered ${status}.`,
      retryable: false,
      evidence: { status, url: `${upstream.origin}/status-${status}`, body: 'x'.repeat(200) },
    });
  });

  it('that is accepted is an answer', async () => {
    const answer = { status: 404, headers: { 'content-type': 'application/json' }, body: { error: 'none' } };
    expect(await call({ url: '/missing', accept_status: [404] })).toEqual(answer);
    expect(await call({ url: '/missing', accept_status: 'any' })).toEqual(answer);
    expect(await failureOf(call({ url: '/missing', accept_status: [410] }))).toMatchObject({ code: 'http-status' });
  });
});

describe('the mock bin', () => {
  it('is reached as mock://bin, and the same key is stored once', async () => {
    const bin = await startMockBin();
    const post = { method: 'POST', url: 'mock://bin/items', body: { title: 'Tile' } };
    const options = { allow: [], mockBinUrl: () => bin.url };
    const answers = [await call(post, options), await call(post, options)];
    expect(answers[0]).toMatchObject({ status: 201, body: { status: 'accepted', index: 0 } });
    expect(answers[1]).toEqual(answers[0]);
    expect(bin.entries()).toMatchObject([{ bin: 'items', payload: { title: 'Tile' }, idempotency_key: 'key-1' }]);
    await bin.close();
  });

  it('cannot be reached by its address', async () => {
    const bin = await startMockBin();
    const options = { allow: [], mockBinUrl: () => bin.url };
    expect(await failureOf(call({ url: `${bin.url}/items` }, options))).toMatchObject({ code: 'url-not-allowed' });
    await bin.close();
  });
});

describe('a call that is written out', () => {
  const tool = httpRequest(new HttpClient({ allow: ['127.0.0.1:8080'] }));

  it('is judged as it would be judged when it is sent', () => {
    const call = { method: 'GET', url: 'http://127.1/', headers: { host: 'evil' }, body: { a: 1 } };

    expect(tool.judgeLiterals?.(call).map(({ code, pointer }) => [code, pointer])).toEqual([
      ['url-not-allowed', '/url'],
      ['header-not-allowed', '/headers/host'],
      ['validation-failed', '/body'],
    ]);
  });

  it.each<[string, JsonObject]>([
    ['that is sound', { method: 'POST', url: 'http://127.0.0.1:8080/', headers: { 'x-a': 1 }, body: 'x' }],
    ['of which nothing is known yet', {}],
    ['whose method is not known yet', { url: 'https://example.com/', body: 'x' }],
  ])('has no problem %s', (_what, call) => {
    expect(tool.judgeLiterals?.(call)).toEqual([]);
  });
});
