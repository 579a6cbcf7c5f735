/** The Model Context Protocol server: blueprints and authoring as tools for the official client, and bad requests by hand. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Progress } from '@modelcontextprotocol/sdk/types.js';
import { readAppConfig } from '@ice/api';
import { sellerAssistant } from '../../examples/seller-assistant/direct.js';
import { connectClient, messagesOf, modern, post, protocolHeaders, textOf } from '../support/protocol-client.js';
import { exchange, requestBytes } from '../support/raw-http.js';
import { echoBlueprint } from '../support/sample-blueprint.js';
import { startApi, type RunningApi } from '../support/start-api.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- specs assert on it as they find it
type Loose = any;

const executions = '/api/v1/executions';
/** Looks often, and waits long enough for a slow machine. */
const limits = { ...readAppConfig({}).mcp, callWaitMs: 20_000, lookMs: 20, progressGapMs: 1, toolsPerPage: 3 };

/** Waits for nobody. */
const impatient = { ...limits, callWaitMs: 50 };

const greeting = {
  schema_version: '1.0',
  name: 'greeting',
  title: 'Greeting',
  description: 'Greets somebody.',
  inputs: { who: { type: 'string' }, mark: { type: 'string', default: '!' } },
  nodes: [
    { id: 'a', type: 'tool', tool_name: 'echo', tool_args: { value: 'Hello {{ inputs.who }}{{ inputs.mark }}' } },
    { id: 'b', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ nodes.a.value }}' } },
  ],
  outputs: { text: '{{ nodes.b.value }}' },
};

function sleeper(ms: number, name = 'sleeper'): Record<string, unknown> {
  return { schema_version: '1.0', name, nodes: [{ id: 'nap', type: 'tool', tool_name: 'sleep', tool_args: { ms } }] };
}

const asking = {
  schema_version: '1.0',
  name: 'asking',
  nodes: [{ id: 'ok', type: 'human', prompt: 'Publish?', approval: 'approve_reject', timeout_s: 3600 }],
  outputs: { decision: '{{ nodes.ok }}' },
};

async function store(api: RunningApi, document: object): Promise<string> {
  const { status, body } = await api.request('POST', '/api/v1/blueprints/', { json: document });
  expect([status, body.code]).toEqual([201, undefined]);
  return body.id as string;
}

async function call(client: Client, name: string, args: object = {}): Promise<Loose> {
  return client.callTool({ name, arguments: { ...args } });
}

async function structured(client: Client, name: string, args: object = {}): Promise<Loose> {
  const { structuredContent, isError } = await call(client, name, args);
  expect([name, isError]).toEqual([name, undefined]);
  return structuredContent;
}

async function refusal(client: Client, name: string, args: object = {}): Promise<Loose> {
  const { structuredContent, isError } = await call(client, name, args);
  expect([name, isError, structuredContent.status]).toEqual([name, true, 'refused']);
  return structuredContent.problem;
}

async function until(api: RunningApi, id: string, status: string): Promise<Loose> {
  for (let tries = 0; tries < 600; tries += 1) {
    const { body } = await api.request('GET', `${executions}/${id}`);
    if (body.status === status) return body;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`${id} never was ${status}.`);
}

