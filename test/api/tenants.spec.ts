/** Two organisations on one server: what belongs to one is not there for the other. An id of the other answers exactly as one that was
 *  never given, on every route and surface, and nothing that either keeps is met by the other. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tenantOf } from '@ice/core';
import { bytesOf, readBadInputs } from '../support/bad-input.js';
import { startKeyedApi, type KeyedApi } from '../support/keyed-api.js';
import { messagesOf, modern, protocolHeaders } from '../support/protocol-client.js';
import { exchange } from '../support/raw-http.js';
import { routeList } from '../support/route-list.js';
import type { ApiAnswer, ApiRequest } from '../support/start-api.js';
import { StreamClient } from '../support/stream-client.js';

const blueprints = '/api/v1/blueprints';
const partials = '/api/v1/mcp/blueprints/partial';
const executions = '/api/v1/executions';

/** Runs, and then waits for an answer. */
const reviewed = (name: string) => ({
  schema_version: '1.0',
  name,
  tags: ['shared'],
  nodes: [
    { id: 'first', type: 'tool', tool_name: 'echo', tool_args: { value: name } },
    { id: 'ok', type: 'human', prompt: 'Publish?', approval: 'approve_reject', timeout_s: 3600, on_timeout: 'fail' },
  ],
});

const calling = (tool_name: string, tool_args: object, rest: object = {}, more: object = {}) => ({
  schema_version: '1.0',
  name: 'calling',
  ...more,
  nodes: [{ id: 'call', type: 'tool', tool_name, tool_args, ...rest }],
});

const running = (blueprint: string) => ({
  schema_version: '1.0',
  name: 'parent',
  nodes: [{ id: 'child', type: 'workflow', blueprint }],
});

const agent = {
  id: 'ask',
  type: 'agent',
  model: 'openai/gpt-4o-mini',
  instructions: 'Help.',
  input: 'Hello.',
  tools: [],
  max_iterations: 3,
  max_output_tokens: 50,
};

const asking = (blueprint: string) => ({
  schema_version: '1.0',
  name: 'asking',
  nodes: [{ ...agent, tools: [blueprint] }],
});

/** What one organisation has, by the names of placeholders. */
interface Belongings {
  readonly blueprint: string;
  readonly lock: string;
  readonly revision: string;
  readonly partial: string;
  readonly partialLock: string;
  /** An execution that waits. */
  readonly execution: string;
  readonly signal: string;
  /** One that has ended. */
  readonly ended: string;
  /** The id of an API key. */
  readonly key: string;
}

let api: KeyedApi;
let own: Belongings;
let theirs: Belongings;
/** The same for the caller as `theirs`, and never given to anybody: every id as `theirs` in the caller's own tenant. */
let nobodys: Belongings;

const ask = (method: string, path: string, options?: ApiRequest) => api.ask(api.keys.all, method, path, options);
const askAsOther = (method: string, path: string, options?: ApiRequest) =>
  api.ask(api.keys.other, method, path, options);

/** Starts and waits for the end, or for the wait. */
async function started(asker: typeof ask, json: object): Promise<ApiAnswer['body']> {
  const { status, body } = await asker('POST', executions, { json, headers: { prefer: 'wait=30' } });
  expect([200, 202]).toContain(status);
  return (await asker('GET', `${executions}/${body.execution_id}`)).body;
}

async function possess(asker: typeof ask, name: string): Promise<Belongings> {
  const stored = (await asker('POST', blueprints, { json: reviewed(name) })).body;
  const partial = (await asker('POST', partials, { json: { blueprint: reviewed(name) } })).body;
  const waiting = await started(asker, { blueprint_id: stored.id });
  const ended = await started(asker, { blueprint: calling('echo', { value: name }) });
  const key = (await asker('POST', '/api/v1/keys', { json: { name, scopes: ['read'] } })).body;
  expect([waiting.status, ended.status]).toEqual(['waiting', 'completed']);
  return {
    blueprint: stored.id,
    lock: stored.version_lock,
    revision: stored.revision,
    partial: partial.id,
    partialLock: partial.version_lock,
    execution: waiting.execution_id,
    signal: waiting.open_signals[0].signal_id,
    ended: ended.execution_id,
    key: key.id,
  };
}

