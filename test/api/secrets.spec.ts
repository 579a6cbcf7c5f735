/** Secrets in a real server: what a blueprint reads is sent to whom it is meant for, and is found nowhere else. An upstream on loopback
 *  repeats all that it is sent, in every form; a model repeats what it was asked. */
import { createLogger } from '@ice/api';
import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startModelServer, type ModelServer } from '../support/model-server.js';
import { openAiReply } from '../support/openai-reply.js';
import { isOnRedis } from '../support/test-store.js';
import { startApi, type RunningApi } from '../support/start-api.js';
import { connectClient } from '../support/protocol-client.js';
import { StreamClient } from '../support/stream-client.js';

const usage = { prompt_tokens: 100, completion_tokens: 20 };
const canaryOf = (name: string): string => `${name}/"<${randomBytes(12).toString('base64')}&%+>`;
const kept = canaryOf('kept');
const configured = canaryOf('configured');
const given = canaryOf('given');
const providerKey = `sk-${randomBytes(16).toString('hex')}`;

/** Every form in which the upstream repeats a value. */
function formsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
    new URLSearchParams({ v: value }).toString().slice(2),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
}

/** The names of the forms in which a canary stands in the text. */
function hits(where: string, text: string): readonly string[] {
  const canaries = { kept, configured, given, providerKey };
  return Object.entries(canaries).flatMap(([name, value]) =>
    formsOf(value).flatMap((form, index) => (text.includes(form) ? [`${where}: ${name}, form ${index}`] : [])),
  );
}

/** Repeats the headers of a request: with 503 the first time a path is asked for where the path begins with `/flaky`. */
class Upstream {
  readonly seen: IncomingMessage['headers'][] = [];
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      const isFirst = !this.seen.some((headers) => headers['x-path'] === request.url);
      this.seen.push({ ...request.headers, 'x-path': request.url ?? '' });
      const values = this.seen
        .flatMap((headers) => [headers['x-given'], headers['x-key'], headers['authorization']])
        .filter(Boolean) as string[];
      const plain = values.map((value) => value.replace(/^(Bearer|Key) /, ''));
      const forms = [...values, ...plain.flatMap(formsOf), Buffer.from(`user:${plain.at(-1)}`).toString('base64')];
      const isBroken = request.url?.startsWith('/broken') || (isFirst && request.url?.startsWith('/flaky'));
      response.writeHead(isBroken ? 503 : 200, {
        'content-type': 'application/json',
        'x-echo': encodeURIComponent(plain.join(' ')),
      });
      response.end(JSON.stringify({ forms, nested: JSON.stringify({ forms }), [`k ${plain.at(-1)}`]: 1 }));
    });
  }

  static async start(): Promise<Upstream> {
    const upstream = new Upstream();
    await new Promise<void>((resolve) => upstream.server.listen(0, '127.0.0.1', resolve));
    return upstream;
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

let dataDir: string;
let upstream: Upstream;
let provider: ModelServer;
let api: RunningApi;
const lines: string[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'ice-secrets-'));
  upstream = await Upstream.start();
  provider = await startModelServer();
  api = await startApi({
    dataDir,
    logger: createLogger('trace', { write: (line) => void lines.push(line) }),
    config: {
      store: 'sqlite',
      testMode: false,
      openaiApiKey: providerKey,
      openaiBaseUrl: `${provider.url}/v1`,
      cassettes: 'record',
      cassetteDir: path.join(dataDir, 'cassettes'),
      httpToolAllow: [upstream.host],
      secretKey: createSecretKey(randomBytes(32)),
      secrets: new Map([['CONFIGURED', configured]]),
    },
  });
});

afterAll(async () => {
  await api.close();
  await provider[Symbol.asyncDispose]();
  await upstream.close();
  await rm(dataDir, { recursive: true, force: true });
});

const call = (id: string, place: string, headers: object, more: object = {}) => ({
  ...{ id, type: 'tool', tool_name: 'http_request' },
  tool_args: { url: `http://${upstream.host}${place}`, headers },
  ...more,
});
const both = {
  'x-given': 'Key {{ inputs.given }}',
  'x-key': '{{ secrets.CONFIGURED }}',
  authorization: 'Bearer {{ secrets.KEPT }}',
};
/** The input is secret; a child is handed it, and repeats what the upstream has seen. */
const inputs = { given: { type: 'string', writeOnly: true } };
const model = { model: 'openai/gpt-4o-mini', max_output_tokens: 2_000 };

