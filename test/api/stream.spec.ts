/** The event stream over real sockets: what a reader was shown is what the journal holds, however often the connection broke, and no
 *  reader is felt by another one or by the execution. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readAppConfig } from '@ice/api';
import { applyEvent, emptyState, EventFeed, snapshotOf } from '@ice/core';
import type { InProcessFeed } from '@ice/storage';
import { connect } from 'node:net';
import { startApi, type RunningApi } from '../support/start-api.js';
import { StreamClient, type Frame } from '../support/stream-client.js';
import { quick, toolNode, watchedBlueprint } from '../support/watched-blueprint.js';

const unknownId = 'ex_01JD2X8Q4N6T9VZK3R5M7P0W1B';

/** Ends when it is cancelled. */
const endless = watchedBlueprint([
  toolNode('begin', 'echo', { value: 1 }),
  toolNode('wait', 'sleep', { ms: 600_000 }, 'begin'),
]);

const sequences = (events: readonly Frame[]): number[] => events.map(({ sequence }) => sequence);
const upTo = (last: number, from = 1): number[] => Array.from({ length: last - from + 1 }, (_, index) => from + index);

async function start(api: RunningApi, blueprint: object, rest: object = {}): Promise<string> {
  const { status, body } = await api.request('POST', '/api/v1/executions/', { json: { blueprint, ...rest } });
  if (status !== 202) throw new Error(JSON.stringify(body).slice(0, 1_000));
  return body.execution_id;
}

/** Where executions wait in line, what follows the acceptance comes a little later. */
async function untilSequence(api: RunningApi, id: string, least: number): Promise<void> {
  while ((await api.request('GET', `/api/v1/executions/${id}`)).body.sequence < least) await sleep(5);
}

async function finished(api: RunningApi, blueprint: object): Promise<string> {
  const headers = { prefer: 'wait=30' };
  const { status, body } = await api.request('POST', '/api/v1/executions/', { json: { blueprint }, headers });
  if (status !== 200) throw new Error(JSON.stringify(body).slice(0, 1_000));
  return body.execution_id;
}

async function snapshot(api: RunningApi, id: string): Promise<object> {
  const { links: _links, ...rest } = (await api.request('GET', `/api/v1/executions/${id}`)).body;
  return rest;
}

const cancel = (api: RunningApi, id: string) => api.request('POST', `/api/v1/executions/${id}/cancel`);
const open = (api: RunningApi): Promise<StreamClient> => StreamClient.connect(`${api.url}/api/v1/stream`);