/** The only execution of an API, once it is there. */
async function theExecution(api: RunningApi): Promise<string> {
  for (;;) {
    const { body } = await api.request('GET', `${executions}?tag=mcp`);
    if (body.data.length > 0) return body.data[0].execution_id as string;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

let api: RunningApi;
let client: Client & AsyncDisposable;

beforeAll(async () => {
  api = await startApi({ config: { mcp: limits } });
  client = await connectClient(api.url);
  for (const document of [greeting, sleeper(10), asking, sellerAssistant]) await store(api, document);
});

afterAll(async () => {
  await client.close();
  await api.close();
});

describe('a client that connects', () => {
  it('is told what this is and how to go about it', () => {
    expect(client.getServerVersion()).toEqual({ name: 'iceOS', version: '0.1.0' });
    expect(client.getServerCapabilities()).toEqual({ tools: {}, resources: {} });
    expect(client.getInstructions()).toMatch(/partial_create/);
  });

  it('may ping, and is told of methods that are not there', async () => {
    await expect(client.ping()).resolves.toEqual({});
    await expect(client.listPrompts()).rejects.toThrow(/prompts|Method not found/);
  });
});

describe('tools', () => {
  it('are listed a page at a time, the own ones first', async () => {
    const first = await client.listTools();
    expect(first.tools.map(({ name }) => name)).toEqual([
      'execution_status',
      'execution_wait',
      'execution_cancel',
      'execution_events',
      'answer_signal',
      'partial_create',
      'partial_get',
      'partial_update',
      'partial_suggest',
      'partial_finalize',
      'blueprint_validate',
      'blueprint_estimate',
      'greeting',
      'sleeper',
      'asking',
    ]);
    const second = await client.listTools({ cursor: first.nextCursor as string });
    expect(second.tools.map(({ name }) => name)).toContain('seller_assistant');
    await expect(client.listTools({ cursor: 'nonsense' })).rejects.toMatchObject({ code: -32602 });
  });

  it('tell what a blueprint takes, gives and may do', async () => {
    const { tools } = await client.listTools();
    const tool = tools.find(({ name }) => name === 'greeting') as Loose;
    expect({ ...tool, outputSchema: tool.outputSchema.properties.outputs }).toEqual({
      name: 'greeting',
      title: 'Greeting',
      description: 'Greets somebody.',
      inputSchema: {
        type: 'object',
        properties: { who: { type: 'string' }, mark: { type: 'string', default: '!' } },
        required: ['who'],
        additionalProperties: false,
      },
      outputSchema: {
        type: 'object',
        properties: { text: { type: 'string' } },
        required: ['text'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    });
  });

  it('tell of effects as the compiler knows them', async () => {
    const { nextCursor } = await client.listTools();
    const { tools } = await client.listTools({ cursor: nextCursor as string });
    expect(tools.find(({ name }) => name === 'seller_assistant')?.annotations).toEqual({
      readOnlyHint: false,
      destructiveHint: true,
      idempotentHint: false,
      openWorldHint: true,
    });
  });

  it('have unique names, also where blueprints have not', async () => {
    await using other = await startApi();
    await using user = await connectClient(other.url);
    const ids: string[] = [];
    for (const name of ['same', 'same', 'größte Summe: 1', 'execution_status']) {
      ids.push(await store(other, echoBlueprint(name)));
    }
    const [, second, third, fourth] = ids.map((id) => id.slice(3));
    const { tools } = await user.listTools();
    const names = tools.map(({ name }) => name).slice(12);
    expect(names).toEqual(['same', `same_${second}`, `gr_te_Summe_1_${third}`, `execution_status_${fourth}`]);
    for (const name of names) expect((await structured(user, name)).status).toBe('completed');
    // The younger one is still called so once the older one is gone.
    const { headers } = await other.request('GET', `/api/v1/blueprints/${ids[0]}`);
    const lock = headers.get('x-version-lock') as string;
    await other.request('DELETE', `/api/v1/blueprints/${ids[0]}`, { headers: { 'x-version-lock': lock } });
    expect((await structured(user, `same_${second}`)).status).toBe('completed');
    expect((await user.listTools()).tools.map(({ name }) => name)).toContain('same');
  });

  it('that are unknown are the protocol’s business', async () => {
    await expect(call(client, 'execution_statsu')).rejects.toThrow(/Did you mean execution_status/);
    await expect(call(client, `greeting_${'0'.repeat(26)}`)).rejects.toMatchObject({ code: -32602 });
  });

  it('refuse arguments that do not fit, all at once', async () => {
    const problem = await refusal(client, 'execution_events', { execution_id: 'ex_1', limit: 0, more: 1 });
    expect([problem.code, problem.errors.map(({ pointer }: Loose) => pointer).sort()]).toEqual([
      'validation-failed',
      ['/limit', '/more'],
    ]);
    expect((await refusal(client, 'execution_status', { execution_id: 'ex_1' })).code).toBe('not-found');
  });
});

describe('the call of a blueprint', () => {
  it('answers with the outputs', async () => {
    const { structuredContent, content } = await call(client, 'greeting', { who: 'Ada' });
    expect(structuredContent).toEqual({
      execution_id: expect.stringMatching(/^ex_/),
      status: 'completed',
      outputs: { text: 'Hello Ada!' },
      cost_usd: expect.any(String),
      links: expect.objectContaining({ self: expect.stringMatching(/^\/api\/v1\/executions\/ex_/) }),
    });
    expect(JSON.parse(content[0].text)).toEqual(structuredContent);
  });

  it('runs the seller assistant', async () => {
    const ended = await structured(client, 'seller_assistant');
    expect([ended.status, ended.outputs.summary]).toEqual([
      'completed',
      expect.objectContaining({ total: 9, success: 9, failures: 0 }),
    ]);
  });

  it('tells of progress to whoever wants to know', async () => {
    const seen: Progress[] = [];
    const onprogress = (progress: Progress): void => void seen.push(progress);
    await client.callTool({ name: 'greeting', arguments: { who: 'Bob' } }, undefined, { onprogress });
    expect(seen.at(-1)).toMatchObject({ progress: 2, message: 'b node.completed' });
    const counts = seen.map(({ progress }) => progress);
    expect(counts).toEqual([...new Set(counts)].sort());
  });

  it('says which inputs do not fit', async () => {
    const { code, errors } = await refusal(client, 'greeting', { mark: 1, more: true });
    expect([code, errors.map(({ pointer, code: each }: Loose) => [pointer, each]).sort()]).toEqual([
      'inputs-invalid',
      [
        ['/mark', 'validation-failed'],
        ['/more', 'unknown-property'],
        ['/who', 'missing-input'],
      ],
    ]);
  });

  it('that takes long answers that it goes on', async () => {
    await using other = await startApi({ config: { mcp: impatient } });
    await using user = await connectClient(other.url);
    await store(other, sleeper(700));
    const started = await structured(user, 'sleeper');
    expect([started.status, started.outputs]).toEqual(['running', undefined]);
    expect(started.next).toContain('execution_wait');
    const { execution_id } = started;
    expect((await structured(user, 'execution_status', { execution_id })).execution_id).toBe(execution_id);
    const ended = await structured(user, 'execution_wait', { execution_id, wait_s: 20 });
    expect([ended.status, ended.next]).toEqual(['completed', undefined]);
  });

  it('that waits for an answer says what is asked', async () => {
    const { execution_id, status, open_signals, next } = await structured(client, 'asking');
    expect([status, open_signals[0].prompt]).toEqual(['waiting', 'Publish?']);
    expect(next).toContain(open_signals[0].signal_id);
    const { signal_id } = open_signals[0];
    const wrong = await refusal(client, 'answer_signal', { execution_id, signal_id, value: 'perhaps' });
    expect([wrong.code, wrong.errors[0].pointer]).toEqual(['answer-invalid', '/value']);
    expect((await refusal(client, 'answer_signal', { execution_id, signal_id })).code).toBe('validation-failed');
    const answered = await structured(client, 'answer_signal', { execution_id, signal_id, value: 'approve' });
    expect(answered).toEqual({ execution_id, signal_id, status: 'applied' });
    const ended = await structured(client, 'execution_wait', { execution_id });
    expect([ended.status, ended.outputs]).toEqual(['completed', { decision: 'approve' }]);
    expect((await refusal(client, 'answer_signal', { execution_id, signal_id, value: 'reject' })).code).toBe(
      'signal-closed',
    );
  });

  it('waits through timers and children', async () => {
    await using other = await startApi({ config: { mcp: limits } });
    await using user = await connectClient(other.url);
    const timer = { id: 'pause', type: 'wait', for_s: 1 };
    const child = await store(other, { schema_version: '1.0', name: 'paused', nodes: [timer] });
    const parent = { schema_version: '1.0', name: 'parent', nodes: [{ id: 'c', type: 'workflow', blueprint: child }] };
    await store(other, parent);
    expect((await structured(user, 'parent')).status).toBe('completed');
  });

  it('that fails says where and why', async () => {
    await using other = await startApi();
    await using user = await connectClient(other.url);
    const node = { id: 'bad', type: 'fail', code: 'no-luck', message: 'Not today.' };
    await store(other, { schema_version: '1.0', name: 'failing', nodes: [node] });
    const result = await call(user, 'failing');
    expect([result.isError, result.structuredContent.status, result.structuredContent.failure.code]).toEqual([
      true,
      'failed',
      'no-luck',
    ]);
    expect(textOf(result)).toMatch(/^no-luck at bad: Not today\./);
  });
});

describe('cancelling', () => {
  it('a call cancels its execution', async () => {
    await using other = await startApi();
    await using user = await connectClient(other.url);
    await store(other, sleeper(60_000));
    const controller = new AbortController();
    const calling = user.callTool({ name: 'sleeper' }, undefined, { signal: controller.signal });
    const id = await theExecution(other);
    controller.abort('enough');
    await expect(calling).rejects.toThrow(/enough/);
    expect((await until(other, id, 'cancelled')).outputs).toBeNull();
  });

  it('reaches the execution through whichever process', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'ice-mcp-'));
    const options = { dataDir, config: { store: 'sqlite' as const } };
    const first = await startApi(options);
    const second = await startApi(options);
    await store(first, sleeper(60_000));
    const session = { 'mcp-session-id': 'a-session' };
    const message = { jsonrpc: '2.0', id: 7, method: 'tools/call', params: { name: 'sleeper' } };
    const calling = post(first.url, message, session);
    const id = await theExecution(second);
    const notification = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 7 } };
    expect((await post(second.url, notification, { 'mcp-session-id': 'another' })).status).toBe(202);
    expect((await post(second.url, notification, session)).status).toBe(202);
    await until(first, id, 'cancelled');
    expect(messagesOf(await calling)[0].result.structuredContent.status).toBe('cancelled');
    await second.close();
    await first.close();
    await rm(dataDir, { recursive: true });
  });

  it('is not what a lost connection means, up to the revision of 2025', async () => {
    await using other = await startApi();
    await store(other, sleeper(1_000));
    const controller = new AbortController();
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'sleeper' } });
    const { signal } = controller;
    const calling = fetch(`${other.url}/mcp`, { method: 'POST', headers: protocolHeaders, body, signal });
    const id = await theExecution(other);
    await calling;
    controller.abort();
    expect((await until(other, id, 'completed')).status).toBe('completed');
  });

  it('is what the end of the connection means since the revision of 2026', async () => {
    await using other = await startApi();
    await store(other, sleeper(60_000));
    const controller = new AbortController();
    const { json, headers } = modern(1, 'tools/call', { name: 'sleeper', arguments: {} });
    const calling = fetch(`${other.url}/mcp`, {
      method: 'POST',
      headers: { ...protocolHeaders, ...headers },
      body: JSON.stringify(json),
      signal: controller.signal,
    });
    const id = await theExecution(other);
    controller.abort();
    await expect(calling).rejects.toThrow();
    expect((await until(other, id, 'cancelled')).outputs).toBeNull();
  });

  it('is a tool as well', async () => {
    await using other = await startApi({ config: { mcp: impatient } });
    await using user = await connectClient(other.url);
    await store(other, sleeper(60_000));
    const { execution_id } = await structured(user, 'sleeper');
    await structured(user, 'execution_cancel', { execution_id });
    const ended = await structured(user, 'execution_wait', { execution_id });
    expect(ended.status).toBe('cancelled');
    const { data, has_more } = await structured(user, 'execution_events', { execution_id, limit: 2 });
    expect([data.map(({ type }: Loose) => type), has_more]).toEqual([['execution.queued', 'execution.started'], true]);
    const rest = await structured(user, 'execution_events', { execution_id, after: 2 });
    expect([rest.data.at(-1).type, rest.has_more]).toEqual(['execution.cancelled', false]);
    expect((await refusal(user, 'execution_events', { execution_id, after: 99 })).code).toBe('cursor-ahead');
  });
});