const blueprint = () => ({
  schema_version: '1.0',
  name: 'canary',
  nodes: [
    call('send', '/flaky', both, { retry: { max_attempts: 3, initial_ms: 1 } }),
    call('broken', '/broken', both, { on_error: 'continue' }),
    call('unreachable', '/x', both, {
      ...{ on_error: 'continue', dependencies: ['send'] },
      tool_args: { url: 'http://127.0.0.1:{{ 1 }}/', headers: both },
    }),
    { id: 'again', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ [nodes.send, runs.broken.failure] }}' } },
    {
      ...{ id: 'remember', type: 'tool', tool_name: 'memory_write' },
      tool_args: { key: 'canary', value: '{{ nodes.again }}' },
    },
    { id: 'ask', type: 'llm', ...model, prompt: 'Repeat: {{ json(nodes.send.body) }}' },
    {
      ...{ id: 'helper', type: 'agent', ...model, instructions: 'Look.', input: '{{ json(nodes.again) }}' },
      ...{ tools: ['http_request'], max_iterations: 3 },
    },
  ],
  outputs: { all: '{{ [nodes.send, nodes.again, nodes.ask, nodes.helper] }}' },
});

/** A child that uses what it is handed and, below it, one that is handed nothing: both repeat what the upstream has seen of all. */
async function canary() {
  const nodes = [call('own', '/child', { 'x-given': '{{ inputs.given }}' }), call('plain', '/plain', {})];
  const child = { schema_version: '1.0', name: 'canary child', inputs, nodes };
  const { body } = await api.request('POST', '/api/v1/blueprints', { json: child });
  const below = { id: 'below', type: 'workflow', blueprint: body.id, inputs: { given: '{{ inputs.given }}' } };
  const { nodes: own, ...rest } = blueprint();
  return { ...rest, inputs, nodes: [...own, { ...below, dependencies: ['send', 'broken'] }] };
}

