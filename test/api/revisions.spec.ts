/** What blueprints were, through REST: histories that only grow, documents of any version, differences, and copies. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { echoBlueprint } from '../support/sample-blueprint.js';
import { startApi, type ApiAnswer, type RunningApi } from '../support/start-api.js';

interface Written {
  readonly id: string;
  readonly place: string;
  readonly version_lock: string;
  readonly revision: string;
}

const unknown = `sha256:${'0'.repeat(64)}`;

describe.each(['memory', 'sqlite'] as const)('revisions in the store %s', (store) => {
  let api: RunningApi;

  beforeAll(async () => {
    api = await startApi({ config: { store } });
  });
  afterAll(() => api.close());

  const get = (place: string): Promise<ApiAnswer> => api.request('GET', place);
  const create = async (document: object): Promise<Written> => {
    const { body } = await api.request('POST', '/api/v1/blueprints', { json: document });
    return { ...body, place: `/api/v1/blueprints/${body.id}` };
  };
  const put = async (current: Written, document: object): Promise<Written> => {
    const headers = { 'x-version-lock': current.version_lock };
    const { body } = await api.request('PUT', current.place, { json: document, headers });
    return { ...current, ...body };
  };
  /** A blueprint that was every one of the documents, the last one now. */
  const history = async (...documents: readonly object[]): Promise<readonly Written[]> => {
    const versions: Written[] = [];
    for (const document of documents) {
      const current = versions.at(-1);
      versions.push(current ? await put(current, document) : await create(document));
    }
    return versions;
  };
  const numbersOf = ({ body }: ApiAnswer): readonly number[] =>
    body.data.map(({ number }: { number: number }) => number);

  it('are listed newest first, the current one with its lock', async () => {
    const [first, second] = (await history(echoBlueprint('A'), echoBlueprint('B'))) as [Written, Written];

    expect((await get(`${first.place}/revisions`)).body).toEqual({
      data: [
        {
          number: 2,
          revision: second.revision,
          created_at: expect.stringMatching(/Z$/),
          version_lock: second.version_lock,
        },
        { number: 1, revision: first.revision, created_at: expect.stringMatching(/Z$/) },
      ],
      next_cursor: null,
      has_more: false,
    });
  });

  it('stand there twice when a content comes back', async () => {
    const versions = await history(echoBlueprint('A'), echoBlueprint('B'), echoBlueprint('A'));
    const [a, b] = versions as [Written, Written];
    const { body } = await get(`${a.place}/revisions`);

    expect(body.data.map(({ revision }: { revision: string }) => revision)).toEqual([
      a.revision,
      b.revision,
      a.revision,
    ]);
  });

  it('are not made by a write that changes nothing but the layout', async () => {
    const document = (x: number): object => echoBlueprint('A', { metadata: { studio: { x } } });
    const [, last] = (await history(document(1), document(2))) as [Written, Written];
    const { body } = await get(`${last.place}/revisions`);

    expect(body.data).toEqual([
      { number: 1, revision: last.revision, created_at: expect.any(String), version_lock: last.version_lock },
    ]);
  });

  it('are listed page by page, also when a new one comes in between', async () => {
    const versions = await history(...['A', 'B', 'C', 'D', 'E'].map((name) => echoBlueprint(name)));
    const last = versions.at(-1) as Written;
    const first = await get(`${last.place}/revisions?limit=2`);
    await put(last, echoBlueprint('F'));
    const second = await get(`${last.place}/revisions?limit=2&cursor=${first.body.next_cursor}`);
    const third = await get(`${last.place}/revisions?limit=2&cursor=${second.body.next_cursor}`);

    expect([first, second, third].map(numbersOf)).toEqual([[5, 4], [3, 2], [1]]);
    expect([second.body.has_more, third.body.has_more, third.body.next_cursor]).toEqual([true, false, null]);
  });

  it('are kept in full, one entry for every writer that won, when many write at once', async () => {
    const current = await create(echoBlueprint('start'));
    const race = async (round: number): Promise<void> => {
      const headers = { 'x-version-lock': (await get(current.place)).headers.get('x-version-lock') ?? '' };
      const names = Array.from({ length: 10 }, (_, index) => `r${round}w${index}`);
      await Promise.all(names.map((name) => api.request('PUT', current.place, { json: echoBlueprint(name), headers })));
    };
    const winners: string[] = [current.revision];
    for (const round of [1, 2, 3]) {
      await race(round);
      winners.unshift((await get(current.place)).headers.get('x-revision') ?? '');
    }
    const { body } = await get(`${current.place}/revisions`);

    expect(body.data.map(({ revision }: { revision: string }) => revision)).toEqual(winners);
  });

  it('give their documents, the current one and those before', async () => {
    const versions = await history(echoBlueprint('A'), echoBlueprint('B', { title: 'T' }));
    const answers = await Promise.all(versions.map(({ place, revision }) => get(`${place}/revisions/${revision}`)));

    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [200, echoBlueprint('A')],
      [200, echoBlueprint('B', { title: 'T' })],
    ]);
    expect(answers.map(({ headers }) => headers.get('x-revision'))).toEqual(versions.map(({ revision }) => revision));
  });

  it('are only those of this blueprint, and gone with it', async () => {
    const [mine, other] = await Promise.all([create(echoBlueprint('mine')), create(echoBlueprint('other'))]);
    const foreign = await get(`${mine.place}/revisions/${other.revision}`);
    const places = ['revisions', `revisions/${mine.revision}`, 'diff'].map((end) => `${mine.place}/${end}`);
    await api.request('DELETE', mine.place, { headers: { 'x-version-lock': mine.version_lock } });
    const answers = await Promise.all(places.map(get));

    expect([foreign.status, foreign.body.code]).toEqual([404, 'not-found']);
    expect(foreign.body.hint).toContain(`GET ${mine.place}/revisions`);
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(3).fill([404, 'not-found']));
  });

  it('differ by what the last change was, or between any two', async () => {
    const versions = await history(
      echoBlueprint('A'),
      echoBlueprint('A', { title: 'T' }),
      echoBlueprint('A', { title: 'T', nodes: [{ id: 'b', type: 'tool', tool_name: 'echo' }] }),
    );
    const [first, second, third] = versions as [Written, Written, Written];
    const last = await get(`${first.place}/diff`);
    const whole = await get(`${first.place}/diff?from=${first.revision}`);
    const earlier = await get(`${first.place}/diff?to=${second.revision}`);
    const back = await get(`${first.place}/diff?from=${second.revision}&to=${first.revision}`);

    expect(last.body).toEqual({
      from: second.revision,
      to: third.revision,
      document: [],
      nodes: [
        {
          id: 'b',
          change: 'added',
          pointer_to: '/nodes/0',
          fields: [
            { pointer: '/type', after: 'tool' },
            { pointer: '/tool_name', after: 'echo' },
          ],
        },
        {
          id: 'a',
          change: 'removed',
          pointer_from: '/nodes/0',
          fields: [
            { pointer: '/type', before: 'tool' },
            { pointer: '/tool_name', before: 'echo' },
            { pointer: '/tool_args', before: { value: 'A' } },
          ],
        },
      ],
      counts: { added: 1, removed: 1, changed: 0, moved: 0 },
      truncated: false,
    });
    expect(whole.body).toMatchObject({
      from: first.revision,
      to: third.revision,
      document: [{ pointer: '/title', after: 'T' }],
    });
    expect([earlier.body.from, earlier.body.document]).toEqual([first.revision, [{ pointer: '/title', after: 'T' }]]);
    expect(back.body.document).toEqual([{ pointer: '/title', before: 'T' }]);
  });

  it('differ from nothing at all where there was none before', async () => {
    const { place, revision } = await create(echoBlueprint('A'));
    const { body } = await get(`${place}/diff`);

    expect([body.from, body.to, body.counts]).toEqual([null, revision, { added: 1, removed: 0, changed: 0, moved: 0 }]);
  });

  it.each([
    ['from=nonsense', 400, 'query-invalid'],
    [`to=${unknown.toUpperCase()}`, 400, 'query-invalid'],
    [`from=${unknown}`, 404, 'not-found'],
    [`to=${unknown}`, 404, 'not-found'],
    [`to=${unknown}&to=${unknown}`, 400, 'query-invalid'],
    ['since=1', 400, 'query-invalid'],
  ])('refuse to be compared by %s', async (query, status, code) => {
    const { place } = await create(echoBlueprint('A'));
    const answer = await get(`${place}/diff?${query}`);

    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('can be brought back, and execute as what they were', async () => {
    const versions = await history(echoBlueprint('A'), echoBlueprint('B'));
    const [first, second] = versions as [Written, Written];
    const old = await get(`${first.place}/revisions/${first.revision}`);
    const restored = await put(second, old.body);
    const ended = await api.request('POST', '/api/v1/executions/', {
      json: { revision: second.revision },
      headers: { prefer: 'wait=10' },
    });

    expect(restored.revision).toBe(first.revision);
    expect([ended.body.status, ended.body.outputs]).toEqual(['completed', { a: { value: 'B' } }]);
  });

  it('begin anew in a clone, which is a blueprint of its own', async () => {
    const { place, id } = await create(echoBlueprint('A', { title: 'T' }));
    const clone = await api.request('POST', `${place}/clone`);
    const named = await api.request('POST', `${place}/clone/`, { json: { name: 'mine' } });
    const copies = await Promise.all([clone, named].map(({ headers }) => get(headers.get('location') ?? '')));
    const list = await get(`/api/v1/blueprints/${clone.body.id}/revisions`);

    expect([clone.status, named.status]).toEqual([201, 201]);
    expect(clone.body.id).not.toBe(id);
    expect(clone.headers.get('location')).toBe(`/api/v1/blueprints/${clone.body.id}`);
    expect(clone.headers.get('x-version-lock')).toBe(clone.body.version_lock);
    expect(copies.map(({ body }) => body)).toEqual([
      { ...echoBlueprint('A', { title: 'T' }), name: 'A (copy)' },
      { ...echoBlueprint('A', { title: 'T' }), name: 'mine' },
    ]);
    expect(numbersOf(list)).toEqual([1]);
  });

  it.each<[object, number, string, string]>([
    [{ name: '' }, 422, 'validation-failed', '/name'],
    [{ name: ' ' }, 422, 'validation-failed', '/name'],
    [{ name: 'x'.repeat(201) }, 422, 'validation-failed', '/name'],
    [{ name: 7 }, 422, 'validation-failed', '/name'],
    [{ title: 'T' }, 422, 'validation-failed', '/title'],
  ])('begin in no clone that asks for %j', async (json, status, code, pointer) => {
    const { place } = await create(echoBlueprint('A'));
    const answer = await api.request('POST', `${place}/clone`, { json });

    expect([answer.status, answer.body.code, answer.body.errors[0].pointer]).toEqual([status, code, pointer]);
  });

  it('begin in no clone of what is not there, or of a version that is named', async () => {
    const { place, version_lock } = await create(echoBlueprint('A'));
    const answers = await Promise.all([
      api.request('POST', '/api/v1/blueprints/bp_01JD2X8Q4N6T9VZK3R5M7P0W1B/clone'),
      api.request('POST', `${place}/clone`, { headers: { 'x-version-lock': version_lock } }),
    ]);

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [404, 'not-found'],
      [409, 'lock-conflict'],
    ]);
  });
});