describe('a server that stops', () => {
  it('answers its callers first, and cancels nothing', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'ice-mcp-'));
    const options = { dataDir, config: { store: 'sqlite' as const } };
    const first = await startApi(options);
    await store(first, sleeper(800));
    const calling = post(first.url, { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'sleeper' } });
    const id = await theExecution(first);
    await first.close();
    expect(messagesOf(await calling)[0].result.structuredContent).toMatchObject({ execution_id: id });
    const second = await startApi(options);
    expect((await until(second, id, 'completed')).status).toBe('completed');
    await second.close();
    await rm(dataDir, { recursive: true });
  });

  it('ends the streams of those who only listen', async () => {
    const other = await startApi();
    const { json, headers } = modern(1, 'subscriptions/listen', { notifications: {} });
    const answer = await fetch(`${other.url}/mcp`, {
      method: 'POST',
      headers: { ...protocolHeaders, ...headers },
      body: JSON.stringify(json),
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    const heard = answer.text();
    await other.close();
    expect(await heard).toContain('notifications/subscriptions/acknowledged');
  });
});

describe('authoring', () => {
  it('goes from nothing to a tool that can be called', async () => {
    const created = await structured(client, 'partial_create');
    const partial_id = created.id as string;
    expect(created.diagnostics[0].code).toBe('empty-blueprint');
    const node = { id: 'price', type: 'tool', tool_name: 'pricing_strategy' };
    const actions = [
      { action: 'set', values: { name: 'authored', inputs: { cost: { type: 'number' } } } },
      { action: 'add_node', node },
    ];
    const updated = await structured(client, 'partial_update', {
      partial_id,
      version_lock: created.version_lock,
      actions,
    });
    expect(updated.pending_inputs[0]).toMatchObject({ node_id: 'price', name: 'cost' });
    const { suggestions, version_lock } = await structured(client, 'partial_suggest', { partial_id });
    expect([suggestions.length > 0, version_lock]).toEqual([true, updated.version_lock]);
    const wired = suggestions.find(({ type }: Loose) => type === 'wire') ?? suggestions[0];
    const apply = [wired.id];
    const committed = await structured(client, 'partial_suggest', { partial_id, commit: true, apply, version_lock });
    expect(committed.blueprint.nodes[0].tool_args).toEqual({ cost: '{{ inputs.cost }}' });
    expect(await structured(client, 'partial_get', { partial_id })).toEqual(committed);
    const lock = { partial_id, version_lock: committed.version_lock };
    const finalized = await structured(client, 'partial_finalize', lock);
    expect(finalized).toMatchObject({ id: expect.stringMatching(/^bp_/), tool_name: 'authored' });
    const { outputs } = await structured(client, 'authored', { cost: 600 });
    expect(outputs).toEqual({ price: { price: 750 } });
    expect((await refusal(client, 'partial_finalize', lock)).code).toBe('already-finalized');
  });

  it('refuses stale and malformed locks as REST does', async () => {
    const { id: partial_id, version_lock } = await structured(client, 'partial_create', {
      node: { id: 'a', type: 'tool', tool_name: 'echo' },
    });
    const actions = [{ action: 'set', values: { title: 'One' } }];
    const { version_lock: newer } = await structured(client, 'partial_update', { partial_id, version_lock, actions });
    const stale = await refusal(client, 'partial_update', { partial_id, version_lock, actions });
    expect([stale.code, stale.current_lock, stale.status]).toEqual(['lock-conflict', newer, 409]);
    const malformed = await refusal(client, 'partial_update', { partial_id, version_lock: 'no lock', actions });
    expect(malformed.code).toBe('lock-malformed');
    const commit = await refusal(client, 'partial_suggest', { partial_id, commit: true });
    expect(commit.code).toBe('lock-required');
    const both = { partial_id, version_lock: newer, actions, blueprint: {} };
    expect((await refusal(client, 'partial_update', both)).code).toBe('validation-failed');
    const unknown = { partial_id, version_lock: newer, actions: [{ action: 'remove_node', node_id: 'b' }] };
    expect((await refusal(client, 'partial_update', unknown)).code).toBe('unknown-node');
    expect((await refusal(client, 'partial_get', { partial_id: 'pbp_1' })).code).toBe('not-found');
  });

  it('judges documents with all that is wrong with them, and how to mend it', async () => {
    const blueprint = { ...echoBlueprint(), nodes: [{ id: 'a', type: 'tool', tool_name: 'ecko', tool_args: {} }] };
    const { ok, diagnostics, revision } = await structured(client, 'blueprint_validate', { blueprint });
    expect([ok, revision, diagnostics[0].code]).toEqual([false, null, 'unknown-tool']);
    expect(diagnostics[0].fix.patch ?? diagnostics[0].fix).toBeTruthy();
    const sound = await structured(client, 'blueprint_validate', { blueprint: greeting });
    expect([sound.ok, sound.capabilities.tools, sound.diagnostics]).toEqual([true, ['echo'], []]);
  });

  it('does not finalize what is unsound', async () => {
    const { id: partial_id, version_lock } = await structured(client, 'partial_create', {
      blueprint: { name: 'unsound', nodes: [{ id: 'a', type: 'tool', tool_name: 'ecko' }] },
    });
    const result = await call(client, 'partial_finalize', { partial_id, version_lock });
    expect([result.isError, result.structuredContent.problem.code]).toEqual([true, 'unknown-tool']);
    expect(textOf(result)).toMatch(/^unknown-tool: .*\n- \/nodes\/0\/tool_name: /);
  });
});