beforeAll(async () => {
  api = await startKeyedApi();
  theirs = await possess(askAsOther, 'theirs');
  own = await possess(ask, 'own');
  const [mine, other] = [own.blueprint, theirs.blueprint].map((id) => tenantOf(id) as string);
  const moved = Object.entries(theirs).map(([name, id]) => [name, id.replace(`${other}`, `${mine}`)]);
  nobodys = { ...(Object.fromEntries(moved) as unknown as Belongings), revision: `sha256:${'0'.repeat(64)}` };
  expect(nobodys.execution).not.toBe(theirs.execution);
});

afterAll(() => api.close());

/** A request about what somebody has. */
interface Inquiry {
  /** As the list of routes has it. */
  readonly route: string;
  /** Path after the prefix of the route, headers and body. */
  readonly about: (thing: Belongings) => { readonly path: string; readonly options?: ApiRequest };
}

const to = (route: string, about: Inquiry['about']): Inquiry => ({ route, about });
const locked = ({ lock }: Belongings, json?: object): ApiRequest => ({
  headers: { 'x-version-lock': lock },
  ...(json && { json }),
});
const partialLocked = ({ partialLock }: Belongings, json?: object): ApiRequest => ({
  headers: { 'x-version-lock': partialLock },
  ...(json && { json }),
});
const at = (path: string, options?: ApiRequest) => ({ path, ...(options && { options }) });
const oneBlueprint = `${blueprints}/{id}`;
const onePartial = `${partials}/{id}`;
const oneExecution = `${executions}/{id}`;

