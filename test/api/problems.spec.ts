/** Every way in which HTTP itself can go wrong, over raw sockets: always a problem, never a stack, and the server goes on. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exchange, requestBytes, type RawAnswer } from '../support/raw-http.js';
import { echoBlueprint } from '../support/sample-blueprint.js';
import { isOnRedis } from '../support/test-store.js';
import { startApi, type RunningApi } from '../support/start-api.js';

const json = { 'content-type': 'application/json' };
const blueprints = '/api/v1/blueprints';

/** What every problem has, wherever it arose. */
function expectProblem(answer: RawAnswer, status: number, code: string): void {
  expect([answer.status, answer.body?.code]).toEqual([status, code]);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/problem+json',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'x-request-id': answer.body.request_id,
  });
  expect(answer.body).toEqual({
    ...answer.body,
    type: `/problems/${code}`,
    title: expect.stringMatching(/\S/),
    status,
    detail: expect.stringMatching(/\S/),
    instance: expect.any(String),
    code,
    errors: expect.any(Array),
    hint: expect.stringMatching(/\S/),
    retryable: expect.any(Boolean),
    request_id: expect.stringMatching(/^[A-Za-z0-9._-]{1,128}$/),
  });
  expect(answer.text).not.toMatch(/\bat .*\.(js|ts):\d+|node_modules/);
}

describe('a request that is none', () => {
  let api: RunningApi;

  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(async () => {
    const { status } = await api.request('GET', '/health');
    await api.close();
    expect(status).toBe(200);
  });

  const ask = (bytes: Buffer | string): Promise<RawAnswer> => exchange(api.port, bytes, { until: 'close' });

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['a TLS hello', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003'],
    ['an HTTP/2 preface', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a NUL in a header', 'GET /health HTTP/1.1\r\nHost: localhost\r\nX-A: a\u0000b\r\n\r\n'],
    [
      'two lengths of the body',
      'POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    [
      'an unknown transfer coding',
      'POST /health HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n',
    ],
  ])('is answered as malformed: %s', async (_what, bytes) => {
    const answer = await ask(bytes);

    expectProblem(answer, 400, 'malformed-request');
    expect(answer.closed).toBe(true);
  });

  it('is answered as malformed without a Host, and with two', async () => {
    expectProblem(await exchange(api.port, 'GET /health HTTP/1.1\r\n\r\n'), 400, 'malformed-request');
    const two = 'GET /health HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n';
    expectProblem(await exchange(api.port, two), 400, 'malformed-request');
  });

  it('may leave Host out in HTTP/1.0', async () => {
    const answer = await exchange(api.port, 'GET /health HTTP/1.0\r\n\r\n', { until: 'close' });

    expect([answer.status, answer.body]).toEqual([200, { status: 'ok' }]);
  });

  it('is answered where its headers, its query or its path are too long', async () => {
    expectProblem(await ask(requestBytes('GET', '/health', { 'x-long': 'a'.repeat(9_000) })), 431, 'headers-too-large');
    expectProblem(await ask(requestBytes('GET', `/health?x=${'a'.repeat(17_000)}`, {})), 431, 'headers-too-large');
    expectProblem(
      await exchange(api.port, requestBytes('GET', `${blueprints}/${'a'.repeat(1_001)}`, {})),
      414,
      'uri-too-long',
    );
  });

  it('is answered where its path cannot be decoded', async () => {
    expectProblem(await exchange(api.port, requestBytes('GET', `${blueprints}/%zz`, {})), 400, 'malformed-request');
  });

  it('is answered where it expects something unknown', async () => {
    const answer = await ask(requestBytes('POST', blueprints, { ...json, expect: '200-ok' }, Buffer.from('{}')));

    expectProblem(answer, 417, 'expectation-failed');
    expect(answer.closed).toBe(true);
  });

  it('does not get a proxy', async () => {
    const answer = await ask('CONNECT localhost:6379 HTTP/1.1\r\nHost: localhost\r\n\r\n');

    expect([answer.status, answer.closed]).toEqual([0, true]);
  });
});