describe('resources', () => {
  it('are the catalog, the schema, blueprints and executions', async () => {
    const { resources } = await client.listResources();
    expect(resources.map(({ uri, mimeType }) => [uri, mimeType])).toEqual(
      ['catalog/tools', 'catalog/node-kinds', 'catalog/models', 'catalog/limits', 'schemas/blueprint'].map((name) => [
        `ice://${name}`,
        'application/json',
      ]),
    );
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
      'ice://blueprints/{id}',
      'ice://executions/{id}',
    ]);
  });

  it.each([
    ['ice://catalog/tools', '/api/v1/catalog/tools'],
    ['ice://catalog/node-kinds', '/api/v1/catalog/node-kinds'],
    ['ice://catalog/models', '/api/v1/catalog/models'],
    ['ice://catalog/limits', '/api/v1/catalog/limits'],
  ])('%s says what %s says', async (uri, place) => {
    const { body } = await api.request('GET', place);
    expect(JSON.parse(textOf(await client.readResource({ uri })))).toEqual(body);
  });

  it('have the schema of documents', async () => {
    const schema = JSON.parse(textOf(await client.readResource({ uri: 'ice://schemas/blueprint' })));
    expect(Object.keys(schema.$defs.Blueprint.properties)).toEqual(
      expect.arrayContaining(['schema_version', 'name', 'nodes']),
    );
  });

  it('have blueprints with their locks, and executions', async () => {
    const id = await store(api, echoBlueprint('to_read'));
    const read = (await client.readResource({ uri: `ice://blueprints/${id}` })) as Loose;
    expect(JSON.parse(textOf(read))).toEqual(echoBlueprint('to_read'));
    const { headers } = await api.request('GET', `/api/v1/blueprints/${id}`);
    expect(read.contents[0]._meta.version_lock).toBe(headers.get('x-version-lock'));
    const { execution_id } = await structured(client, 'to_read');
    const { body } = await api.request('GET', `${executions}/${execution_id}`);
    const snapshot = textOf(await client.readResource({ uri: `ice://executions/${execution_id}` }));
    expect(JSON.parse(snapshot)).toEqual(body);
  });

  it.each(['ice://catalog/nothing', 'ice://blueprints/bp_1', 'ice://executions/../x', 'file:///etc/passwd', 'x'])(
    'do not have %s',
    async (uri) => {
      await expect(client.readResource({ uri })).rejects.toMatchObject({ code: -32602 });
    },
  );
});

