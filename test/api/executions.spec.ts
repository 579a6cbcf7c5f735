import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type RunningApi } from '../support/start-api.js';

const echo = (value: unknown) => ({ id: 'a', type: 'tool', tool_name: 'echo', tool_args: { value } });
const blueprint = {
  schema_version: '1.0',
  name: 'greeting',
  inputs: { who: { type: 'string' } },
  nodes: [echo('Dear {{ inputs.who }}')],
};
const sleeping = {
  schema_version: '1.0',
  name: 'sleeping',
  nodes: [{ id: 'nap', type: 'tool', tool_name: 'sleep', tool_args: { ms: 86_400_000 } }],
};
const start = '/api/v1/executions/';
const wait = { prefer: 'wait=10' };

describe('executions over REST', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  const store = async (document: object): Promise<string> =>
    (await api.request('POST', '/api/v1/blueprints/', { json: document })).body.id;

  describe('starting', () => {
    it('answers 202 with the place to look, and the place shows the execution', async () => {
      const id = await store(blueprint);
      const answer = await api.request('POST', start, { json: { blueprint_id: id, inputs: { who: 'Ada' } } });
      expect(answer.status).toBe(202);
      expect(answer.headers.get('location')).toBe(`/api/v1/executions/${answer.body.execution_id}`);
      expect(Object.keys(answer.body)).toEqual(['execution_id', 'status', 'links']);
      expect((await api.request('GET', answer.body.links.self)).status).toBe(200);
    });

    it('waits when asked to, and gives the snapshot with exactly its fields', async () => {
      const answer = await api.request('POST', start, { json: { blueprint, inputs: { who: 'Ada' } }, headers: wait });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('preference-applied')).toBe('wait=10');
      expect(Object.keys(answer.body).sort()).toEqual(
        [
          'execution_id',
          'status',
          'blueprint_id',
          'revision',
          'inputs',
          'outputs',
          'nodes',
          'usage',
          'cost_usd',
          'sequence',
          'created_at',
          'started_at',
          'ended_at',
          'open_signals',
          'links',
        ].sort(),
      );
      expect(answer.body).toMatchObject({
        status: 'completed',
        inputs: { who: 'Ada' },
        outputs: { a: { value: 'Dear Ada' } },
      });
      expect(Object.keys(answer.body.nodes[0]).sort()).toEqual([
        'attempts',
        'ended_at',
        'node_id',
        'output',
        'path',
        'started_at',
        'status',
      ]);
    });

    it('answers 202 when the wait was too short', async () => {
      const answer = await api.request('POST', start, { json: { blueprint: sleeping }, headers: { prefer: 'wait=0' } });
      expect(answer.status).toBe(202);
      await api.request('POST', `${start}${answer.body.execution_id}/cancel`);
    });

    it('runs the revision that it was told to, also after the blueprint has gone', async () => {
      const created = await api.request('POST', '/api/v1/blueprints/', { json: blueprint });
      const { id, revision, version_lock } = created.body;
      await api.request('DELETE', `/api/v1/blueprints/${id}`, { headers: { 'x-version-lock': version_lock } });
      const answer = await api.request('POST', start, { json: { revision, inputs: { who: 'Bob' } }, headers: wait });
      expect(answer.body).toMatchObject({ revision, blueprint_id: null, outputs: { a: { value: 'Dear Bob' } } });
      expect((await api.request('POST', start, { json: { blueprint_id: id, inputs: { who: 'Bob' } } })).status).toBe(
        404,
      );
    });

    it('does every step of admission and starts nothing in a dry run', async () => {
      const before = await api.request('GET', '/api/v1/executions?limit=1000');
      const good = await api.request('POST', start, { json: { blueprint, inputs: { who: 'x' }, dry_run: true } });
      expect([good.status, good.body]).toEqual([
        200,
        {
          dry_run: true,
          admitted: true,
          revision: expect.stringMatching(/^sha256:/),
          cost: expect.objectContaining({ max_usd: '0', calls: 0, nodes: [] }),
          reserve_usd: '0',
        },
      ]);
      expect((await api.request('POST', start, { json: { blueprint, dry_run: true } })).status).toBe(422);
      expect((await api.request('GET', '/api/v1/executions?limit=1000')).body.data).toHaveLength(
        before.body.data.length,
      );
    });

    it.each([
      ['nothing to run', {}, 422, 'validation-failed', ''],
      ['two things to run', { blueprint, revision: 'sha256:0' }, 422, 'validation-failed', '/blueprint'],
      ['an unknown blueprint', { blueprint_id: 'bp_00000000000000000000000000' }, 404, 'not-found', null],
      ['an unknown revision', { revision: 'sha256:00' }, 404, 'not-found', null],
      ['a missing input', { blueprint }, 422, 'inputs-invalid', '/inputs/who'],
      ['an input of the wrong type', { blueprint, inputs: { who: 3 } }, 422, 'inputs-invalid', '/inputs/who'],
      [
        'an input that is not declared',
        { blueprint, inputs: { who: 'x', what: 1 } },
        422,
        'inputs-invalid',
        '/inputs/what',
      ],
      [
        'a member that does not exist',
        { blueprint, inputs: { who: 'x' }, input: {} },
        422,
        'validation-failed',
        '/input',
      ],
      [
        'a budget of nothing',
        { blueprint, inputs: { who: 'x' }, budget_usd: 0 },
        422,
        'validation-failed',
        '/budget_usd',
      ],
      ['an unsound blueprint', { blueprint: { ...blueprint, nodes: [] } }, 422, 'validation-failed', '/nodes'],
    ])('refuses %s', async (_what, json, status, code, pointer) => {
      const answer = await api.request('POST', start, { json });
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      if (pointer !== null) expect(answer.body.errors[0].pointer).toBe(pointer);
    });
  });

  describe('looking', () => {
    it('answers 304 as long as nothing has happened', async () => {
      const { body } = await api.request('POST', start, { json: { blueprint, inputs: { who: 'x' } }, headers: wait });
      const first = await api.request('GET', body.links.self);
      const tag = first.headers.get('etag') as string;
      expect(tag).toBe(`"${body.sequence}"`);
      expect((await api.request('GET', body.links.self, { headers: { 'if-none-match': tag } })).status).toBe(304);
    });

    it('includes the events when asked to', async () => {
      const { body } = await api.request('POST', start, { json: { blueprint, inputs: { who: 'x' } }, headers: wait });
      const { events } = (await api.request('GET', `${body.links.self}?include=events`)).body;
      expect(events.map((event: { type: string }) => event.type)).toEqual([
        'execution.queued',
        'execution.started',
        'node.started',
        'node.completed',
        'execution.completed',
      ]);
    });

    it('lists newest first, by status, blueprint and tag, a page at a time', async () => {
      const id = await store(blueprint);
      const ids: string[] = [];
      for (const who of ['1', '2', '3']) {
        const { body } = await api.request('POST', start, {
          json: { blueprint_id: id, inputs: { who }, tags: ['listed', who] },
          headers: wait,
        });
        ids.unshift(body.execution_id);
      }
      const list = async (query: string) => (await api.request('GET', `/api/v1/executions?${query}`)).body;
      const idsOf = (page: { data: { execution_id: string }[] }) => page.data.map((item) => item.execution_id);
      expect(idsOf(await list(`blueprint_id=${id}`))).toEqual(ids);
      expect(idsOf(await list('tag=listed&status=completed'))).toEqual(ids);
      expect(idsOf(await list('tag=2'))).toEqual([ids[1]]);
      expect(idsOf(await list(`blueprint_id=${id}&started_after=2100-01-01T00:00:00Z`))).toEqual([]);
      const first = await list(`blueprint_id=${id}&limit=2`);
      expect([idsOf(first), first.has_more]).toEqual([ids.slice(0, 2), true]);
      const rest = await list(`blueprint_id=${id}&limit=2&cursor=${first.next_cursor}`);
      expect([idsOf(rest), rest.has_more, rest.next_cursor]).toEqual([ids.slice(2), false, null]);
    });

    it.each(['status=odd', 'limit=0', 'limit=1001', 'cursor=%%%', 'cursor=zzz', 'started_after=yesterday', 'what=1'])(
      'refuses ?%s',
      async (query) => {
        const { status } = await api.request('GET', `/api/v1/executions?${query}`);
        expect([400, 422]).toContain(status);
      },
    );

    it.each(['ex_none', 'ex_00000000000000000000000000', '__proto__', '..%2f..%2fetc'])(
      'knows no execution %s',
      async (id) => {
        const { status, body } = await api.request('GET', `/api/v1/executions/${id}`);
        expect([status, body.code]).toEqual([404, 'not-found']);
      },
    );
  });

  describe('cancelling', () => {
    it('ends what runs and says the same the second time', async () => {
      const { body } = await api.request('POST', start, { json: { blueprint: sleeping } });
      const first = await api.request('POST', body.links.cancel);
      const second = await api.request('POST', body.links.cancel);
      expect([first.status, first.body.status]).toEqual([202, 'cancelled']);
      expect(second.body).toEqual(first.body);
      expect((await api.request('GET', body.links.self)).body).toMatchObject({
        status: 'cancelled',
        nodes: [{ path: 'nap', status: 'cancelled' }],
      });
    });

    it('leaves an execution alone that has ended', async () => {
      const { body } = await api.request('POST', start, { json: { blueprint, inputs: { who: 'x' } }, headers: wait });
      expect((await api.request('POST', body.links.cancel)).body.status).toBe('completed');
    });

    it('answers 404 for an execution that is not there', async () => {
      expect((await api.request('POST', `${start}ex_00000000000000000000000000/cancel`)).status).toBe(404);
    });
  });
});
