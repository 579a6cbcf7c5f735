/** Watching with keys and tokens: handshakes, `hello`, event streams, and how all of them end when a key does. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startKeyedApi, type KeyedApi } from '../support/keyed-api.js';
import { startApi } from '../support/start-api.js';
import { StreamClient } from '../support/stream-client.js';

/** Ends when it is cancelled. */
const endless = {
  schema_version: '1.0',
  name: 'endless',
  nodes: [{ id: 'wait', type: 'tool', tool_name: 'sleep', tool_args: { ms: 600_000 } }],
};

let api: KeyedApi;
let watched: string;
let unwatched: string;

beforeAll(async () => {
  api = await startKeyedApi();
  [watched, unwatched] = [await start(), await start()];
});

afterAll(() => api.close());

async function start(key = api.keys.all): Promise<string> {
  return (await api.ask(key, 'POST', '/api/v1/executions', { json: { blueprint: endless } })).body.execution_id;
}

async function tokenOf(json: object = {}, key = api.keys.read): Promise<string> {
  const { status, body } = await api.ask(key, 'POST', '/api/v1/stream-tokens', { json });
  expect([status, body.token]).toEqual([201, expect.stringMatching(/^ice_st_/)]);
  return body.token;
}

const open = (key?: string, place = '/api/v1/stream'): Promise<StreamClient> =>
  StreamClient.connect(`${api.url}${place}`, undefined, {
    headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
  });

/** The status with which a handshake is refused; 101 where it is not. */
async function handshake(key?: string, place?: string): Promise<string> {
  try {
    using client = await open(key, place);
    return client.socket.protocol;
  } catch (error) {
    return (error as Error).message;
  }
}

async function watchEvents(key: string, id: string): Promise<{ status: number; rest: () => Promise<string> }> {
  const headers = { authorization: `Bearer ${key}`, accept: 'text/event-stream' };
  const response = await fetch(`${api.url}/api/v1/executions/${id}/events`, { headers });
  return { status: response.status, rest: () => response.text() };
}