/** Every way to ask for something by its id. */
const inquiries: readonly Inquiry[] = [
  to(`GET ${oneBlueprint}`, ({ blueprint }) => at(`${blueprints}/${blueprint}`)),
  to(`GET ${oneBlueprint}`, ({ blueprint, lock }) =>
    at(`${blueprints}/${blueprint}`, { headers: { 'if-none-match': `"${lock}"` } }),
  ),
  to(`PUT ${oneBlueprint}`, (it) => at(`${blueprints}/${it.blueprint}`, locked(it, reviewed('mine')))),
  to(`PATCH ${oneBlueprint}`, (it) => at(`${blueprints}/${it.blueprint}`, locked(it, { title: 'Mine' }))),
  to(`DELETE ${oneBlueprint}`, (it) => at(`${blueprints}/${it.blueprint}`, locked(it))),
  to(`POST ${oneBlueprint}/clone`, ({ blueprint }) => at(`${blueprints}/${blueprint}/clone`, { json: {} })),
  to(`GET ${oneBlueprint}/revisions`, ({ blueprint }) => at(`${blueprints}/${blueprint}/revisions`)),
  to(`GET ${oneBlueprint}/revisions/{revision}`, ({ blueprint, revision }) =>
    at(`${blueprints}/${blueprint}/revisions/${revision}`),
  ),
  to(`GET ${oneBlueprint}/revisions/{revision}`, ({ revision }) =>
    at(`${blueprints}/${own.blueprint}/revisions/${revision}`),
  ),
  to(`GET ${oneBlueprint}/revisions/{revision}/certificate`, ({ blueprint, revision }) =>
    at(`${blueprints}/${blueprint}/revisions/${revision}/certificate`),
  ),
  to(`GET ${oneBlueprint}/revisions/{revision}/certificate`, ({ revision }) =>
    at(`${blueprints}/${own.blueprint}/revisions/${revision}/certificate`),
  ),
  to(`GET ${oneBlueprint}/diff`, ({ blueprint }) => at(`${blueprints}/${blueprint}/diff`)),
  to(`GET ${oneBlueprint}/diff`, ({ revision }) => at(`${blueprints}/${own.blueprint}/diff?from=${revision}`)),
  to(`GET ${onePartial}`, ({ partial }) => at(`${partials}/${partial}`)),
  to(`PUT ${onePartial}`, (it) =>
    at(`${partials}/${it.partial}`, partialLocked(it, { action: 'set', values: { title: 'Mine' } })),
  ),
  to(`DELETE ${onePartial}`, (it) => at(`${partials}/${it.partial}`, partialLocked(it))),
  to(`POST ${onePartial}/finalize`, (it) => at(`${partials}/${it.partial}/finalize`, partialLocked(it))),
  to(`POST ${onePartial}/suggest`, ({ partial }) => at(`${partials}/${partial}/suggest`)),
  to(`POST ${onePartial}/suggest`, (it) => at(`${partials}/${it.partial}/suggest?commit=true`, partialLocked(it))),
  to(`POST ${executions}`, ({ blueprint }) => at(executions, { json: { blueprint_id: blueprint } })),
  to(`POST ${executions}`, ({ blueprint }) => at(executions, { json: { blueprint_id: blueprint, dry_run: true } })),
  to(`POST ${executions}`, ({ revision }) => at(executions, { json: { revision } })),
  to(`GET ${oneExecution}`, ({ execution }) => at(`${executions}/${execution}`)),
  to(`GET ${oneExecution}`, ({ ended }) => at(`${executions}/${ended}?include=events`)),
  to(`GET ${oneExecution}/events`, ({ execution }) => at(`${executions}/${execution}/events?after=1&limit=1`)),
  to(`GET ${oneExecution}/events`, ({ ended }) =>
    at(`${executions}/${ended}/events`, { headers: { accept: 'text/event-stream', 'last-event-id': '1' } }),
  ),
  to(`GET ${oneExecution}/nodes/{path}/io`, ({ ended }) => at(`${executions}/${ended}/nodes/call/io`)),
  to(`GET ${oneExecution}/nodes/{path}/io`, ({ ended }) =>
    at(`${executions}/${ended}/nodes/call/io?part=input&sequence=3`),
  ),
  to(`POST ${oneExecution}/cancel`, ({ execution }) => at(`${executions}/${execution}/cancel`)),
  to(`POST ${oneExecution}/rerun`, ({ ended }) => at(`${executions}/${ended}/rerun`, { json: {} })),
  to(`GET ${oneExecution}/compare/{other}`, ({ ended }) => at(`${executions}/${ended}/compare/${own.ended}`)),
  to(`GET ${oneExecution}/compare/{other}`, ({ ended }) => at(`${executions}/${own.ended}/compare/${ended}`)),
  to(`GET ${oneExecution}/signals`, ({ execution }) => at(`${executions}/${execution}/signals`)),
  to(`POST ${oneExecution}/signals`, ({ execution }) =>
    at(`${executions}/${execution}/signals`, { json: { path: 'ok', value: { decision: 'approve' } } }),
  ),
  to(`POST ${oneExecution}/signals/{signal_id}`, ({ execution }) =>
    at(`${executions}/${execution}/signals/${theirs.signal}`, { json: { value: { decision: 'approve' } } }),
  ),
  to(`POST ${oneExecution}/signals/{signal_id}`, ({ signal }) =>
    at(`${executions}/${own.execution}/signals/${signal}`, { json: { value: { decision: 'approve' } } }),
  ),
  to('GET /api/v1/keys/{id}', ({ key }) => at(`/api/v1/keys/${key}`)),
  to('PATCH /api/v1/keys/{id}', ({ key }) => at(`/api/v1/keys/${key}`, { json: { budget_usd: 1 } })),
  to('DELETE /api/v1/keys/{id}', ({ key }) => at(`/api/v1/keys/${key}`)),
  to('POST /api/v1/stream-tokens', ({ execution }) =>
    at('/api/v1/stream-tokens', { json: { execution_id: execution } }),
  ),
];

/** Without the ids that were asked with, long ones also where they are cut. */
function withoutIds(text: string, it: Belongings): string {
  return Object.values(it).reduce(
    (rest, id: string) => rest.replaceAll(id, 'ID').replaceAll(`${id.slice(0, 59)}…`, 'ID'),
    text,
  );
}

/** An answer but for what tells requests apart. */
function told({ status, headers, text }: ApiAnswer, it: Belongings) {
  const { request_id: _id, ...problem } = JSON.parse(withoutIds(text, it)) as Record<string, unknown>;
  const names = [...headers.keys()].filter((name) => !name.startsWith('ratelimit'));
  return { status, names, problem };
}

