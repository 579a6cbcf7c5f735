/** The life of partial blueprints through REST, above each store: edits under locks, documents that are half finished, and the one
 *  moment in which one becomes a blueprint. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyPatch, type JsonObject, type PatchOperation } from '@ice/core';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { echoBlueprint } from '../support/sample-blueprint.js';
import { startApi, type ApiAnswer, type RunningApi } from '../support/start-api.js';

const root = '/api/v1/mcp/blueprints/partial';
const lockPattern = /^lk_[0-9A-HJKMNP-TV-Z]{26}$/;
const tool = (id: string, more: object = {}): JsonObject => ({ id, type: 'tool', tool_name: 'echo', ...more });

/** The document with a suggestion applied, as any client may do it by itself. */
function patched(document: JsonObject, suggestion: { readonly patch: readonly unknown[] } | undefined): unknown {
  const result = applyPatch(document, (suggestion?.patch ?? []) as readonly PatchOperation[]);
  return result.ok ? result.document : result.problem;
}

describe.each(['memory', 'sqlite'] as const)('partial blueprints in %s', (store) => {
  let api: RunningApi;

  beforeAll(async () => {
    api = await startApi({ config: { store } });
  });
  afterAll(() => api.close());

  interface Begun {
    readonly path: string;
    readonly id: string;
    readonly lock: string;
  }

  const begin = async (body: object = {}): Promise<Begun> => {
    const answer = await api.request('POST', root, { json: body });
    expect(answer.status).toBe(201);
    return { path: `${root}/${answer.body.id}`, id: answer.body.id, lock: answer.body.version_lock };
  };
  const withLock = (lock: string): Record<string, string> => ({ 'x-version-lock': lock });
  const put = (path: string, json: object, lock: string): Promise<ApiAnswer> =>
    api.request('PUT', path, { json, headers: withLock(lock) });
  const finalize = (path: string, lock: string): Promise<ApiAnswer> =>
    api.request('POST', `${path}/finalize`, { headers: withLock(lock) });
  const factsOf = ({ headers }: ApiAnswer): object => ({
    lock: headers.get('x-version-lock'),
    etag: headers.get('etag'),
  });
  const briefly = ({ status, body }: ApiAnswer): readonly unknown[] => [status, body?.code];
  const errorsOf = ({ body }: ApiAnswer): readonly unknown[] =>
    body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code]);

  it.each<[string, object, object]>([
    ['nothing', {}, { schema_version: '1.0', name: 'untitled', nodes: [] }],
    [
      'a node',
      { node: { type: 'tool', tool_name: 'echo' } },
      { schema_version: '1.0', name: 'untitled', nodes: [tool('echo')] },
    ],
    ['a document', { blueprint: { name: 'mine', nodes: [] } }, { schema_version: '1.0', name: 'mine', nodes: [] }],
    [
      'a document of any state',
      { blueprint: { name: 7, nodes: [null, {}, tool('a'), tool('a')], outputs: [] } },
      { schema_version: '1.0', name: 7, nodes: [null, {}, tool('a'), tool('a')], outputs: [] },
    ],
  ])('begin with %s', async (_what, json, blueprint) => {
    const answer = await api.request('POST', `${root}/`, { json, headers: withLock('__new__') });
    const { id, version_lock } = answer.body;

    expect(answer.status).toBe(201);
    expect(id).toMatch(/^pbp_[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(version_lock).toMatch(lockPattern);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      location: `${root}/${id}`,
      'x-version-lock': version_lock,
      etag: `"${version_lock}"`,
    });
    expect(answer.body.blueprint).toEqual(blueprint);
    expect((await api.request('GET', `${root}/${id}`)).body).toEqual(answer.body);
  });

  it.each<[string, object, readonly unknown[]]>([
    ['a node that is none', { node: [] }, [['/node', 'validation-failed']]],
    ['a document that is none', { blueprint: 'x' }, [['/blueprint', 'validation-failed']]],
    ['both', { blueprint: {}, node: {} }, [['/node', 'unknown-property']]],
    [
      'a bare document',
      { name: 'x', nodes: [] },
      [
        ['/name', 'unknown-property'],
        ['/nodes', 'unknown-property'],
      ],
    ],
    ['an unknown field', { blueprint: { nam: 'x' } }, [['/blueprint/nam', 'unknown-property']]],
  ])('do not begin with %s', async (_what, json, errors) => {
    const answer = await api.request('POST', root, { json });

    expect([answer.status, errorsOf(answer)]).toEqual([422, errors]);
  });

  it('do not begin without a body, or from a version', async () => {
    const answers = await Promise.all([
      api.request('POST', root),
      api.request('POST', root, { json: {}, headers: withLock('lk_other') }),
      api.request('POST', root, { json: {}, headers: { 'if-match': '"lk_other"' } }),
    ]);

    expect(answers.map(briefly)).toEqual([
      [400, 'malformed-json'],
      [409, 'lock-conflict'],
      [412, 'lock-conflict'],
    ]);
  });

  it('say what they lack, and are sound when nothing is missing', async () => {
    const empty = await begin();
    const wrong = await begin({ blueprint: { nodes: [tool('a', { tool_name: 'ecco', dependencies: ['zzz'] })] } });
    const sound = await begin({ blueprint: echoBlueprint() });
    const [first, second, third] = await Promise.all(
      [empty, wrong, sound].map(async ({ path }) => (await api.request('GET', path)).body.diagnostics),
    );

    expect(first).toEqual([
      {
        code: 'empty-blueprint',
        severity: 'error',
        message: 'There is no node yet.',
        pointer: '/nodes',
        node_id: null,
        hint: expect.stringContaining('add_node'),
      },
    ]);
    expect(second.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code])).toEqual([
      ['/nodes/0/tool_name', 'unknown-tool'],
      ['/nodes/0/dependencies/0', 'unknown-dependency'],
    ]);
    expect(third).toEqual([]);
  });

  it('are changed by actions, each under the lock that the one before gave', async () => {
    const { path, lock } = await begin();
    const added = await put(path, { action: 'add_node', node: { type: 'tool', tool_name: 'echo' } }, lock);
    const listed = await put(
      `${path}/`,
      {
        actions: [
          { action: 'add_node', node: tool('shout', { dependencies: ['echo'] }) },
          { action: 'connect', from: 'nodes.echo.value', to: 'shout.tool_args.value' },
          { action: 'set', values: { name: 'loud', title: 'T' } },
          { action: 'update_node', node_id: 'echo', values: { tool_args: { value: 1 } } },
        ],
      },
      added.body.version_lock,
    );

    expect([added.status, listed.status]).toEqual([200, 200]);
    expect([factsOf(added), factsOf(listed)]).toEqual(
      [added, listed].map(({ body }) => ({ lock: body.version_lock, etag: `"${body.version_lock}"` })),
    );
    expect(new Set([lock, added.body.version_lock, listed.body.version_lock]).size).toBe(3);
    expect(listed.body).toMatchObject({
      diagnostics: [],
      blueprint: {
        schema_version: '1.0',
        name: 'loud',
        title: 'T',
        nodes: [
          tool('echo', { tool_args: { value: 1 } }),
          tool('shout', { dependencies: ['echo'], tool_args: { value: '{{ nodes.echo.value }}' } }),
        ],
      },
    });
    const removed = await put(path, { action: 'remove_node', node_id: 'echo' }, listed.body.version_lock);
    expect(removed.body.blueprint.nodes).toEqual([
      tool('shout', { dependencies: [], tool_args: { value: '{{ nodes.echo.value }}' } }),
    ]);
    expect(removed.body.diagnostics).toMatchObject([{ code: 'unknown-reference' }]);
    expect((await api.request('GET', path)).body).toEqual(removed.body);
  });

  it('may be in any state on the way', async () => {
    const { path, lock } = await begin();
    const states: readonly [object, string][] = [
      [{ nodes: [{ type: 'tool', tool_name: 'echo' }] }, 'validation-failed'],
      [{ nodes: [tool('a', { tool_name: 'nope' })] }, 'unknown-tool'],
      [{ nodes: [tool('a', { dependencies: ['b'] }), tool('b', { dependencies: ['a'] })] }, 'cycle-detected'],
      [{ nodes: [tool('a'), tool('a')] }, 'duplicate-node-id'],
      [{ nodes: [tool('a', { evil: 1 })] }, 'unknown-property'],
      [{ nodes: [{ id: 'a', type: 'loop' }] }, 'validation-failed'],
      [{ nodes: 5 }, 'validation-failed'],
      [{}, 'empty-blueprint'],
    ];
    let current = lock;
    for (const [rest, code] of states) {
      const blueprint = { schema_version: '1.0', name: 'x', ...rest };
      const answer = await put(path, { blueprint }, current);
      expect([answer.status, answer.body.blueprint]).toEqual([200, blueprint]);
      expect(answer.body.diagnostics.map((each: { code: string }) => each.code)).toContain(code);
      current = answer.body.version_lock;
    }
  });

  it.each<[string, object, string, readonly unknown[]]>([
    ['nothing', {}, 'validation-failed', [['/action', 'validation-failed']]],
    ['an unknown action', { action: 'explode' }, 'validation-failed', [['/action', 'validation-failed']]],
    ['an inherited name', { action: '__proto__' }, 'validation-failed', [['/action', 'validation-failed']]],
    ['an action without its node', { action: 'add_node' }, 'validation-failed', [['/node', 'validation-failed']]],
    ['an unknown field', { action: 'set', values: {}, x: 1 }, 'unknown-property', [['/x', 'unknown-property']]],
    ['an unknown node', { action: 'remove_node', node_id: 'b' }, 'unknown-node', [['/node_id', 'unknown-node']]],
    ['a taken id', { action: 'add_node', node: tool('a') }, 'duplicate-node-id', [['/node/id', 'duplicate-node-id']]],
    [
      'a list with a fault',
      {
        actions: [
          { action: 'set', values: { title: 'T' } },
          { action: 'remove_node', node_id: 'b' },
        ],
      },
      'unknown-node',
      [['/actions/1/node_id', 'unknown-node']],
    ],
    [
      'a list with several',
      { actions: [{ action: 'set', valeus: {} }, 7] },
      'validation-failed',
      [
        ['/actions/0/valeus', 'unknown-property'],
        ['/actions/1', 'validation-failed'],
      ],
    ],
    ['an empty list', { actions: [] }, 'validation-failed', [['/actions', 'validation-failed']]],
    ['no list', { actions: {} }, 'validation-failed', [['/actions', 'validation-failed']]],
    ['a list and more', { actions: [], blueprint: {} }, 'unknown-property', [['/blueprint', 'unknown-property']]],
    ['a document and more', { action: 'set', blueprint: {} }, 'unknown-property', [['/action', 'unknown-property']]],
    ['no document', { blueprint: [] }, 'validation-failed', [['/blueprint', 'validation-failed']]],
    ['an unknown top-level field', { blueprint: { x: 1 } }, 'unknown-property', [['/blueprint/x', 'unknown-property']]],
  ])('stay as they are for %s', async (_what, json, code, errors) => {
    const { path, lock } = await begin({ node: tool('a') });
    const answer = await put(path, json, lock);

    expect([briefly(answer), errorsOf(answer)]).toEqual([[422, code], errors]);
    expect((await api.request('GET', path)).headers.get('x-version-lock')).toBe(lock);
  });

  it('do not grow beyond what the door lets in', async () => {
    const { path, lock } = await begin();
    const large = 'x'.repeat(700_000);
    const first = await put(path, { action: 'add_node', node: tool('a', { title: large }) }, lock);
    const second = await put(path, { action: 'add_node', node: tool('b', { title: large }) }, first.body.version_lock);
    const deep = await put(
      path,
      { action: 'connect', from: 'inputs.x', to: `/nodes/0/tool_args${'/a'.repeat(80)}` },
      first.body.version_lock,
    );
    const forbidden = await put(
      path,
      { action: 'connect', from: 'inputs.x', to: '/nodes/0/tool_args/__proto__' },
      first.body.version_lock,
    );

    expect([first.status, briefly(second)]).toEqual([200, [413, 'body-too-large']]);
    expect([deep, forbidden].map(briefly)).toEqual([
      [400, 'json-too-deep'],
      [400, 'forbidden-key'],
    ]);
  });

  it('need not be sent again to whoever has the version', async () => {
    const { path, lock } = await begin();
    const known = await api.request('GET', path, { headers: { 'if-none-match': `"${lock}"` } });
    const other = await api.request('GET', path, { headers: { 'if-none-match': '"lk_other"' } });

    expect([known.status, known.text, factsOf(known)]).toEqual([304, '', { lock, etag: `"${lock}"` }]);
    expect(other.status).toBe(200);
  });

  it('are changed by nobody without the lock', async () => {
    const { path, lock } = await begin();
    const body = { action: 'set', values: { title: 'T' } };
    const request = (method: string, place: string, headers: Record<string, string>): Promise<ApiAnswer> =>
      api.request(method, place, { headers, ...(method === 'PUT' && { json: body }) });
    const each = async (headers: Record<string, string>): Promise<readonly unknown[]> => {
      const places = [
        ['PUT', path],
        ['DELETE', path],
        ['POST', `${path}/finalize`],
      ] as const;
      return Promise.all(places.map(async ([method, place]) => briefly(await request(method, place, headers))));
    };

    expect(await each({})).toEqual(Array(3).fill([428, 'lock-required']));
    expect(await each(withLock('lk_other'))).toEqual(Array(3).fill([409, 'lock-conflict']));
    expect(await each({ 'if-match': '"lk_other"' })).toEqual(Array(3).fill([412, 'lock-conflict']));
    expect(await each({ 'if-match': '*' })).toEqual(Array(3).fill([400, 'lock-malformed']));
    expect(await each({ 'x-version-lock': lock, 'if-match': '"lk_other"' })).toEqual(
      Array(3).fill([400, 'lock-malformed']),
    );
    expect((await request('PUT', path, {})).body.hint).toContain(`GET ${path} `);
    expect((await request('PUT', path, { 'if-match': `"${lock}"` })).status).toBe(200);
  });

  it('tell a late writer the current lock and where the documents differ', async () => {
    const { path, lock } = await begin();
    const second = await put(path, { action: 'set', values: { title: 'second' } }, lock);
    const late = await put(path, { actions: [{ action: 'set', values: { title: 'third', name: 'x' } }] }, lock);
    const broken = await put(path, { action: 'explode' }, lock);

    expect(late.body).toMatchObject({
      code: 'lock-conflict',
      detail: expect.stringContaining('The partial blueprint was changed at '),
      current_lock: second.body.version_lock,
    });
    expect(errorsOf(late)).toEqual([
      ['/name', 'lock-conflict'],
      ['/title', 'lock-conflict'],
    ]);
    expect(late.headers.get('x-version-lock')).toBe(second.body.version_lock);
    expect([briefly(broken), errorsOf(broken)]).toEqual([[409, 'lock-conflict'], []]);
  });

  it('let exactly one of fifty writers with one lock through', async () => {
    const { path, lock } = await begin();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => put(path, { action: 'set', values: { title: `w${index}` } }, lock)),
    );
    const winner = answers.find(({ status }) => status === 200);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(49).fill(409)]);
    expect((await api.request('GET', path)).body).toEqual(winner?.body);
  });

  it('are gone for good once deleted', async () => {
    const { path, lock } = await begin();
    const deleted = await api.request('DELETE', `${path}/`, { headers: withLock(lock) });
    const answers = await Promise.all([
      api.request('GET', path),
      put(path, {}, lock),
      api.request('DELETE', path, { headers: withLock(lock) }),
      finalize(path, lock),
    ]);

    expect([deleted.status, deleted.text]).toEqual([204, '']);
    expect(answers.map(briefly)).toEqual(Array(4).fill([404, 'not-found']));
  });

  it('are not found by what is no id of theirs', async () => {
    const { body } = await api.request('POST', '/api/v1/blueprints', { json: echoBlueprint() });
    const ids = [body.id, 'pbp_', 'pbp_00000000000000000000000000', '__proto__'];
    const answers = await Promise.all(ids.map((id) => api.request('GET', `${root}/${id}`)));

    expect(answers.map(briefly)).toEqual(ids.map(() => [404, 'not-found']));
  });

  it('become a blueprint, once', async () => {
    const { path, lock } = await begin({ blueprint: echoBlueprint('kept', { metadata: { studio: { x: 1 } } }) });
    const made = await finalize(path, lock);
    const blueprint = await api.request('GET', made.headers.get('location') ?? '');
    const partial = await api.request('GET', path);
    const again = await finalize(path, partial.body.version_lock);
    const update = await put(path, { action: 'set', values: {} }, partial.body.version_lock);
    const { id, version_lock, revision, updated_at } = made.body;

    expect(made.status).toBe(201);
    expect(Object.keys(made.body)).toEqual(['id', 'version_lock', 'revision', 'updated_at', 'certificate']);
    expect(Object.fromEntries(made.headers)).toMatchObject({
      location: `/api/v1/blueprints/${id}`,
      'x-version-lock': version_lock,
      etag: `"${version_lock}"`,
      'x-revision': revision,
      'last-modified': new Date(updated_at).toUTCString(),
    });
    expect(blueprint.body).toEqual(echoBlueprint('kept', { metadata: { studio: { x: 1 } } }));
    expect(blueprint.headers.get('x-version-lock')).toBe(version_lock);
    expect(partial.body).toMatchObject({ finalized_as: id, diagnostics: [] });
    expect(partial.body.version_lock).not.toBe(lock);
    expect([again, update].map((answer) => [...briefly(answer), answer.body.blueprint_id])).toEqual(
      Array(2).fill([409, 'already-finalized', id]),
    );
    expect(briefly(await finalize(path, lock))).toEqual([409, 'already-finalized']);
    expect(briefly(await api.request('POST', `${path}/finalize`))).toEqual([428, 'lock-required']);
  });

  it('leave their blueprint behind when they are deleted, and do not bring it back when it is', async () => {
    const { path, lock } = await begin({ blueprint: echoBlueprint() });
    const { body } = await finalize(path, lock);
    const place = `/api/v1/blueprints/${body.id}`;
    const { version_lock } = (await api.request('GET', path)).body;
    const deleted = await api.request('DELETE', place, { headers: withLock(body.version_lock) });
    const seen = await api.request('GET', path);
    const gone = await api.request('DELETE', path, { headers: withLock(version_lock) });

    expect([deleted.status, seen.body.finalized_as, gone.status]).toEqual([204, body.id, 204]);
    expect((await api.request('GET', place)).status).toBe(404);
  });

  it.each<[string, object, string, readonly unknown[]]>([
    ['there is no node', {}, 'empty-blueprint', [['/nodes', 'empty-blueprint']]],
    [
      'there is a cycle',
      { blueprint: { nodes: [tool('a', { dependencies: ['b'] }), tool('b', { dependencies: ['a'] })] } },
      'cycle-detected',
      [['/nodes/0', 'cycle-detected']],
    ],
    [
      'there are several faults',
      { blueprint: { name: '', nodes: [tool('a', { tool_name: 'ecco' })] } },
      'blueprint-invalid',
      [
        ['/name', 'validation-failed'],
        ['/nodes/0/tool_name', 'unknown-tool'],
      ],
    ],
  ])('stay as they are when they are finalized while %s', async (_what, body, code, errors) => {
    const { path, lock } = await begin(body);
    const before = await api.request('GET', path);
    const answer = await finalize(path, lock);
    const after = await api.request('GET', path);

    expect([briefly(answer), errorsOf(answer)]).toEqual([[422, code], errors]);
    expect([after.body, after.headers.get('etag')]).toEqual([before.body, before.headers.get('etag')]);
    expect((await put(path, { action: 'set', values: { title: 'T' } }, lock)).status).toBe(200);
  });

  it('are finalized by exactly one of twenty, and there is one blueprint', async () => {
    const { path, lock } = await begin({ blueprint: echoBlueprint(`raced in ${store}`) });
    const answers = await Promise.all(Array.from({ length: 20 }, () => finalize(path, lock)));
    const made = answers.filter(({ status }) => status === 201).map(({ body }) => body.id);
    const told = answers.filter(({ status }) => status !== 201);
    const { data } = (await api.request('GET', `/api/v1/blueprints?name=${encodeURIComponent(`raced in ${store}`)}`))
      .body;

    expect(made).toHaveLength(1);
    expect(data.map(({ id }: { id: string }) => id)).toEqual(made);
    expect(told.map((answer) => [...briefly(answer), answer.body.blueprint_id])).toEqual(
      Array(19).fill([409, 'already-finalized', made[0]]),
    );
  });

  it('are finalized or changed when both race, never both', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { path, lock } = await begin({ blueprint: echoBlueprint('before') });
      const [made, changed] = await Promise.all([
        finalize(path, lock),
        put(path, { action: 'set', values: { name: 'after' } }, lock),
      ]);
      const { finalized_as, blueprint } = (await api.request('GET', path)).body;
      const outcome = [made.status, changed.status, typeof finalized_as, blueprint.name];

      expect([
        [201, 409, 'string', 'before'],
        [409, 200, 'undefined', 'after'],
      ]).toContainEqual(outcome);
    }
  });

  it('take no body that would mean nothing', async () => {
    const { path, lock } = await begin({ blueprint: echoBlueprint() });
    const odd = await api.request('POST', `${path}/finalize`, { json: { name: 'x' }, headers: withLock(lock) });
    const empty = await api.request('POST', `${path}/finalize/`, { json: {}, headers: withLock(lock) });

    expect([briefly(odd), errorsOf(odd)]).toEqual([[422, 'unknown-property'], [['/name', 'unknown-property']]]);
    expect(empty.status).toBe(201);
  });

  interface Suggested {
    readonly id: string;
    readonly confidence: number;
    readonly patch: readonly { readonly op: string; readonly path: string }[];
  }

  const suggest = (path: string, query = '', options: object = {}): Promise<ApiAnswer> =>
    api.request('POST', `${path}/suggest${query}`, options);
  const suggestionsOf = async (path: string, query = ''): Promise<readonly Suggested[]> =>
    (await suggest(path, query)).body.suggestions;

  it('are suggested edits for, the likeliest first, and stay as they are', async () => {
    const { path, lock } = await begin({ node: tool('a', { tool_args: { value: [1, 2] } }) });
    const before = await api.request('GET', path);
    const answer = await suggest(`${path}`, '/?top_k=3', { json: {} });
    const suggestions: readonly Suggested[] = answer.body.suggestions;

    expect([answer.status, answer.headers.get('x-version-lock')]).toEqual([200, lock]);
    expect(suggestions).toHaveLength(3);
    expect(suggestions.map(({ confidence }) => confidence)).toEqual(
      suggestions.map(({ confidence }) => confidence).sort((one, other) => other - one),
    );
    expect(await suggestionsOf(path, '?top_k=1&commit=false')).toEqual(suggestions.slice(0, 1));
    expect(await api.request('GET', path)).toMatchObject({ status: 200, text: before.text });
  });

  it('take the first suggestion, or those that are named, under the lock', async () => {
    const { path, lock } = await begin({ node: tool('a', { tool_args: { value: 1 } }) });
    const [first] = await suggestionsOf(path);
    const taken = await suggest(path, '?commit=true', { headers: withLock(lock) });
    const others = await suggestionsOf(path, '?top_k=50');
    const chosen = others.at(-1) as Suggested;
    const named = await suggest(path, '/?commit=true', {
      json: { apply: [chosen.id] },
      headers: { 'if-match': `"${taken.body.version_lock}"` },
    });

    expect([taken.status, named.status]).toEqual([200, 200]);
    expect([factsOf(taken), factsOf(named)]).toEqual(
      [taken, named].map(({ body }) => ({ lock: body.version_lock, etag: `"${body.version_lock}"` })),
    );
    expect(taken.body.blueprint).toEqual(
      patched({ schema_version: '1.0', name: 'untitled', nodes: [tool('a', { tool_args: { value: 1 } })] }, first),
    );
    expect(taken.body.diagnostics.filter(({ severity }: { severity: string }) => severity === 'error')).toEqual([]);
    expect(named.body.blueprint).toEqual(patched(taken.body.blueprint, chosen));
    expect((await api.request('GET', path)).body).toEqual(named.body);
  });

  it('take several suggestions at once where they go together', async () => {
    const { path, lock } = await begin({
      blueprint: { nodes: [tool('a', { tool_name: 'ecco' }), tool('b', { tool_nam: 'echo', tool_name: undefined })] },
    });
    const fixes = (await suggestionsOf(path, '?top_k=50')).filter(({ patch }) => patch[0]?.path.startsWith('/nodes/'));
    const apply = fixes.slice(0, 2).map(({ id }) => id);
    const answer = await suggest(path, '?commit=true', { json: { apply }, headers: withLock(lock) });

    expect([apply.length, answer.status, answer.body.diagnostics]).toEqual([2, 200, []]);
  });

  it('take no suggestion without the lock, of another version, or once finalized', async () => {
    const { path, lock } = await begin({ blueprint: echoBlueprint() });
    const commit = async (headers: Record<string, string>, json?: object): Promise<ApiAnswer> =>
      suggest(path, '?commit=true', { headers, json });
    const unknown = await commit(withLock(lock), { apply: ['sg_000000000000', 'x'] });
    const before = [await commit({}), await commit(withLock('lk_other')), await commit({ 'if-match': '"lk_other"' })];
    const made = await finalize(path, lock);
    const after = await commit(withLock((await api.request('GET', path)).body.version_lock));

    expect([briefly(unknown), errorsOf(unknown)]).toEqual([
      [422, 'validation-failed'],
      [
        ['/apply/0', 'validation-failed'],
        ['/apply/1', 'validation-failed'],
      ],
    ]);
    expect(before.map(briefly)).toEqual([
      [428, 'lock-required'],
      [409, 'lock-conflict'],
      [412, 'lock-conflict'],
    ]);
    expect([...briefly(after), after.body.blueprint_id]).toEqual([409, 'already-finalized', made.body.id]);
    expect((await suggest(path)).status).toBe(200);
  });

  it.each<[string, unknown, number, string]>([
    ['?commit=1', {}, 400, 'query-invalid'],
    ['?commit=', {}, 400, 'query-invalid'],
    ['?commit=True', {}, 400, 'query-invalid'],
    ['?commit=true&commit=false', {}, 400, 'query-invalid'],
    ['?commit[]=true', {}, 400, 'query-invalid'],
    ['?top_k=0', {}, 400, 'query-invalid'],
    ['?top_k=51', {}, 400, 'query-invalid'],
    ['?top_k=5.5', {}, 400, 'query-invalid'],
    ['?top=5', {}, 400, 'query-invalid'],
    ['', { apply: ['sg_000000000000'] }, 422, 'validation-failed'],
    ['', { aply: [] }, 422, 'unknown-property'],
    ['?commit=true', { apply: [] }, 422, 'validation-failed'],
    ['?commit=true', { apply: 'sg_000000000000' }, 422, 'validation-failed'],
    ['?commit=true', { apply: ['a', 'a'] }, 422, 'validation-failed'],
    ['?commit=true', { apply: [7] }, 422, 'validation-failed'],
  ])('refuse suggest%s with %j', async (query, json, status, code) => {
    const { path, lock } = await begin({ node: tool('a') });

    expect(briefly(await suggest(path, query, { json, headers: withLock(lock) }))).toEqual([status, code]);
  });

  it('say which inputs are pending, and what could give them', async () => {
    const { body } = await api.request('POST', root, {
      json: {
        blueprint: {
          inputs: { path: { type: 'string' } },
          nodes: [{ id: 'load', type: 'tool', tool_name: 'csv_loader' }],
          outputs: { path: '{{ inputs.path }}' },
        },
      },
    });

    expect(body.pending_inputs).toMatchObject([
      {
        node_id: 'load',
        pointer: '/nodes/0/tool_args/path',
        name: 'path',
        required: true,
        candidates: [{ expression: 'inputs.path', schema: { type: 'string' } }],
      },
    ]);
  });

  it('are listed oldest first, page by page', async () => {
    const begun = [];
    for (const blueprint of [echoBlueprint('l1', { title: 'T' }), { name: 7 }, echoBlueprint('l3')]) {
      begun.push(await begin({ blueprint }));
    }
    const [first, second, third] = begun as [Begun, Begun, Begun];
    const made = await finalize(third.path, third.lock);
    // The key of the last one before these.
    const all = (await api.request('GET', `${root}?limit=1000`)).body.data;
    const before = Buffer.from(all.at(-4).id).toString('base64url');
    const page = await api.request('GET', `${root}/?limit=2&cursor=${before}`);
    const rest = await api.request('GET', `${root}?limit=2&cursor=${page.body.next_cursor}`);
    const times = { created_at: expect.stringMatching(/Z$/), updated_at: expect.stringMatching(/Z$/) };

    expect(page.body).toEqual({
      data: [
        { id: first.id, name: 'l1', title: 'T', version_lock: first.lock, ...times },
        { id: second.id, name: null, title: null, version_lock: second.lock, ...times },
      ],
      next_cursor: expect.any(String),
      has_more: true,
    });
    expect([rest.body.has_more, rest.body.next_cursor]).toEqual([false, null]);
    expect(rest.body.data).toEqual([
      {
        id: third.id,
        name: 'l3',
        title: null,
        version_lock: expect.stringMatching(lockPattern),
        ...times,
        finalized_as: made.body.id,
      },
    ]);
  });

  it.each([
    'limit=0',
    'limit=1001',
    'limit=1e2',
    'cursor=x',
    `cursor=${Buffer.from('bp_1').toString('base64url')}`,
    'name=x',
  ])('refuse the list query %s', async (query) => {
    expect(briefly(await api.request('GET', `${root}?${query}`))).toEqual([400, 'query-invalid']);
  });
});

describe('partial blueprints in a file', () => {
  it('are there after a restart under the same lock', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'ice-restart-'));
    const config = { store: 'sqlite' } as const;
    try {
      const first = await startApi({ config, dataDir });
      const { body } = await first.request('POST', root, { json: { node: tool('a') } });
      await first.close();
      await using second = await startApi({ config, dataDir });

      expect((await second.request('GET', `${root}/${body.id}`)).body).toEqual(body);
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