describe('the stream of an execution', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  it('shows a late subscriber everything from 1, the same events as REST, and then complete', async () => {
    const id = await finished(api, quick);
    using client = await open(api);
    client.send({ type: 'subscribe', id: 's', execution_id: id });
    const complete = await client.untilType('complete');
    const { body } = await api.request('GET', `/api/v1/executions/${id}/events?limit=1000`);
    expect(client.events()).toEqual(body.data);
    expect(sequences(client.events())).toEqual(upTo(complete.sequence));
    expect(complete).toMatchObject({ id: 's', status: 'completed' });
    expect(client.frames.map(({ type }) => type).filter((type) => type === 'live')).toEqual([]);
  });

  it('shows two watchers the same, one of them since the start', async () => {
    const id = await start(api, endless);
    using early = await open(api);
    early.send({ type: 'subscribe', id: 'early', execution_id: id });
    await early.until(() => early.events().some(({ path }) => path === 'wait'));
    using late = await open(api);
    late.send({ type: 'subscribe', id: 'late', execution_id: id });
    await late.untilType('live');
    await cancel(api, id);
    const complete = { sequence: 7, status: 'cancelled' };
    expect(await early.untilType('complete')).toMatchObject(complete);
    expect(await late.untilType('complete')).toMatchObject(complete);
    expect(early.events()).toEqual(late.events());
    expect(sequences(late.events())).toEqual(upTo(7));
  });

  it('goes on exactly after the cursor', async () => {
    const id = await finished(api, quick);
    const { sequence } = (await snapshot(api, id)) as { readonly sequence: number };
    using client = await open(api);
    for (const after of upTo(sequence, 0))
      client.send({ type: 'subscribe', id: `after ${after}`, execution_id: id, after });
    for (const after of upTo(sequence, 0)) {
      await client.until((frame) => frame.type === 'complete' && frame.id === `after ${after}`);
      expect(sequences(client.events(`after ${after}`))).toEqual(upTo(sequence, after + 1));
    }
  });

  it('adds up to the snapshot when the socket breaks at every single event', async () => {
    const id = await start(api, quick);
    const state = emptyState(id);
    let connections = 0;
    for (let isOver = false; !isOver; connections += 1) {
      using client = await open(api);
      client.send({ type: 'subscribe', id: 's', execution_id: id, after: state.head.sequence });
      const frame = await client.until(({ type }) => ['event', 'batch', 'complete'].includes(type));
      if (frame.type === 'complete') isOver = true;
      else applyEvent(state, frame.type === 'event' ? frame.event : frame.events[0]);
      client.kill();
    }
    expect(snapshotOf(state)).toEqual(await snapshot(api, id));
    expect(connections).toBe(state.head.sequence + 1);
  });

  it('can begin with the snapshot', async () => {
    const id = await start(api, endless);
    using client = await open(api);
    client.send({ type: 'subscribe', id: 'events', execution_id: id });
    await client.until(() => client.events().some(({ path }) => path === 'wait'));
    client.send({ type: 'subscribe', id: 'state', execution_id: id, snapshot: true });
    const { state, sequence } = await client.untilType('snapshot');
    expect(state).toEqual(await snapshot(api, id));
    await cancel(api, id);
    await client.until((frame) => frame.type === 'complete' && frame.id === 'state');
    expect(sequences(client.events('state'))).toEqual(upTo(7, sequence + 1));
  });

  it('shows only what is wanted', async () => {
    const id = await finished(api, quick);
    using client = await open(api);
    client.send({ type: 'subscribe', id: 's', execution_id: id, nodes: ['rows[*].copy'], types: ['node.completed'] });
    await client.untilType('complete');
    expect(
      client
        .events()
        .map(({ type, path, data }) => [type, path, data.output.value])
        .sort(),
    ).toEqual([1, 2, 3, 4, 5].map((row) => ['node.completed', `rows[${row - 1}].copy`, row]));
  });

  it('shows executions at large from now on', async () => {
    using client = await open(api);
    client.send({ type: 'subscribe', id: 'red', filter: { tag: 'red' } });
    await client.untilType('live');
    await start(api, quick, { tags: ['blue'] });
    const id = await start(api, quick, { tags: ['red'] });
    await client.until(() => client.events().some(({ type }) => type === 'execution.completed'));
    expect(client.events().map(({ type, execution_id }) => [type, execution_id])).toEqual(
      ['execution.queued', 'execution.started', 'execution.completed'].map((type) => [type, id]),
    );
  });

  it('shows the words of a model as they come, and the whole text as an event', async () => {
    const llm = {
      id: 'copy',
      type: 'llm',
      model: 'openai/gpt-4o-mini',
      prompt: 'Say something about fridges.',
      max_output_tokens: 200,
    };
    const id = await start(
      api,
      watchedBlueprint([toolNode('wait', 'sleep', { ms: 150 }), { ...llm, dependencies: ['wait'] }]),
    );
    using client = await open(api);
    client.send({ type: 'subscribe', id: 's', execution_id: id, deltas: true });
    await client.untilType('complete');
    const deltas = client.frames.filter(({ type }) => type === 'delta');
    const end = client.events().find(({ type, path }) => type === 'node.completed' && path === 'copy');
    const first = deltas[0].n;
    expect(deltas.map(({ n }) => n)).toEqual(upTo(first + deltas.length - 1, first));
    const shown = deltas.map(({ text }) => text).join('');
    // All of it, or its end where the model spoke before anyone listened.
    expect(shown).not.toBe('');
    expect(end.data.output.text.slice(-shown.length)).toBe(shown);
  });

  it('knows no execution of another name', async () => {
    using client = await open(api);
    client.send({ type: 'subscribe', id: 's', execution_id: unknownId });
    expect(await client.untilType('error')).toMatchObject({ id: 's', problem: { code: 'not-found', status: 404 } });
    client.send({ type: 'ping', t: 5 });
    expect(await client.untilType('pong')).toEqual({ type: 'pong', t: 5 });
  });

  it('has a path of its own, which closes after the end', async () => {
    const id = await start(api, endless);
    await untilSequence(api, id, 2);
    using client = await StreamClient.connect(`${api.url}/ws/executions/${id}/?after=2`, []);
    await client.untilType('live');
    await cancel(api, id);
    expect(await client.closed).toEqual({ code: 1000, reason: 'complete' });
    expect(sequences(client.events(id))).toEqual(upTo(7, 3));
  });

  it('on its own path tells of an unknown execution without closing', async () => {
    using client = await StreamClient.connect(`${api.url}/ws/executions/${unknownId}`);
    expect(await client.untilType('error')).toMatchObject({ id: unknownId, problem: { code: 'not-found' } });
    client.send({ type: 'ping', t: 1 });
    await client.untilType('pong');
  });
});