describe('an id of another organisation', () => {
  it.each(inquiries.map((inquiry, index) => [`${inquiry.route} (${index + 1})`, inquiry] as const))(
    'is not there for %s, as if it had never been given',
    async (_name, { route, about }) => {
      const [method = ''] = route.split(' ');
      const [of, unknown] = [about(theirs), about(nobodys)];
      const refused = told(await ask(method, of.path, of.options), theirs);
      expect(refused).toEqual(told(await ask(method, unknown.path, unknown.options), nobodys));
      expect([refused.status, refused.problem['code']]).toEqual([404, 'not-found']);
    },
  );

  it('is asked for above on every route that takes one', () => {
    const asked = new Set(inquiries.map(({ route }) => route));
    const others = [
      /^[A-Z]+ \/api\/v1\/(catalog|secrets)\//,
      /^[A-Z]+ \/(docs|mock-bin|problems)\//,
      /^[A-Z]+ \/openapi/,
    ];
    const taking = routeList(api).filter((route) => route.includes('{') && others.every((one) => !one.test(route)));
    expect(taking.filter((route) => !asked.has(route))).toEqual([]);
  });

  it('changes nothing of what is there, whatever was asked for it', async () => {
    const [blueprint, partial, execution] = await Promise.all([
      askAsOther('GET', `${blueprints}/${theirs.blueprint}`),
      askAsOther('GET', `${partials}/${theirs.partial}`),
      askAsOther('GET', `${executions}/${theirs.execution}`),
    ]);
    expect(blueprint.headers.get('x-version-lock')).toBe(theirs.lock);
    expect(partial.body).toMatchObject({ version_lock: theirs.partialLock });
    expect(partial.body.finalized_as).toBeUndefined();
    expect(execution.body).toMatchObject({ status: 'waiting', open_signals: [{ signal_id: theirs.signal }] });
  });

  const documents = [
    ['workflow', running],
    ['agent', asking],
  ] as const;
  it.each(
    documents.flatMap(([kind, make]) => (['blueprint', 'revision'] as const).map((by) => [kind, by, make] as const)),
  )('in a document (%s, by its %s) is an unknown one for the compiler', async (_kind, by, make) => {
    const findings = async (it: Belongings) => {
      const document = make(it[by]);
      const [judged, created, run, partial, estimate] = await Promise.all([
        ask('POST', `${blueprints}/validate`, { json: document }),
        ask('POST', blueprints, { json: document }),
        ask('POST', executions, { json: { blueprint: document } }),
        ask('POST', partials, { json: { blueprint: document } }),
        ask('POST', '/api/v1/governance/estimate', { json: document }),
      ]);
      const { diagnostics } = judged.body;
      expect([created, run, estimate, partial].map(({ status }) => status)).toEqual([422, 422, 422, 201]);
      const errors = [created, run, estimate].map(({ body }) => body.errors);
      const all = [diagnostics, ...errors, partial.body.diagnostics];
      return JSON.parse(withoutIds(JSON.stringify(all), it)) as readonly (readonly { readonly code: string }[])[];
    };
    const found = await findings(theirs);
    expect(found).toEqual(await findings(nobodys));
    expect(found.map((list) => list.map(({ code }) => code))).toEqual(Array(5).fill(['unknown-blueprint']));
  });

  it('may be asked for by its own organisation on every one of these routes', async () => {
    const reading = inquiries.filter(({ route }) => route.startsWith('GET') && !route.endsWith('/compare/{other}'));
    const answers = await Promise.all(
      reading
        .map(({ about }) => about(theirs))
        .filter(({ path }) => !path.includes(own.blueprint))
        .map(({ path, options }) => askAsOther('GET', path, options)),
    );
    expect(answers.length).toBeGreaterThan(8);
    expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 304)).toEqual([]);
  });

  const cases = readBadInputs('executions').filter(({ id }) => ['EXECUT-003', 'EXECUT-053'].includes(id));
  if (cases.length === 0) it.skip('in the corpus (skipped: ../shared/bad-inputs.json is not there)', () => undefined);
  else
    it.each(cases.map((one) => [one.id, one] as const))('is answered as the corpus says in %s', async (_id, one) => {
      const values = {
        token: api.keys.all,
        other_tenant_blueprint_id: theirs.blueprint,
        other_tenant_execution_id: theirs.execution,
      };
      const { status, body } = await exchange(api.port, bytesOf(one, values));
      expect([status, body.code]).toEqual([one.expect.status, one.expect.code]);
    });
});