describe('a request that takes its time', () => {
  let api: RunningApi;

  beforeAll(async () => {
    const { http } = (await import('@ice/api')).readAppConfig({});
    const quick = { requestTimeoutMs: 900, headersTimeoutMs: 900, timeoutCheckMs: 100 };
    api = await startApi({ config: { http: { ...http, ...quick } } });
  });
  afterAll(() => api.close());

  it('is cut off while its body trickles in', async () => {
    const bytes = requestBytes('POST', blueprints, { ...json, 'content-length': '100000' }, Buffer.from('{"a":'));
    const trickle = { bytes: Buffer.alloc(100, 'x'), perSecond: 10 };
    const answer = await exchange(api.port, bytes, { until: 'close', trickle });

    expectProblem(answer, 408, 'request-timeout');
    expect(answer.closed).toBe(true);
  });

  it('is cut off while its headers trickle in', async () => {
    const trickle = { bytes: Buffer.alloc(100, 'x'), perSecond: 10 };
    const answer = await exchange(api.port, 'GET /health HTTP/1.1\r\nhost: ', { until: 'close', trickle });

    expectProblem(answer, 408, 'request-timeout');
  });

  it('is closed without a word when nothing was ever said', async () => {
    const answer = await exchange(api.port, '', { until: 'close' });

    expect([answer.status, answer.text, answer.closed]).toEqual([0, '', true]);
  });

  it('does not keep others waiting, not even a thousand silent ones', async () => {
    const silent = Array.from({ length: 1_000 }, () => exchange(api.port, '', { until: 'close', timeoutMs: 20_000 }));
    const { status } = await api.request('GET', '/health');
    const answers = await Promise.all(silent);

    expect(status).toBe(200);
    expect(answers.filter(({ closed, status: sent }) => !closed || sent !== 0)).toEqual([]);
  });
});

describe('a request for what is not there', () => {
  let api: RunningApi;

  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  const ask = (method: string, target: string, headers = {}, body?: string): Promise<RawAnswer> =>
    exchange(api.port, requestBytes(method, target, headers, body === undefined ? undefined : Buffer.from(body)));

  it.each([
    '/',
    '/nope',
    '/api/v1/BLUEPRINTS',
    '/api/v1/blueprints;x=1',
    '/package.json',
    '/.git/config',
    '/..%2f..%2fetc/passwd',
    '/docs/nope.js',
    '/api/v1//blueprints',
    '*',
  ])('is 404: %s', async (target) => {
    expectProblem(await ask('GET', target), 404, 'not-found');
  });

  it.each([
    'ready',
    '%00',
    '__proto__',
    '*',
    '..%2f..%2fetc%2fpasswd',
    'a%0d%0aSET%20x%201',
    'bp_01jd2x8q4n6t9vzk3r5m7p0w1b',
  ])('is 404 before the store is asked: the blueprint %s', async (id) => {
    expectProblem(await ask('GET', `${blueprints}/${id}`), 404, 'not-found');
  });

  it.each([
    ['PUT', blueprints, 'GET, HEAD, POST'],
    ['OPTIONS', `${blueprints}/`, 'GET, HEAD, POST'],
    ['POST', '/health', 'GET, HEAD'],
    ['TRACE', '/health', 'GET, HEAD'],
    ['DELETE', '/docs', 'GET, HEAD'],
    ['POST', `${blueprints}/bp_01JD2X8Q4N6T9VZK3R5M7P0W1B`, 'DELETE, GET, HEAD, PATCH, PUT'],
  ])('is 405 with the methods that are: %s %s', async (method, target, allow) => {
    const answer = await ask(method, target);

    expectProblem(answer, 405, 'method-not-allowed');
    expect(answer.headers['allow']).toBe(allow);
  });

  it('is told so whatever its body is', async () => {
    expectProblem(await ask('PUT', blueprints, json, '{"broken'), 405, 'method-not-allowed');
    expectProblem(await ask('POST', '/nope', { 'content-type': 'text/plain' }, 'x'), 404, 'not-found');
  });

  it('shows the path without its query, and not all of a long one', async () => {
    const { body } = await ask('GET', `/nope/${'x'.repeat(500)}?token=secret`);

    expect(body.instance).toHaveLength(200);
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(body.detail.length).toBeLessThan(200);
  });
});

