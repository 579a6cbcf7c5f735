/** What is sent, what is sent again, and what a failure is called. The network is a function here. */
import { describe, expect, it } from '@jest/globals';
import { HttpClient, type HttpMeans } from './http-client.js';

type Step = Response | Error | 'never';

const problem = {
  type: '/problems/queue-full',
  title: 'The line is full',
  status: 429,
  detail: 'Too many wait.',
  instance: '/api/v1/executions',
  code: 'queue-full',
  errors: [],
  hint: 'Come back.',
  retryable: true,
  request_id: 'rq_1',
};

/** Answers in turn; the last step again and again. */
class Network {
  readonly requests: { readonly url: string; readonly init: RequestInit }[] = [];

  constructor(private readonly steps: Step[]) {}

  readonly fetch = (async (url: string, init: RequestInit): Promise<Response> => {
    this.requests.push({ url, init });
    const step = (this.steps.length > 1 ? this.steps.shift() : this.steps[0]) ?? 'never';
    if (step instanceof Error) throw step;
    if (step !== 'never') return step;
    return new Promise((_resolve, reject) => {
      const abort = (): void => reject(new Error('aborted'));
      if (init.signal?.aborted) abort();
      init.signal?.addEventListener('abort', abort);
    });
  }) as typeof fetch;
}

function clientOver(network: Network, means: Partial<HttpMeans> = {}): HttpClient {
  const defaults = { url: 'http://h/ice', apiKey: 'ice_sk_1', timeoutMs: 5_000, retries: 3 };
  return new HttpClient({ ...defaults, ...means, fetch: network.fetch });
}

const ok = (body: unknown = { status: 'ok' }): Response => new Response(JSON.stringify(body));
const refused = (status: number, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify({ ...problem, status }), { status, headers });
const health = (client: HttpClient, parts: object = {}): Promise<unknown> => client.request('get', '/health', parts);
const cancel = (client: HttpClient, parts: object = {}): Promise<unknown> =>
  client.request('post', '/api/v1/executions/{id}/cancel', { path: { id: 'ex 1/é' }, ...parts });

describe('a request', () => {
  it('has its parameters in the URL and its key in a header', async () => {
    const network = new Network([ok({ data: [] })]);
    await clientOver(network).request('get', '/api/v1/blueprints', { query: { tag: 'a&b', limit: 2 } });
    expect(network.requests).toMatchObject([
      {
        url: 'http://h/ice/api/v1/blueprints?tag=a%26b&limit=2',
        init: {
          method: 'GET',
          headers: { accept: 'application/json', authorization: 'Bearer ice_sk_1' },
          credentials: 'omit',
          cache: 'no-store',
        },
      },
    ]);
  });

  it('escapes what stands in its path, and sends JSON', async () => {
    const network = new Network([ok()]);
    await cancel(clientOver(network, { apiKey: null }), { body: { a: 1 } });
    expect(network.requests[0]).toMatchObject({
      url: 'http://h/ice/api/v1/executions/ex%201%2F%C3%A9/cancel',
      init: { method: 'POST', body: '{"a":1}', redirect: 'error' },
    });
    expect(network.requests[0]?.init.headers).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
    });
  });

  it('may be answered with nothing', async () => {
    const network = new Network([new Response(null, { status: 204 })]);
    expect(await cancel(clientOver(network))).toMatchObject({ status: 204, body: undefined });
  });
});