describe('a handshake', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  /** Status and code of the answer to an upgrade. */
  async function shake(
    path: string,
    headers: Record<string, string> = {},
    method = 'GET',
  ): Promise<readonly unknown[]> {
    const text = await raw(api, [
      `${method} ${path} HTTP/1.1`,
      ...Object.entries({ host: `127.0.0.1:${api.port}`, ...upgrade, ...headers }).map(
        ([name, value]) => `${name}: ${value}`,
      ),
    ]);
    const [head = '', body = ''] = text.split('\r\n\r\n', 2);
    const isProblem = head.includes('application/problem+json');
    return [Number(head.slice(9, 12)), isProblem ? JSON.parse(body).code : null];
  }

  it.each<[string, string, Record<string, string>, number, string | null]>([
    ['that is sound', '/api/v1/stream', {}, 101, null],
    ['at an unknown path', '/api/v1/nope', {}, 404, 'not-found'],
    ['with a token in its URL', '/ws/executions/ex_1?token=abc', {}, 401, 'unauthenticated'],
    ['from a foreign page', '/ws/executions/ex_1', { origin: 'https://evil.example' }, 403, 'origin-not-allowed'],
    ['from a sandbox', '/ws/executions/ex_1', { origin: 'null' }, 403, 'origin-not-allowed'],
    [
      'from a look-alike',
      '/ws/executions/ex_1',
      { origin: 'http://localhost.evil.example' },
      403,
      'origin-not-allowed',
    ],
    ['for a foreign host', '/ws/executions/ex_1', { host: 'evil.example' }, 403, 'host-not-allowed'],
    ['with a broken cursor', '/ws/executions/ex_1?after=x', {}, 400, 'query-invalid'],
    ['of an old version', '/ws/executions/ex_1', { 'sec-websocket-version': '12' }, 400, 'malformed-request'],
    ['with a broken key', '/ws/executions/ex_1', { 'sec-websocket-key': 'short' }, 400, 'malformed-request'],
    [
      'with 6,000 blanks',
      '/ws/executions/ex_1',
      { 'sec-websocket-protocol': `b${' '.repeat(6_000)}x` },
      400,
      'malformed-request',
    ],
    ['that is too large', '/ws/executions/ex_1', { 'x-large': 'x'.repeat(9_000) }, 431, 'headers-too-large'],
  ])('%s is answered', async (_what, path, headers, status, code) => {
    expect(await shake(path, headers)).toEqual([status, code]);
  });

  it('is a GET', async () => {
    expect(await shake('/api/v1/stream', {}, 'POST')).toEqual([405, 'method-not-allowed']);
  });

  it('needs no sub-protocol, and gets the only one that there is', async () => {
    using without = await StreamClient.connect(`${api.url}/api/v1/stream`, []);
    using with_ = await StreamClient.connect(`${api.url}/api/v1/stream`, ['soap', 'ice.stream.v1']);
    expect([without.socket.protocol, with_.socket.protocol, with_.socket.extensions]).toEqual([
      '',
      'ice.stream.v1',
      '',
    ]);
    await Promise.all([without.untilType('welcome'), with_.untilType('welcome')]);
  });

  it('with foreign sub-protocols only is followed by 4406', async () => {
    const headers = { host: `127.0.0.1:${api.port}`, ...upgrade, 'sec-websocket-protocol': 'soap' };
    const text = await raw(api, [
      'GET /api/v1/stream HTTP/1.1',
      ...Object.entries(headers).map((pair) => pair.join(': ')),
    ]);
    const close = Buffer.from(text.split('\r\n\r\n')[1] ?? '', 'latin1');
    expect([close[0], close.readUInt16BE(2), close.subarray(4).toString()]).toEqual([
      0x88,
      4406,
      'speak-ice.stream.v1',
    ]);
    expect(text).not.toMatch(/sec-websocket-protocol/i);
  });

  it('for another protocol is no handshake: the request is answered as if it had not asked', async () => {
    const warnings: unknown[] = [];
    const note = (warning: unknown): number => warnings.push(warning);
    process.on('warning', note);
    const body = JSON.stringify(watchedBlueprint([toolNode('a', 'echo', {})]));
    const offer = ['connection: Upgrade, HTTP2-Settings', 'upgrade: h2c', 'http2-settings: AAMAAABkAAQCAAAAAAIAAAAA'];
    const post = [
      'POST /api/v1/blueprints/validate HTTP/1.1',
      'content-type: application/json',
      `content-length: ${body.length}`,
    ];
    const request = [...post, `host: 127.0.0.1:${api.port}`, ...offer, '', body].join('\r\n');
    const text = await raw(api, Array(15).fill(request), 15);
    process.off('warning', note);
    expect(text.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(15);
    expect(text.match(/"ok":true/g)).toHaveLength(15);
    expect(warnings).toEqual([]);
  });
});