describe('a body that is refused', () => {
  let api: RunningApi;

  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  const post = (body: string | Buffer, headers: Record<string, string> = json): Promise<RawAnswer> =>
    exchange(api.port, requestBytes('POST', blueprints, headers, Buffer.from(body)));

  it('has no type, or another one', async () => {
    expectProblem(await post('{}', {}), 415, 'unsupported-media-type');
    expectProblem(await post('{}', { 'content-type': 'text/plain' }), 415, 'unsupported-media-type');
    expectProblem(
      await post('a=1', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'unsupported-media-type',
    );
    expectProblem(await post('{}', { ...json, 'content-encoding': 'gzip' }), 415, 'unsupported-media-type');
  });

  it('is no JSON object, and the place is told', async () => {
    const answer = await post('{"a":1,}');

    expectProblem(answer, 400, 'malformed-json');
    expect(answer.body.offset).toBe(7);
    expectProblem(await post('[]'), 400, 'body-not-object');
    expectProblem(await post(''), 400, 'malformed-json');
    expectProblem(await exchange(api.port, requestBytes('POST', blueprints, {})), 400, 'malformed-json');
  });

  it('leaves its connection fit for the next request', async () => {
    const bad = requestBytes('POST', blueprints, json, Buffer.from('{"broken'));
    const good = requestBytes('GET', '/health', { connection: 'close' });
    const answer = await exchange(api.port, Buffer.concat([bad, good]), { until: 'close' });

    expect(answer.text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200']);
    expect(answer.status).toBe(400);
  });

  it('is too large by its own word: answered at once, and the connection is closed', async () => {
    const bytes = requestBytes('POST', blueprints, { ...json, 'content-length': '10737418240' }, Buffer.from('{'));
    const answer = await exchange(api.port, bytes, { until: 'close' });

    expectProblem(answer, 413, 'body-too-large');
    expect([answer.headers['connection'], answer.closed]).toEqual(['close', true]);
  });

  it('is too large in the end, though nobody said so before', async () => {
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, 'x'), Buffer.from('\r\n')]);
    const head = requestBytes('POST', blueprints, { ...json, 'transfer-encoding': 'chunked' });
    const answer = await exchange(api.port, Buffer.concat([head, ...Array<Buffer>(20).fill(chunk)]), {
      until: 'close',
    });

    expectProblem(answer, 413, 'body-too-large');
  });

  it('is read about by ordinary clients: the answer is never lost in a reset', async () => {
    const large = { name: 'x'.repeat(4 * 1024 * 1024) };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => api.request('POST', blueprints, { json: large })),
    );

    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(413));
  });
});

describe('who may talk to the server', () => {
  let api: RunningApi;

  beforeAll(async () => {
    api = await startApi({ config: { allowedHosts: ['ice.example'], allowedOrigins: ['https://studio.example'] } });
  });
  afterAll(() => api.close());

  const ask = (method: string, headers: Record<string, string>): Promise<RawAnswer> => {
    const body = method === 'POST' ? Buffer.from(JSON.stringify(echoBlueprint())) : undefined;
    return exchange(api.port, requestBytes(method, blueprints, { ...(body && json), ...headers }, body));
  };

  it('nobody who calls it by a foreign name', async () => {
    expectProblem(await ask('GET', { host: 'evil.example' }), 403, 'host-not-allowed');
    expect((await ask('GET', { host: 'ice.example' })).status).toBe(200);
  });

  it('no foreign page that changes something', async () => {
    expectProblem(await ask('POST', { origin: 'https://evil.example' }), 403, 'origin-not-allowed');
    expectProblem(await ask('POST', { origin: 'null' }), 403, 'origin-not-allowed');
    expect((await ask('POST', { origin: 'https://studio.example' })).status).toBe(201);
    expect((await ask('POST', { origin: `http://localhost` })).status).toBe(201);
  });

  it('a foreign page gets no permission to read, either', async () => {
    const answer = await ask('GET', { origin: 'https://evil.example' });

    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('the name of a request', () => {
  it('is the caller’s own where it is harmless, else a fresh one', async () => {
    await using api = await startApi();
    const given = async (id: string): Promise<string | null> =>
      (await api.request('GET', '/health', { headers: { 'x-request-id': id } })).headers.get('x-request-id');

    expect(await given('client-7.a_b')).toBe('client-7.a_b');
    expect(await given('a b')).toMatch(/^rq_/);
    expect(await given('x'.repeat(129))).toMatch(/^rq_/);
  });
});

describe('a store that is gone', () => {
  it('is told as such, and by readiness check by check', async () => {
    await using api = await startApi();
    const { Store } = await import('@ice/core');
    await api.app.get(Store).close();
    const list = await api.request('GET', blueprints);
    const ready = await api.request('GET', '/ready');

    expect([list.status, list.body.code, list.body.retryable]).toEqual([503, 'store-unavailable', true]);
    expect([ready.status, ready.body.code, ready.body.ready]).toEqual([503, 'store-unavailable', false]);
    expect(ready.body.checks).toEqual({
      store: { ok: false, duration_ms: expect.any(Number), detail: 'The store is closed.' },
      // In a file, the ledger goes with the store; in Redis, the line too.
      ledger: expect.objectContaining({ ok: (process.env['ICE_TEST_STORE'] ?? 'memory') === 'memory' }),
      ...(isOnRedis && { queue: expect.objectContaining({ ok: false }) }),
      prices: { ok: true, duration_ms: expect.any(Number) },
      running: { ok: true, duration_ms: expect.any(Number) },
    });
    expect((await api.request('GET', '/health')).status).toBe(200);
  });
});