/** A model that repeats what it was asked; an agent's first turn asks the upstream what it was sent. */
function modelReply(body: { readonly tools?: unknown; readonly messages?: readonly { readonly role: string }[] }) {
  const isFirstTurn = body.tools !== undefined && !body.messages?.some(({ role }) => role === 'tool');
  const look = { name: 'http_request', arguments: { url: `http://${upstream.host}/kept` } };
  return openAiReply(isFirstTurn ? [look] : [], JSON.stringify(body.messages ?? []).slice(0, 4_000), usage);
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

describe('a secret', () => {
  let id: string;
  const seen: (readonly [string, string])[] = [];

  beforeAll(async () => {
    provider.reply = modelReply;
    const put = await api.request('PUT', '/api/v1/secrets/KEPT', { json: { value: kept } });
    seen.push(['put', put.text]);
    expect([put.status, put.body]).toEqual([200, { name: 'KEPT', source: 'stored', updated_at: expect.any(String) }]);
    const socket = await StreamClient.connect(`${api.url}/api/v1/stream`);
    socket.send({ type: 'subscribe', id: 'all', filter: {}, deltas: true });
    const { body: stored, text } = await api.request('POST', '/api/v1/blueprints', { json: await canary() });
    expect(stored.errors).toBeUndefined();
    const start = { json: { blueprint_id: stored.id, inputs: { given } }, headers: { 'idempotency-key': 'canary' } };
    const dry = await api.request('POST', '/api/v1/executions/', { json: { ...start.json, dry_run: true } });
    const started = await api.request('POST', '/api/v1/executions/', {
      ...start,
      headers: { ...start.headers, prefer: 'wait=60' },
    });
    const again = await api.request('POST', '/api/v1/executions/', start);
    id = started.body.execution_id;
    expect([dry.status, again.body.execution_id]).toEqual([200, id]);
    const others = { stored: text, dry: dry.text, start: started.text, again: again.text };
    seen.push(...Object.entries(others));
    expect([started.body.errors, started.body.failure, started.body.status]).toEqual([
      undefined,
      undefined,
      'completed',
    ]);
    socket.send({ type: 'subscribe', id: 'one', execution_id: id, deltas: true, snapshot: true });
    await socket.until((frame) => frame.type === 'complete' && frame.id === 'one');
    seen.push(['socket', JSON.stringify(socket.frames)]);
    socket.socket.close();
    for (const place of [
      `/api/v1/executions/${id}?include=events`,
      `/api/v1/executions/${id}/events?limit=1000`,
      '/api/v1/secrets',
      '/openapi.json',
      '/ready',
      `/api/v1/executions/${id}/nodes/send/io?part=input`,
      `/api/v1/executions/${id}/nodes/send/io?part=output`,
    ])
      seen.push([place, (await api.request('GET', place)).text]);
    const stream = await fetch(`${api.url}/api/v1/executions/${id}/events`, {
      headers: { accept: 'text/event-stream' },
    });
    seen.push(['event stream', await stream.text()]);
    await using client = await connectClient(api.url);
    const called = await client.callTool({ name: 'canary', arguments: { given } });
    expect(called.structuredContent).toMatchObject({ status: 'completed' });
    const { tools } = await client.listTools();
    const status = await client.callTool({ name: 'execution_status', arguments: { execution_id: id } });
    seen.push(
      ...Object.entries({ called, tools, status }).map(([name, answer]) => [name, JSON.stringify(answer)] as const),
    );
    const { body: list } = await api.request('GET', '/api/v1/executions?limit=100');
    for (const { execution_id } of list.data) {
      const { text: journal } = await api.request('GET', `/api/v1/executions/${execution_id}?include=events`);
      seen.push([`journal of ${execution_id}`, journal]);
    }
    expect(list.data).toHaveLength(4);
  }, 60_000);

  it('arrives where it is meant for, with every attempt', () => {
    const arrived = upstream.seen.filter(({ authorization }) => authorization !== undefined);
    const keys = ['x-path', 'authorization', 'x-key', 'x-given'];
    expect(arrived.map((headers) => keys.map((key) => headers[key]))).toEqual(
      expect.arrayContaining([
        ['/flaky', `Bearer ${kept}`, configured, `Key ${given}`],
        ['/broken', `Bearer ${kept}`, configured, `Key ${given}`],
      ]),
    );
    // Twice for the first execution, whose first attempt finds the upstream broken, and once for the second.
    expect(arrived.filter((headers) => headers['x-path'] === '/flaky')).toHaveLength(3);
    expect(upstream.seen.filter((headers) => headers['x-given'] === given)).toHaveLength(2);
  });

  it('shows its name in the input that is recorded', async () => {
    const io = await api.request('GET', `/api/v1/executions/${id}/nodes/send/io?part=input`);
    expect(io.body.headers).toEqual({
      'x-given': 'Key ••• inputs.given',
      'x-key': '••• CONFIGURED',
      authorization: 'Bearer ••• KEPT',
    });
  });

  it('came back in every form, and each shows its name', async () => {
    const { body } = (await api.request('GET', `/api/v1/executions/${id}/nodes/send/io?part=output`)).body;
    expect(body.forms.length).toBeGreaterThan(15);
    expect(body.forms.filter((form: string) => !/••• (KEPT|CONFIGURED|inputs\.given)/.test(form))).toEqual([]);
  });

  it('is in no answer, no event and no frame', () => {
    expect(seen.map(([where]) => where)).toHaveLength(21);
    expect(seen.flatMap(([where, text]) => hits(where, text))).toEqual([]);
  });

  it('is in no request to a model, also where an agent has fetched it', () => {
    expect(provider.bodies.length).toBeGreaterThanOrEqual(3);
    expect(provider.bodies.flatMap((body, index) => hits(`model ${index}`, JSON.stringify(body)))).toEqual([]);
  });

  it('is in no log line', () => {
    expect(lines.length).toBeGreaterThan(0);
    expect(hits('log', lines.join(''))).toEqual([]);
  });

  it('is in no file: store, journal, memory, recordings', async () => {
    const files = await filesBelow(dataDir);
    expect(files.some((file) => file.endsWith('-wal'))).toBe(!isOnRedis);
    expect(files.some((file) => file.includes('cassettes'))).toBe(true);
    const found = await Promise.all(
      files.map(async (file) => hits(path.relative(dataDir, file), (await readFile(file)).toString('latin1'))),
    );
    expect(found.flat()).toEqual([]);
  });

  it('is in the failure of no provider that repeats the key it was asked with', async () => {
    const error = { message: `Incorrect API key provided: ${providerKey}.`, code: 'invalid_api_key' };
    provider.reply = { status: 401, contentType: 'application/json', body: JSON.stringify({ error }) };
    const failing = { schema_version: '1.0', name: 'f', nodes: [{ id: 'a', type: 'llm', ...model, prompt: 'x' }] };
    const answer = await api.request('POST', '/api/v1/executions/', {
      json: { blueprint: failing },
      headers: { prefer: 'wait=30' },
    });
    expect(answer.body).toMatchObject({ status: 'failed' });
    expect(hits('provider', answer.text)).toEqual([]);
  });
});

describe('secrets over REST', () => {
  it('are listed by name, those of the operator too, and never with a value', async () => {
    const { status, body } = await api.request('GET', '/api/v1/secrets');
    expect([status, body]).toEqual([
      200,
      {
        data: [
          { name: 'CONFIGURED', source: 'environment', updated_at: null },
          { name: 'KEPT', source: 'stored', updated_at: expect.any(String) },
        ],
        next_cursor: null,
        has_more: false,
      },
    ]);
  });

  it('win over the environment, and uncover it again when they go', async () => {
    const sourceOf = async () => {
      const { body } = await api.request('GET', '/api/v1/secrets');
      return body.data.find(({ name }: { readonly name: string }) => name === 'CONFIGURED').source;
    };
    await api.request('PUT', '/api/v1/secrets/CONFIGURED', { json: { value: 'another-value' } });
    const during = await sourceOf();
    const gone = await api.request('DELETE', '/api/v1/secrets/CONFIGURED');
    expect([during, gone.status, await sourceOf()]).toEqual(['stored', 204, 'environment']);
    const again = await api.request('DELETE', '/api/v1/secrets/CONFIGURED');
    expect([again.status, again.body.hint]).toEqual([
      404,
      'The operator has set it with ICE_SECRET_CONFIGURED, and takes it away there.',
    ]);
  });

  it.each<[string, string, unknown, string]>([
    ['a short value', 'SHORT', { value: 'seven77' }, '/value'],
    ['a value of blanks around a word', 'SHORT', { value: `   short${' '.repeat(9)}` }, '/value'],
    ['a long value', 'LONG', { value: 'x'.repeat(65_537) }, '/value'],
    ['a value that its name shows', 'MY_PASSWORD', { value: 'PASSWORD' }, '/value'],
    ['a number', 'NUMBER', { value: 123456789 }, '/value'],
    ['no value', 'NONE', {}, '/value'],
    ['more than a value', 'MORE', { value: 'long-enough', note: 'x' }, '/note'],
    ['a small name', 'token', { value: 'long-enough' }, '/name'],
    ['a long name', `A${'B'.repeat(64)}`, { value: 'long-enough' }, '/name'],
  ])('are refused with %s', async (_what, name, json, pointer) => {
    const { status, body, text } = await api.request('PUT', `/api/v1/secrets/${name}`, { json });
    expect([status, body.code, body.errors[0].pointer]).toEqual([422, 'validation-failed', pointer]);
    expect(text).not.toMatch(/seven77|long-enough|x{100}/);
  });

  it('that a blueprint reads and nobody has set are all told before it starts', async () => {
    const reading = {
      ...blueprint(),
      nodes: [call('a', '/', { x: '{{ secrets.NO_B }}', y: '{{ secrets.NO_A }}' })],
      outputs: {},
    };
    const answer = await api.request('POST', '/api/v1/executions/', { json: { blueprint: reading } });
    expect([answer.status, answer.body.code, answer.body.secrets]).toEqual([422, 'secret-missing', ['NO_A', 'NO_B']]);
  });

  it('that are taken away while an execution waits fail the call that reads them', async () => {
    await api.request('PUT', '/api/v1/secrets/BRIEF', { json: { value: 'brief-value' } });
    const nodes = [
      { id: 'pause', type: 'wait', signal: 'go' },
      call('late', '/', { x: '{{ secrets.BRIEF }}' }, { dependencies: ['pause'] }),
    ];
    const { body } = await api.request('POST', '/api/v1/executions/', {
      json: { blueprint: { ...blueprint(), nodes, outputs: {} } },
    });
    await api.request('DELETE', '/api/v1/secrets/BRIEF');
    await api.request('POST', `/api/v1/executions/${body.execution_id}/signals`, { json: { name: 'go', value: 1 } });
    let snapshot = await api.request('GET', `/api/v1/executions/${body.execution_id}`);
    for (let tries = 0; tries < 400 && snapshot.body.ended_at === null; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 25));
      snapshot = await api.request('GET', `/api/v1/executions/${body.execution_id}`);
    }
    expect(snapshot.body.failure).toMatchObject({
      code: 'secret-missing',
      message: 'The secret BRIEF is not set.',
    });
  });
});