describe('lists', () => {
  const idsIn = async (asker: typeof ask, path: string): Promise<readonly string[]> => {
    const { status, body } = await asker('GET', path);
    expect(status).toBe(200);
    return body.data.map((row: { id?: string; execution_id?: string }) => row.id ?? row.execution_id);
  };

  it.each([
    [blueprints],
    [`${blueprints}?tag=shared`],
    [partials],
    [executions],
    [`${executions}?status=waiting`],
    [`${executions}?started_after=2020-01-01T00:00:00Z`],
  ])('of %s show what is one’s own', async (path) => {
    const [mine, others] = [await idsIn(ask, path), await idsIn(askAsOther, path)];
    expect(new Set(mine.map(tenantOf))).toEqual(new Set([tenantOf(own.blueprint)]));
    expect(new Set(others.map(tenantOf))).toEqual(new Set([tenantOf(theirs.blueprint)]));
  });

  it.each([[`${blueprints}?name=theirs`], [`${executions}?blueprint_id=THEIRS`]])(
    'of %s are empty where only another organisation has such',
    async (path) => {
      expect(await idsIn(ask, path.replace('THEIRS', theirs.blueprint))).toEqual([]);
      expect(await idsIn(askAsOther, path.replace('THEIRS', theirs.blueprint))).not.toEqual([]);
    },
  );

  it.each([
    [blueprints, 'blueprint'],
    [partials, 'partial'],
    [executions, 'execution'],
  ] as const)('of %s show nothing of another organisation after a cursor from there', async (path, kind) => {
    const cursor = Buffer.from(theirs[kind]).toString('base64url');
    const listed = await idsIn(ask, `${path}?cursor=${cursor}`);
    expect(listed.filter((id) => tenantOf(id) !== tenantOf(own.blueprint))).toEqual([]);
  });
});

describe('the stream', () => {
  const connect = (path: string, key = api.keys.all) =>
    StreamClient.connect(`${api.url}${path}`, ['ice.stream.v1'], { headers: { authorization: `Bearer ${key}` } });

  it('has no execution of another organisation, neither by a frame nor by a path', async () => {
    using socket = await connect('/api/v1/stream');
    const problems: object[] = [];
    for (const it of [theirs, nobodys]) {
      socket.send({ type: 'subscribe', id: it.ended, execution_id: it.ended, after: 0, deltas: true });
      const { problem } = await socket.until(({ type, id }) => type === 'error' && id === it.ended);
      const { request_id: _id, ...rest } = JSON.parse(withoutIds(JSON.stringify(problem), it)) as object & {
        request_id: string;
      };
      problems.push(rest);
    }
    expect(problems[0]).toMatchObject({ code: 'not-found', status: 404 });
    expect(problems[0]).toEqual(problems[1]);
    using direct = await connect(`/ws/executions/${theirs.execution}`);
    expect((await direct.until(({ type }) => type === 'error')).problem).toMatchObject({ code: 'not-found' });
    expect([...socket.frames, ...direct.frames].filter(({ type }) => type === 'event' || type === 'batch')).toEqual([]);
  });

  it('at large tells each organisation of its own executions', async () => {
    using mine = await connect('/api/v1/stream');
    using others = await connect('/api/v1/stream', api.keys.other);
    const filter = { tag: 'told' };
    for (const socket of [mine, others]) socket.send({ type: 'subscribe', id: 'all', filter });
    for (const socket of [mine, others]) await socket.until(({ type }) => type === 'live');
    const blueprint = calling('echo', { value: 1 });
    const foreign = await started(askAsOther, { blueprint, tags: ['told'] });
    const native = await started(ask, { blueprint, tags: ['told'] });
    const eventsOf = (frames: StreamClient['frames']) =>
      frames.flatMap((frame) => (frame.type === 'event' ? [frame.event] : frame.type === 'batch' ? frame.events : []));
    const isDone = (id: string) => (frame: StreamClient['frames'][number]) =>
      eventsOf([frame]).some((event) => event.execution_id === id && event.type === 'execution.completed');
    await mine.until(isDone(native.execution_id));
    await others.until(isDone(foreign.execution_id));
    expect(new Set(eventsOf(mine.frames).map((event) => event.execution_id))).toEqual(new Set([native.execution_id]));
    expect(new Set(eventsOf(others.frames).map((event) => event.execution_id))).toEqual(
      new Set([foreign.execution_id]),
    );
  });
});