describe('a socket', () => {
  it('is opened by a key for reading in the handshake, and by no other', async () => {
    expect(await handshake(api.keys.read)).toBe('ice.stream.v1');
    for (const scope of ['author', 'run', 'admin'] as const) expect(await handshake(api.keys[scope])).toMatch(/403/);
    for (const key of Object.values(api.dead)) expect(await handshake(key)).toMatch(/401/);
    expect(await handshake(api.keys.read, `/ws/executions/${watched}`)).toBe('ice.stream.v1');
    expect(await handshake(undefined, `/ws/executions/${watched}`)).toMatch(/401/);
    expect(await handshake(undefined, `/api/v1/stream?token=${api.keys.read}`)).toMatch(/401/);
  });

  it('is opened by hello, with a key or a token', async () => {
    for (const token of [api.keys.read, await tokenOf()]) {
      using client = await open();
      client.send({ type: 'hello', token });
      client.send({ type: 'subscribe', id: 's', execution_id: watched });
      expect((await client.untilType('live')).id).toBe('s');
    }
  });

  it.each([
    ['a key that is nobody’s', () => ({ type: 'hello', token: api.dead.unknown }), 4401],
    [
      'a token that was changed',
      () => ({ type: 'hello', token: 'ice_st_W10.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }),
      4401,
    ],
    ['no token', () => ({ type: 'hello' }), 4401],
    ['another frame', () => ({ type: 'subscribe', id: 's', filter: {} }), 4401],
    ['a key that may not read', () => ({ type: 'hello', token: api.keys.run }), 4403],
  ])('is closed after %s', async (_what, frame, code) => {
    using client = await open();
    client.send(frame());
    expect((await client.closed).code).toBe(code);
  });

  it('of another organisation sees nothing, in particular or at large', async () => {
    using client = await open(api.keys.other);
    client.send({ type: 'subscribe', id: 'one', execution_id: watched });
    expect((await client.untilType('error')).problem.code).toBe('not-found');
    client.send({ type: 'subscribe', id: 'all', filter: {} });
    await client.untilType('live');
    await start();
    const own = await start(api.keys.other);
    await client.until(() => client.events('all').length > 0);
    expect(new Set(client.events('all').map(({ execution_id }) => execution_id))).toEqual(new Set([own]));
  });

  it('is closed when its key is revoked', async () => {
    const json = { name: 'brief', scopes: ['read'] };
    const { id, key } = (await api.ask(api.keys.all, 'POST', '/api/v1/keys', { json })).body;
    const token = await tokenOf({}, key);
    using byKey = await open(key, `/ws/executions/${watched}`);
    using byToken = await open();
    byToken.send({ type: 'hello', token });
    byToken.send({ type: 'ping', t: 1 });
    await byToken.untilType('pong');
    const events = await watchEvents(key, watched);
    using other = await open(api.keys.read);

    await api.ask(api.keys.all, 'DELETE', `/api/v1/keys/${id}`);

    expect((await byKey.closed).code).toBe(4401);
    expect((await byToken.closed).code).toBe(4401);
    expect(await events.rest()).toMatch(/event: problem\ndata: .*"code":"unauthenticated"/);
    expect(await handshake(token)).toMatch(/401/);
    other.send({ type: 'ping', t: 2 });
    expect((await other.untilType('pong')).t).toBe(2);
  });

  it('is closed when its token is over', async () => {
    using client = await open();
    client.send({ type: 'hello', token: await tokenOf({ ttl_s: 1 }) });
    expect((await client.closed).code).toBe(4401);
  });

  it('without a key is closed when the first key is made', async () => {
    await using free = await startApi();
    using client = await StreamClient.connect(`${free.url}/api/v1/stream`);
    client.send({ type: 'ping', t: 1 });
    await client.untilType('pong');
    await free.request('POST', '/api/v1/keys', { json: { name: 'first', scopes: ['read'] } });
    expect((await client.closed).code).toBe(4401);
  });

  it('takes no token where none is needed, unless it is one', async () => {
    await using free = await startApi();
    using client = await StreamClient.connect(`${free.url}/api/v1/stream`);
    client.send({ type: 'hello', token: api.keys.read });
    expect((await client.closed).code).toBe(4401);
    using other = await StreamClient.connect(`${free.url}/api/v1/stream`);
    const { token } = (await free.request('POST', '/api/v1/stream-tokens', { json: {} })).body;
    other.send({ type: 'hello', token });
    other.send({ type: 'subscribe', id: 's', filter: {} });
    expect((await other.untilType('live')).id).toBe('s');
  });
});

describe('a stream token', () => {
  it('reads events, and nothing else', async () => {
    const token = await tokenOf();
    const events = `/api/v1/executions/${watched}/events`;
    expect((await api.ask(token, 'GET', events)).status).toBe(200);
    for (const place of [`/api/v1/executions/${watched}`, '/api/v1/blueprints', '/api/v1/keys']) {
      const { status, body } = await api.ask(token, 'GET', place);
      expect([status, body.code]).toEqual([403, 'forbidden']);
    }
    expect((await api.ask(token, 'POST', '/api/v1/stream-tokens', { json: {} })).status).toBe(403);
    expect((await api.request('GET', events, { headers: { 'x-api-key': token } })).status).toBe(200);
  });

  it('of one execution reads that one alone', async () => {
    const token = await tokenOf({ execution_id: watched });
    expect((await api.ask(token, 'GET', `/api/v1/executions/${watched}/events`)).status).toBe(200);
    expect((await api.ask(token, 'GET', `/api/v1/executions/${unwatched}/events`)).status).toBe(403);
    using client = await open(token);
    client.send({ type: 'subscribe', id: 'a', execution_id: unwatched });
    expect((await client.untilType('error')).problem.code).toBe('forbidden');
    client.send({ type: 'subscribe', id: 'b', execution_id: watched });
    expect((await client.untilType('live')).id).toBe('b');
    expect(await handshake(token, `/ws/executions/${unwatched}`)).toMatch(/403/);
    expect(await handshake(token, `/ws/executions/${watched}`)).toBe('ice.stream.v1');
  });

  it('is made for what there is, and for 15 minutes at most', async () => {
    const ask = async (json: object, key = api.keys.read) =>
      (await api.ask(key, 'POST', '/api/v1/stream-tokens', { json })).status;
    expect(await ask({ execution_id: watched }, api.keys.other)).toBe(404);
    expect(await ask({ execution_id: 'ex_1' })).toBe(404);
    expect(await ask({ ttl_s: 901 })).toBe(422);
    expect(await ask({ ttl_s: 0 })).toBe(422);
    expect(await ask({}, api.keys.admin)).toBe(403);
  });
});