describe('a server without a key for secrets', () => {
  it('keeps none, and says which variable is missing', async () => {
    await using keyless = await startApi();
    const { status, body } = await keyless.request('PUT', '/api/v1/secrets/TOKEN', { json: { value: 'long-enough' } });
    expect([status, body.code, body.detail]).toEqual([
      409,
      'secret-key-missing',
      'ICE_SECRET_KEY is not set, so no secret can be kept here.',
    ]);
  });

  it('and one with another key does not start what it cannot read', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'ice-keys-'));
    const kept = { store: 'sqlite' as const, httpToolAllow: [upstream.host] };
    await using first = await startApi({
      dataDir: folder,
      config: { ...kept, secretKey: createSecretKey(randomBytes(32)) },
    });
    await first.request('PUT', '/api/v1/secrets/TOKEN', { json: { value: 'long-enough' } });
    await first.close();
    await using second = await startApi({
      dataDir: folder,
      config: { ...kept, secretKey: createSecretKey(randomBytes(32)) },
    });
    const reading = { ...blueprint(), nodes: [call('a', '/', { x: '{{ secrets.TOKEN }}' })], outputs: {} };
    const { status, body } = await second.request('POST', '/api/v1/executions/', { json: { blueprint: reading } });
    expect([status, body.code, body.detail]).toEqual([
      409,
      'secret-unreadable',
      'The secret TOKEN cannot be read: it was kept under another ICE_SECRET_KEY.',
    ]);
    await second.close();
    await rm(folder, { recursive: true, force: true });
  });
});