describe('the Model Context Protocol', () => {
  let messages = 0;
  const say = async (method: string, params: object, key = api.keys.all) => {
    const { json, headers } = modern((messages += 1), method, params);
    const authorization = `Bearer ${key}`;
    const answer = await api.request('POST', '/mcp', {
      json,
      headers: { ...protocolHeaders, ...headers, authorization },
    });
    return messagesOf(answer).at(-1);
  };
  const call = (name: string, given: object) => say('tools/call', { name, arguments: given });
  const plain = (message: object, it: Belongings): object => {
    const text = withoutIds(JSON.stringify(message), it)
      .replace(/"request_id":"[^"]*"/g, '')
      .replace(/"id":\d+/, '');
    return { text: text.replace(/request_id\\":\\"[^"]*\\"/g, '') };
  };

  it.each([
    ['blueprints', 'blueprint'],
    ['executions', 'execution'],
  ] as const)('has no resource ice://%s/{id} of another organisation', async (kind, member) => {
    const read = (it: Belongings) => say('resources/read', { uri: `ice://${kind}/${it[member]}` });
    const refused = await read(theirs);
    expect(refused.error).toMatchObject({ message: expect.stringContaining('There is no resource') });
    expect(plain(refused, theirs)).toEqual(plain(await read(nobodys), nobodys));
  });

  it.each<[string, (it: Belongings) => object]>([
    ['execution_status', (it) => ({ execution_id: it.execution })],
    ['execution_wait', (it) => ({ execution_id: it.ended, wait_s: 0 })],
    ['execution_cancel', (it) => ({ execution_id: it.execution })],
    ['execution_events', (it) => ({ execution_id: it.ended })],
    ['answer_signal', (it) => ({ execution_id: it.execution, path: 'ok', value: { decision: 'approve' } })],
    ['answer_signal', (it) => ({ execution_id: it.execution, signal_id: theirs.signal, value: {} })],
    ['partial_get', (it) => ({ partial_id: it.partial })],
    ['partial_update', (it) => ({ partial_id: it.partial, version_lock: it.partialLock, blueprint: {} })],
    ['partial_suggest', (it) => ({ partial_id: it.partial })],
    ['partial_suggest', (it) => ({ partial_id: it.partial, commit: true, version_lock: it.partialLock })],
    ['partial_finalize', (it) => ({ partial_id: it.partial, version_lock: it.partialLock })],
  ])('refuses %s for an id of another organisation as for an unknown one', async (name, given) => {
    const refused = await call(name, given(theirs));
    expect(refused.result).toMatchObject({
      isError: true,
      structuredContent: { status: 'refused', problem: { status: 404, code: 'not-found' } },
    });
    expect(plain(refused, theirs)).toEqual(plain(await call(name, given(nobodys)), nobodys));
  });

  it('lists and calls the blueprints of one’s own organisation only', async () => {
    const named = async (key: string) => {
      const { result } = await say('tools/list', {}, key);
      return (result.tools as readonly { readonly name: string }[]).map(({ name }) => name);
    };
    const [mine, others] = [await named(api.keys.all), await named(api.keys.other)];
    expect([mine.includes('own'), mine.includes('theirs')]).toEqual([true, false]);
    expect([others.includes('own'), others.includes('theirs')]).toEqual([false, true]);
    for (const name of ['theirs', `theirs_${theirs.blueprint.slice('bp_'.length)}`])
      expect((await call(name, {})).error).toMatchObject({ message: expect.stringContaining('There is no tool') });
  });
});

describe('what is kept under the same name', () => {
  it('is two idempotency keys, also for two API keys of one organisation', async () => {
    const start = (key: string, value: number) =>
      api.ask(key, 'POST', executions, {
        json: { blueprint: calling('echo', { value }) },
        headers: { 'idempotency-key': 'the-same' },
      });
    const keys = [api.keys.all, api.keys.other, api.keys.run];
    const first = await Promise.all(keys.map((key, index) => start(key, index)));
    expect(first.map(({ status, headers }) => [status, headers.get('idempotency-replayed')])).toEqual(
      keys.map(() => [202, null]),
    );
    const again = await Promise.all(keys.map((key, index) => start(key, index)));
    expect(again.map(({ body }) => body.execution_id)).toEqual(first.map(({ body }) => body.execution_id));
    expect(new Set(again.map(({ body }) => body.execution_id)).size).toBe(3);
  });

  it('is two records of one document: who removes his leaves the other', async () => {
    const document = reviewed('the same');
    const [mine, others] = [
      await ask('POST', blueprints, { json: document }),
      await askAsOther('POST', blueprints, { json: document }),
    ];
    expect(mine.body.revision).toBe(others.body.revision);
    expect(mine.body.id).not.toBe(others.body.id);
    const headers = { 'x-version-lock': mine.body.version_lock };
    expect((await ask('DELETE', `${blueprints}/${mine.body.id}`, { headers })).status).toBe(204);
    expect((await askAsOther('GET', `${blueprints}/${others.body.id}`)).body).toEqual(document);
    expect((await ask('POST', executions, { json: { revision: mine.body.revision, dry_run: true } })).status).toBe(200);
  });

  it('is two cached outputs', async () => {
    const blueprint = calling('echo', { value: 'cached' }, { cache: { ttl_s: 600, scope: 'organisation' } });
    const isCached = async (asker: typeof ask): Promise<boolean> =>
      (await started(asker, { blueprint })).nodes[0].cached !== undefined;
    expect([await isCached(ask), await isCached(ask), await isCached(askAsOther), await isCached(askAsOther)]).toEqual([
      ...[false, true],
      ...[false, true],
    ]);
  });

  it('is two notes of an organisation', async () => {
    const scope = 'organisation';
    await started(ask, { blueprint: calling('memory_write', { scope, key: 'k', value: 'secret of mine' }) });
    const noteFor = async (asker: typeof ask, tool: string, given: object) =>
      (await started(asker, { blueprint: calling(tool, { scope, ...given }) })).outputs.call;
    expect(await noteFor(ask, 'memory_read', { key: 'k' })).toMatchObject({ found: true, value: 'secret of mine' });
    expect(await noteFor(askAsOther, 'memory_read', { key: 'k' })).toMatchObject({ found: false, value: null });
    expect(JSON.stringify(await noteFor(askAsOther, 'memory_search', { query: 'secret' }))).not.toContain('mine');
    expect(await noteFor(askAsOther, 'memory_forget', { key: 'k' })).toEqual({ forgotten: false });
  });

  it('is two mock bins: what executions of one organisation post, no other sees', async () => {
    const postTo = (asker: typeof ask, url: string, title: string) =>
      started(asker, { blueprint: calling('http_request', { method: 'POST', url, body: { title } }) });
    const posted = await postTo(ask, 'mock://bin/shelf', 'mine');
    expect(posted.status).toBe('completed');
    expect((await askAsOther('GET', '/mock-bin/shelf')).status).toBe(404);
    expect((await askAsOther('GET', '/mock-bin')).body.data).toEqual([]);
    await postTo(askAsOther, 'mock://bin/shelf', 'theirs');
    const tenant = tenantOf(own.blueprint) as string;
    const astray = await postTo(askAsOther, `mock://bin/..\\${tenant}\\shelf`, 'astray');
    expect(astray.status).toBe('failed');
    const seenBy = async (asker: typeof ask) =>
      (await asker('GET', '/mock-bin/shelf')).body.data.map(({ payload }: { payload: object }) => payload);
    expect([await seenBy(ask), await seenBy(askAsOther)]).toEqual([[{ title: 'mine' }], [{ title: 'theirs' }]]);
  });

  it('is two conversations of an agent under one key', async () => {
    const memory = { scope: 'key', key: 'customer 7' };
    const blueprint = { schema_version: '1.0', name: 'talking', nodes: [{ ...agent, memory }] };
    const recalled = async (asker: typeof ask): Promise<number> => {
      const { execution_id } = await started(asker, { blueprint });
      const { body } = await asker('GET', `${executions}/${execution_id}/events`);
      return body.data.find(({ type }: { type: string }) => type === 'memory.recalled').data.output.length;
    };
    expect([await recalled(ask), await recalled(ask), await recalled(askAsOther)]).toEqual([0, 1, 0]);
  });
});