describe('a socket', () => {
  let api: RunningApi;
  beforeAll(async () => {
    const stream = {
      ...readAppConfig({}).stream,
      tickMs: 20,
      firstFrameMs: 200,
      heartbeatMs: 60,
      unfinishedMessageMs: 200,
      maxSockets: 5,
    };
    api = await startApi({ config: { stream } });
  });
  afterAll(() => api.close());

  const watching = (): Promise<StreamClient> => StreamClient.connect(`${api.url}/ws/executions/${unknownId}`);

  it('is pinged, for pages and for machines', async () => {
    using client = await watching();
    const pinged = new Promise((resolve) => client.socket.once('ping', resolve));
    expect(await client.untilType('ping')).toEqual({ type: 'ping', t: expect.any(Number) });
    await pinged;
  });

  it('must say something soon', async () => {
    using client = await open(api);
    expect(await client.closed).toEqual({ code: 4408, reason: 'no-frame-in-time' });
  });

  it.each<[string, (client: StreamClient) => void, number, string]>([
    ['binary', (client) => client.socket.send(Buffer.from([0, 1])), 1003, 'text-only'],
    ['no JSON', (client) => client.send('{'), 4400, 'malformed-json'],
    ['a forbidden key', (client) => client.send('{"type":"subscribe","__proto__":{}}'), 4400, 'forbidden-key'],
    ['a huge frame', (client) => client.send({ type: 'x'.repeat(70_000) }), 4413, 'frame-too-large'],
    ['a token', (client) => client.send({ type: 'hello', token: 'x' }), 4401, 'unauthenticated'],
    ['a flood', (client) => Array.from({ length: 2_000 }, () => client.send({ type: 'nope' })), 4429, 'rate-limited'],
    ['a flood of pings', (client) => Array.from({ length: 10_000 }, () => client.socket.ping()), 4429, 'rate-limited'],
    [
      'a message without an end',
      (client) => client.socket.send('{', { fin: false }),
      4408,
      'message-not-finished-in-time',
    ],
    [
      'text that is no UTF-8',
      (client) => client.socket.send(Buffer.from('//4=', 'base64'), { binary: false }),
      1007,
      '',
    ],
  ])('that sends %s is closed', async (_what, say, code, reason) => {
    using client = await watching();
    say(client);
    expect(await client.closed).toEqual({ code, reason });
  });

  it('is one of a limited number, which are free again when they are gone', async () => {
    const clients = await Promise.all(Array.from({ length: 5 }, watching));
    using oneMore = await watching();
    expect(await oneMore.closed).toEqual({ code: 4429, reason: 'too-many-sockets' });
    for (const client of clients) client.kill();
    await Promise.all(clients.map((client) => client.closed));
    using again = await watching();
    await again.untilType('welcome');
  });
});