describe('a request by hand', () => {
  const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
  const initialize = {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'hand', version: '1' } },
  };

  it('may begin with initialize, and is given a session', async () => {
    const answer = await post(api.url, initialize);
    expect([answer.status, answer.headers.get('mcp-session-id')]).toEqual([200, expect.stringMatching(/^[!-~]{36}$/)]);
    expect(messagesOf(answer)[0].result.protocolVersion).toBe('2025-06-18');
    const future = { ...initialize, params: { ...initialize.params, protocolVersion: '2999-01-01' } };
    expect(messagesOf(await post(api.url, future))[0].result.protocolVersion).toMatch(/^2025-/);
  });

  it('of the revision 2026-07-28 needs no session', async () => {
    const { json, headers } = modern(1, 'tools/call', { name: 'greeting', arguments: { who: 'Eve' } });
    const answer = await post(api.url, json, headers);
    expect([answer.status, answer.headers.get('mcp-session-id')]).toEqual([200, null]);
    expect(messagesOf(answer)[0].result.structuredContent.outputs).toEqual({ text: 'Hello Eve!' });
    const listed = modern(2, 'tools/list');
    expect(messagesOf(await post(api.url, listed.json, listed.headers))[0].result.tools).toHaveLength(15);
    const found = modern(3, 'server/discover');
    expect(messagesOf(await post(api.url, found.json, found.headers))[0].result.supportedVersions).toEqual([
      '2026-07-28',
    ]);
  });

  it('of the revision 2026-07-28 is told of progress in its answer', async () => {
    const params = { name: 'greeting', arguments: { who: 'Eve' }, _meta: { progressToken: 'p' } };
    const { json, headers } = modern(1, 'tools/call', params);
    const messages = messagesOf(await post(api.url, json, headers));
    expect(messages.at(-2).params).toMatchObject({ progressToken: 'p', progress: 2, message: 'b node.completed' });
    expect(messages.at(-1).result.structuredContent.status).toBe('completed');
  });

  it.each(['GET', 'DELETE', 'PUT'])('%s is no method of it', async (method) => {
    const headers = { accept: 'text/event-stream', 'mcp-session-id': 'x' };
    const { status, headers: answered } = await api.request(method, '/mcp', { headers });
    expect([status, answered.get('allow')]).toEqual([405, 'POST']);
  });

  it.each([
    ['a foreign page', { origin: 'http://evil.example' }, 403, 'origin-not-allowed'],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }, 403, 'origin-not-allowed'],
    ['another type of body', { 'content-type': 'text/plain' }, 415, 'unsupported-media-type'],
  ] as const)('of %s is refused like REST', async (_what, headers, status, code) => {
    const answer = await post(api.url, ping, headers);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('to another name is refused like REST', async () => {
    const headers = { ...protocolHeaders, host: 'rebound.example' };
    const answer = await exchange(api.port, requestBytes('POST', '/mcp', headers, Buffer.from(JSON.stringify(ping))));
    expect([answer.status, answer.body.code]).toEqual([403, 'host-not-allowed']);
  });

  it.each([
    ['no JSON', '{"jsonrpc": "2.0", ', 400, 'malformed-json'],
    ['a batch', JSON.stringify([ping, ping]), 400, 'body-not-object'],
    ['a forbidden key', '{"jsonrpc":"2.0","id":1,"method":"ping","params":{"__proto__":{}}}', 400, 'forbidden-key'],
    ['nothing', '', 400, 'malformed-json'],
    ['too much', JSON.stringify({ ...ping, params: { text: 'x'.repeat(1_048_576) } }), 413, 'body-too-large'],
  ])('with %s is refused like REST', async (_what, body, status, code) => {
    const bytes = requestBytes('POST', '/mcp', protocolHeaders, Buffer.from(body));
    const answer = await exchange(api.port, bytes);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it.each([
    ['no message', {}, {}, 400],
    ['a method that is none', { ...ping, method: 5 }, {}, 400],
    ['an unknown revision', ping, { 'mcp-protocol-version': '1999-01-01' }, 400],
    ['a client that wants no stream', ping, { accept: 'application/json' }, 406],
    ['a header of 2026 and a body of 2025', ping, { 'mcp-protocol-version': '2026-07-28' }, 400],
  ] as const)('with %s is answered as the protocol says', async (_what, json, headers, status) => {
    const answer = await post(api.url, json, headers);
    expect([answer.status, answer.body.jsonrpc, typeof answer.body.error.code]).toEqual([status, '2.0', 'number']);
  });

  it('with parameters that do not fit is answered in the words of JSON-RPC', async () => {
    const answers = await Promise.all([
      post(api.url, { ...ping, method: 'tools/call', params: { name: 5 } }),
      post(api.url, { ...ping, method: 'tools/call', params: { name: 'greeting', arguments: 'x' } }),
      post(api.url, { ...ping, method: 'no/such' }),
      post(api.url, { ...ping, method: 'resources/read' }),
    ]);
    expect(answers.map((answer) => [answer.status, messagesOf(answer)[0].error.code])).toEqual([
      [200, -32602],
      [200, -32602],
      [200, -32601],
      [200, -32602],
    ]);
  });

  it('may be a notification, of whatever, also of a request that was never made', async () => {
    const cancelled = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 99 } };
    const answers = await Promise.all([
      post(api.url, { jsonrpc: '2.0', method: 'notifications/initialized' }),
      post(api.url, cancelled),
      post(api.url, cancelled, { 'mcp-session-id': 'x' }),
      post(api.url, { jsonrpc: '2.0', method: 'notifications/cancelled', params: 5 }),
    ]);
    expect(answers.map(({ status, text }) => [status, text])).toEqual([
      [202, ''],
      [202, ''],
      [202, ''],
      [400, expect.any(String)],
    ]);
  });

  it('finds no place where there are too many', async () => {
    await using other = await startApi({ config: { mcp: { ...limits, maxOpenCalls: 1 } } });
    await store(other, sleeper(2_000));
    const calling = post(other.url, { ...ping, method: 'tools/call', params: { name: 'sleeper' } });
    await theExecution(other);
    expect((await post(other.url, ping)).body.code).toBe('subscription-limit');
    expect(messagesOf(await calling)[0].result.structuredContent.status).toBe('completed');
    expect((await post(other.url, ping)).status).toBe(200);
  });
});