describe('a failure', () => {
  it('of the server is its problem', async () => {
    const network = new Network([refused(402)]);
    await expect(health(clientOver(network))).rejects.toMatchObject({
      name: 'IceProblem',
      message: 'queue-full: Too many wait.',
      code: 'queue-full',
      status: 402,
      title: 'The line is full',
      detail: 'Too many wait.',
      errors: [],
      hint: 'Come back.',
      retryable: true,
      retryAfterMs: null,
      requestId: 'rq_1',
      problem: { ...problem, status: 402 },
    });
  });

  it.each([
    ['a page', new Response('<html>', { status: 418 })],
    ['JSON that is no problem', new Response('{"error":"x"}', { status: 500 })],
    ['a success that is no JSON', new Response('<html>')],
  ])('of something else is unexpected: %s', async (_name, response) => {
    await expect(health(clientOver(new Network([response])))).rejects.toMatchObject({
      name: 'IceUnexpectedAnswer',
      status: response.status,
    });
  });

  it('of the network has its cause', async () => {
    const cause = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
    const network = new Network([cause]);
    await expect(cancel(clientOver(network))).rejects.toMatchObject({
      name: 'IceUnreachable',
      message: expect.stringContaining('fetch failed: connect ECONNREFUSED'),
      cause,
    });
    expect(network.requests).toHaveLength(1);
  });

  it('to answer in time is told as such', async () => {
    const network = new Network(['never']);
    await expect(health(clientOver(network, { timeoutMs: 20 }))).rejects.toMatchObject({
      name: 'IceUnreachable',
      message: 'http://h/ice/health: no answer within 20 ms',
    });
  });

  it('that the caller wanted has the reason that he gave', async () => {
    const reason = new Error('enough');
    const network = new Network(['never']);
    const controller = new AbortController();
    const asked = health(clientOver(network), { signal: controller.signal });
    controller.abort(reason);
    await expect(asked).rejects.toBe(reason);
    await expect(health(clientOver(network), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe('sending again', () => {
  const lost = (): Error => new TypeError('fetch failed');

  it.each([
    ['a lost connection', lost()],
    ['429', refused(429, { 'retry-after': '0' })],
    ['503 with a date', refused(503, { 'retry-after': new Date(0).toUTCString() })],
    ['503 without a word', refused(503)],
    ['a proxy without its server', new Response('Bad gateway', { status: 502 })],
  ])('happens to what only reads, after %s', async (_name, step) => {
    const network = new Network([step, ok()]);
    expect(await health(clientOver(network))).toMatchObject({ body: { status: 'ok' } });
    expect(network.requests).toHaveLength(2);
  });

  it('happens to what may be repeated, and not to other writes', async () => {
    const repeated = new Network([lost(), ok()]);
    await cancel(clientOver(repeated), { isRepeatable: true });
    expect(repeated.requests).toHaveLength(2);
    const once = new Network([refused(429, { 'retry-after': '0' }), ok()]);
    await expect(cancel(clientOver(once))).rejects.toMatchObject({ code: 'queue-full', retryAfterMs: 0 });
    expect(once.requests).toHaveLength(1);
  });

  it('happens so often, then the last failure is told', async () => {
    const network = new Network([refused(503, { 'retry-after': '0' })]);
    const failing = new Network([lost()]);
    await expect(health(clientOver(failing, { retries: 2 }))).rejects.toMatchObject({ name: 'IceUnreachable' });
    await expect(health(clientOver(network, { retries: 0 }))).rejects.toMatchObject({ status: 503 });
    expect([failing.requests.length, network.requests.length]).toEqual([3, 1]);
  });

  it('does not happen where the server wants to be left alone for longer than the call may take', async () => {
    const network = new Network([refused(429, { 'retry-after': '6' }), ok()]);
    await expect(health(clientOver(network))).rejects.toMatchObject({ status: 429, retryAfterMs: 6_000 });
  });

  it('does not happen after refusals that stand', async () => {
    const network = new Network([refused(404), ok()]);
    await expect(health(clientOver(network))).rejects.toMatchObject({ status: 404 });
  });

  it('is not waited for once the caller has given up', async () => {
    const controller = new AbortController();
    const network = new Network([refused(429, { 'retry-after': '4' }), ok()]);
    const asked = health(clientOver(network), { signal: controller.signal });
    setImmediate(() => controller.abort(new Error('enough')));
    await expect(asked).rejects.toThrow('enough');
  });
});