describe('a slow reader', () => {
  it('is cut off with 4508, while another one sees everything and the execution ends', async () => {
    const stream = { ...readAppConfig({}).stream, tickMs: 50, stalledMs: 500, bufferBytes: 65_536 };
    await using api = await startApi({ config: { stream } });
    const nodes = Array.from({ length: 900 }, (_, index) =>
      toolNode(`n${index}`, 'echo', { value: '{{ inputs.text }}' }, 'wait'),
    );
    const blueprint = watchedBlueprint([toolNode('wait', 'sleep', { ms: 300 }), ...nodes], {
      inputs: { text: { type: 'string' } },
      outputs: { done: true },
      max_concurrency: 4,
    });
    const feed = api.app.get<InProcessFeed>(EventFeed);
    const others = feed.size;
    const id = await start(api, blueprint, { inputs: { text: 'x'.repeat(7_900) } });
    using slow = await StreamClient.connect(`${api.url}/ws/executions/${id}`);
    using quickOne = await StreamClient.connect(`${api.url}/ws/executions/${id}`);
    await slow.untilType('live');
    slow.socket.pause();
    const complete = await quickOne.untilType('complete');
    expect(complete).toMatchObject({ status: 'completed' });
    expect(sequences(quickOne.events())).toEqual(upTo(complete.sequence));
    while (feed.size > others) await new Promise((resolve) => setTimeout(resolve, 20));
    slow.socket.resume();
    expect(await slow.closed).toEqual({ code: 4508, reason: 'reader-too-slow' });
    const seen = slow.events().length;
    expect(sequences(slow.events())).toEqual(upTo(seen));
    expect(seen).toBeLessThan(complete.sequence);
    using resumed = await StreamClient.connect(`${api.url}/ws/executions/${id}?after=${seen}`);
    await resumed.untilType('complete');
    expect([...slow.events(), ...resumed.events()]).toEqual(quickOne.events());
  }, 60_000);
});

describe('a server that stops', () => {
  it('says goodbye and closes with 1012', async () => {
    const api = await startApi();
    using client = await open(api);
    await client.untilType('welcome');
    await api.close();
    expect(await client.closed).toEqual({ code: 1012, reason: 'shutdown' });
    expect(client.frames.at(-1)).toEqual({
      type: 'goaway',
      reason: 'shutdown',
      reconnect_after_ms: expect.any(Number),
    });
  });
});

const upgrade = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

/** Sends the head of a request, or whole requests one after the other's answer, and gives what comes back. */
function raw(api: RunningApi, lines: readonly string[], answers = 0): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(api.port, '127.0.0.1');
    const requests = answers > 0 ? [...lines] : [`${lines.join('\r\n')}\r\n\r\n`];
    let text = '';
    const sendNext = (): void => void socket.write(requests.shift() ?? '', 'latin1');
    const isDone = (): boolean => {
      if (answers > 0) return text.split('"diagnostics"').length > answers;
      return text.startsWith('HTTP/1.1 101') && text.length > text.indexOf('\r\n\r\n') + 4;
    };
    socket.on('data', (data) => {
      text += data.toString('latin1');
      if (isDone()) socket.destroy();
      else if (answers > 0 && text.split('"diagnostics"').length > answers - requests.length) sendNext();
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
    sendNext();
  });
}
