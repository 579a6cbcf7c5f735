/** The life of blueprints through REST: documents that travel bare, and the locks that keep writers apart. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { echoBlueprint } from '../support/sample-blueprint.js';
import { startApi, type ApiAnswer, type RunningApi } from '../support/start-api.js';

const idPattern = /^bp_[0-9A-HJKMNP-TV-Z]{26}$/;
const lockPattern = /^lk_[0-9A-HJKMNP-TV-Z]{26}$/;

describe('blueprints', () => {
  let api: RunningApi;

  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  const create = async (document: object = echoBlueprint()): Promise<{ path: string; id: string; lock: string }> => {
    const { body } = await api.request('POST', '/api/v1/blueprints/', { json: document });
    return { path: `/api/v1/blueprints/${body.id}`, id: body.id, lock: body.version_lock };
  };
  const put = (place: string, document: object, headers: Record<string, string>): Promise<ApiAnswer> =>
    api.request('PUT', place, { json: document, headers });
  const withLock = (lock: string): Record<string, string> => ({ 'x-version-lock': lock });

  it('are created with their facts in body and headers', async () => {
    const answer = await api.request('POST', '/api/v1/blueprints/', {
      json: echoBlueprint(),
      headers: withLock('__new__'),
    });
    const { id, version_lock, revision, updated_at } = answer.body;

    expect(answer.status).toBe(201);
    expect(Object.keys(answer.body)).toEqual(['id', 'version_lock', 'revision', 'updated_at']);
    expect(id).toMatch(idPattern);
    expect(version_lock).toMatch(lockPattern);
    expect(revision).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      location: `/api/v1/blueprints/${id}`,
      'x-version-lock': version_lock,
      etag: `"${version_lock}"`,
      'x-revision': revision,
      'last-modified': new Date(updated_at).toUTCString(),
    });
  });

  it('come back just as they were sent, so that GET → edit → PUT works', async () => {
    const document = {
      name: 'z',
      nodes: echoBlueprint()['nodes'],
      schema_version: '1.0',
      metadata: { studio: { x: 1 } },
    };
    const { path: place } = await create(document);
    const got = await api.request('GET', place);
    const edited = { ...got.body, title: 'edited' };
    const answer = await put(place, edited, withLock(got.headers.get('x-version-lock') ?? ''));

    expect(got.text).toBe(JSON.stringify(document));
    expect(answer.status).toBe(200);
    expect((await api.request('GET', place)).body).toEqual(edited);
  });

  it('answer both forms of every path without a redirect', async () => {
    const { path: place } = await create();
    const answers = await Promise.all([
      api.request('POST', '/api/v1/blueprints', { json: echoBlueprint() }),
      api.request('POST', '/api/v1/blueprints/', { json: echoBlueprint() }),
      api.request('GET', place),
      api.request('GET', `${place}/`),
      api.request('POST', '/api/v1/blueprints/validate/', { json: echoBlueprint() }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([201, 201, 200, 200, 200]);
  });

  it('need not be sent again to whoever has the version', async () => {
    const { path: place, lock } = await create();
    const known = await api.request('GET', place, { headers: { 'if-none-match': `"${lock}"` } });
    const other = await api.request('GET', place, { headers: { 'if-none-match': '"lk_other"' } });

    expect([known.status, known.text, known.headers.get('etag')]).toEqual([304, '', `"${lock}"`]);
    expect(other.status).toBe(200);
  });

  it('are not changed without a lock, and the hint is the request that gives it', async () => {
    const { path: place } = await create();
    const answers = await Promise.all([
      api.request('PUT', place, { json: echoBlueprint() }),
      api.request('PATCH', place, { json: { nodes: [1] } }),
      api.request('DELETE', place),
    ]);

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(3).fill([428, 'lock-required']));
    expect(answers[0]?.body.hint).toContain(`GET ${place}`);
  });

  it('tell a late writer the current lock and where the documents differ', async () => {
    const { path: place, lock } = await create(echoBlueprint('first'));
    const second = await put(place, echoBlueprint('second'), withLock(lock));
    const late = await put(place, echoBlueprint('third', { title: 'T' }), withLock(lock));
    const lateByTag = await put(place, echoBlueprint('third'), { 'if-match': `"${lock}"` });

    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({
      code: 'lock-conflict',
      current_lock: second.body.version_lock,
      updated_at: second.body.updated_at,
      retryable: false,
    });
    expect(late.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
      '/name',
      '/nodes/0/tool_args/value',
      '/title',
    ]);
    expect(late.headers.get('x-version-lock')).toBe(second.body.version_lock);
    expect([lateByTag.status, lateByTag.body.code]).toEqual([412, 'lock-conflict']);
  });

  it('refuse two headers that disagree, and take two that agree', async () => {
    const { path: place, lock } = await create();
    const apart = await put(place, echoBlueprint(), { 'x-version-lock': lock, 'if-match': '"lk_other"' });
    const together = await put(place, echoBlueprint(), { 'x-version-lock': lock, 'if-match': `"${lock}"` });

    expect([apart.status, apart.body.code]).toEqual([400, 'lock-malformed']);
    expect(together.status).toBe(200);
  });

  it('let exactly one of a hundred writers with one lock through', async () => {
    const { path: place, lock } = await create();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => put(place, echoBlueprint(`w${index}`), withLock(lock))),
    );
    const statuses = answers.map(({ status }) => status).sort();
    const winner = answers.find(({ status }) => status === 200);

    expect(statuses).toEqual([200, ...Array(99).fill(409)]);
    expect((await api.request('GET', place)).headers.get('x-version-lock')).toBe(winner?.body.version_lock);
  });

  it('never take an old lock again, also when an old content comes back', async () => {
    const { path: place, lock } = await create(echoBlueprint('A'));
    const b = await put(place, echoBlueprint('B'), withLock(lock));
    const a = await put(place, echoBlueprint('A'), withLock(b.body.version_lock));
    const late = await put(place, echoBlueprint('C'), withLock(lock));

    expect([b.status, a.status, late.status]).toEqual([200, 200, 409]);
    expect(a.body.revision).not.toBe(b.body.revision);
  });

  it('mint a lock for every write, also for one that changes nothing', async () => {
    const { path: place, lock } = await create();
    const same = await put(place, echoBlueprint(), withLock(lock));

    expect(same.status).toBe(200);
    expect(same.body.version_lock).not.toBe(lock);
  });

  it('are gone for good once deleted', async () => {
    const { path: place, lock } = await create();
    const deleted = await api.request('DELETE', place, {
      headers: { ...withLock(lock), 'content-type': 'application/json' },
    });
    const answers = await Promise.all([
      api.request('GET', place),
      put(place, echoBlueprint(), withLock(lock)),
      api.request('DELETE', place, { headers: withLock(lock) }),
    ]);

    expect([deleted.status, deleted.text]).toEqual([204, '']);
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(3).fill([404, 'not-found']));
  });

  it('are merged by PATCH, and only when what comes out is sound', async () => {
    const { path: place, lock } = await create();
    const patch = {
      title: 'T',
      nodes: [
        { id: 'a', tool_args: { value: 2 } },
        { id: 'b', type: 'tool', tool_name: 'echo', dependencies: ['a'] },
      ],
    };
    const merged = await api.request('PATCH', place, { json: patch, headers: withLock(lock) });
    const broken = await api.request('PATCH', place, {
      json: { nodes: [{ id: 'a', type: '__delete__' }] },
      headers: withLock(merged.body.version_lock),
    });

    expect(merged.status).toBe(200);
    expect([broken.status, broken.body.code, broken.body.errors[0].pointer]).toEqual([
      422,
      'unknown-dependency',
      '/nodes/0/dependencies/0',
    ]);
    expect((await api.request('GET', place)).body).toEqual({
      schema_version: '1.0',
      name: 'sample',
      title: 'T',
      nodes: [
        { id: 'a', type: 'tool', tool_name: 'echo', tool_args: { value: 2 } },
        { id: 'b', type: 'tool', tool_name: 'echo', dependencies: ['a'] },
      ],
    });
  });

  it('name the version before the patch is looked at', async () => {
    const { path: place } = await create();
    const answer = await api.request('PATCH', place, { json: { nodes: [1] }, headers: withLock('lk_other') });

    expect([answer.status, answer.body.errors]).toEqual([409, []]);
  });

  it('are refused with every finding at once; the code is that of the findings where they agree', async () => {
    const node = (id: string, tool_name: string) => ({ id, type: 'tool', tool_name, tool_args: {} });
    const alike = await api.request('POST', '/api/v1/blueprints', {
      json: echoBlueprint('x', { nodes: [node('a', 'ecco'), node('b', 'nope')] }),
    });
    const mixed = await api.request('POST', '/api/v1/blueprints', {
      json: echoBlueprint('x', { nodes: [node('a', 'ecco'), { ...node('b', 'echo'), dependencies: ['zzz'] }] }),
    });

    expect([alike.status, alike.body.code, alike.body.errors.length]).toEqual([422, 'unknown-tool', 2]);
    expect(alike.body.errors[0]).toEqual({
      pointer: '/nodes/0/tool_name',
      code: 'unknown-tool',
      detail: 'nodes[0].tool_name: there is no tool "ecco"',
      node_id: 'a',
      hint: 'Did you mean "echo"?',
      fix: { title: 'Call "echo"', patch: [{ op: 'replace', path: '/nodes/0/tool_name', value: 'echo' }] },
    });
    expect([mixed.status, mixed.body.code, mixed.body.errors.map((error: { code: string }) => error.code)]).toEqual([
      422,
      'blueprint-invalid',
      ['unknown-tool', 'unknown-dependency'],
    ]);
  });

  it('are judged without being stored', async () => {
    const before = (await api.request('GET', '/api/v1/blueprints?limit=999')).body.data.length;
    const sound = await api.request('POST', '/api/v1/blueprints/validate', { json: echoBlueprint() });
    const unsound = await api.request('POST', '/api/v1/blueprints/validate', { json: { name: 'x' } });
    const after = (await api.request('GET', '/api/v1/blueprints?limit=999')).body.data.length;

    expect([sound.status, sound.body.ok, sound.body.diagnostics, typeof sound.body.revision]).toEqual([
      200,
      true,
      [],
      'string',
    ]);
    expect([unsound.status, unsound.body.ok, unsound.body.revision]).toEqual([200, false, null]);
    expect(unsound.body.diagnostics.map((each: { pointer: string }) => each.pointer)).toEqual([
      '/schema_version',
      '/nodes',
    ]);
    expect(after).toBe(before);
  });

  it('create nothing where a version is named', async () => {
    const answers = await Promise.all([
      api.request('POST', '/api/v1/blueprints', { json: echoBlueprint(), headers: withLock('new') }),
      api.request('POST', '/api/v1/blueprints', { json: echoBlueprint(), headers: { 'if-match': '"lk_x"' } }),
      api.request('POST', '/api/v1/blueprints', { json: echoBlueprint(), headers: { 'x-version-lock': '' } }),
    ]);

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'lock-conflict'],
      [412, 'lock-conflict'],
      [400, 'lock-malformed'],
    ]);
  });

  it('are listed by name and tag, page by page', async () => {
    for (const name of ['p1', 'p2', 'p3']) await create(echoBlueprint(name, { tags: ['paged', name] }));
    const first = await api.request('GET', '/api/v1/blueprints?tag=paged&limit=2');
    const second = await api.request('GET', `/api/v1/blueprints?tag=paged&limit=2&cursor=${first.body.next_cursor}`);
    const byName = await api.request('GET', '/api/v1/blueprints?name=p2');

    expect(first.body.data.map((row: { name: string }) => row.name)).toEqual(['p1', 'p2']);
    expect([first.body.has_more, second.body.has_more, second.body.next_cursor]).toEqual([true, false, null]);
    expect(second.body.data.map((row: { name: string }) => row.name)).toEqual(['p3']);
    expect(byName.body.data).toEqual([
      {
        id: expect.stringMatching(idPattern),
        name: 'p2',
        title: null,
        tags: ['paged', 'p2'],
        version_lock: expect.stringMatching(lockPattern),
        revision: expect.stringMatching(/^sha256:/),
        updated_at: expect.stringMatching(/Z$/),
        created_at: expect.stringMatching(/Z$/),
      },
    ]);
  });

  it('are listed up to a thousand at a time', async () => {
    expect((await api.request('GET', '/api/v1/blueprints?limit=1000')).status).toBe(200);
  });

  it.each([{ name: 'a\0b' }, { tags: ['a\0b'] }])(
    'are refused with a NUL where they are found by: %j',
    async (more) => {
      const answer = await api.request('POST', '/api/v1/blueprints', { json: echoBlueprint('x', more) });

      expect([answer.status, answer.body.code]).toEqual([422, 'validation-failed']);
    },
  );

  it.each([
    ['limit=0', '/limit'],
    ['limit=1001', '/limit'],
    ['limit=1.5', '/limit'],
    ['limit=1e2', '/limit'],
    ['limit=', '/limit'],
    ['limit=%2010', '/limit'],
    ['limit=1&limit=2', '/limit'],
    ['cursor=nonsense', '/cursor'],
    [`cursor=${Buffer.from('ex_1').toString('base64url')}`, '/cursor'],
    ['name=', '/name'],
    ['tag=a%00', '/tag'],
    ['sort=name', '/sort'],
    ['__proto__=1', '/__proto__'],
  ])('refuse the list query %s', async (query, pointer) => {
    const answer = await api.request('GET', `/api/v1/blueprints?${query}`);

    expect([answer.status, answer.body.code]).toEqual([400, 'query-invalid']);
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });
});

describe('blueprints in a file', () => {
  it('are there after a restart, byte for byte and under the same lock', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'ice-restart-'));
    const config = { store: 'sqlite' } as const;
    const document = echoBlueprint('kept', { metadata: { ключ: ['é', '\u2028', 1e-7, 0.1] } });
    try {
      const first = await startApi({ config, dataDir });
      const { body } = await first.request('POST', '/api/v1/blueprints', { json: document });
      const before = await first.request('GET', `/api/v1/blueprints/${body.id}`);
      await first.close();
      await using second = await startApi({ config, dataDir });
      const after = await second.request('GET', `/api/v1/blueprints/${body.id}`);

      expect(before.text).toBe(JSON.stringify(document));
      expect(after.text).toBe(before.text);
      expect(after.headers.get('x-version-lock')).toBe(body.version_lock);
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
