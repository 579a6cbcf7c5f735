/** Starts that are repeated: one execution for one key, whatever is sent at once, lost, refused or restarted. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultTenant, IdempotencyRepository, IceError } from '@ice/core';
import { ExecutionSupervisor } from '@ice/orchestrator';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { echoBlueprint } from '../support/sample-blueprint.js';
import { startApi, type ApiAnswer, type RunningApi } from '../support/start-api.js';

const start = '/api/v1/executions/';
const greeting = {
  schema_version: '1.0',
  name: 'greeting',
  inputs: { who: { type: 'string' } },
  nodes: [{ id: 'a', type: 'tool', tool_name: 'echo', tool_args: { value: 'Dear {{ inputs.who }}' } }],
};
const napping = {
  schema_version: '1.0',
  name: 'napping',
  nodes: [{ id: 'nap', type: 'tool', tool_name: 'sleep', tool_args: { ms: 300 } }],
};
const hello = { blueprint: greeting, inputs: { who: 'Ada' } };

function post(api: RunningApi, key: string, json: object, more: Readonly<Record<string, string>> = {}) {
  return api.request('POST', start, { json, headers: { 'idempotency-key': key, ...more } });
}

async function countOf(api: RunningApi): Promise<number> {
  return (await api.request('GET', '/api/v1/executions?limit=1000')).body.data.length;
}

const isReplayed = ({ headers }: ApiAnswer): boolean => headers.get('idempotency-replayed') === 'true';

describe.each(['memory', 'sqlite'] as const)('Idempotency-Key with the store %s', (store) => {
  let api: RunningApi;
  beforeAll(async () => void (api = await startApi({ config: { store } })));
  afterAll(() => api.close());

  it('starts one execution for twenty requests at a time, and tells all of them which', async () => {
    const before = await countOf(api);
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(api, 'race', hello)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    expect(new Set(answers.map(({ body }) => body.execution_id)).size).toBe(1);
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect(answers.filter((answer) => !isReplayed(answer))).toHaveLength(1);
    expect(await countOf(api)).toBe(before + 1);
  });

  it('has every one of those who wait see the end of the same execution', async () => {
    const wait = { prefer: 'wait=30' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(api, 'wait', { blueprint: napping }, wait)));
    expect(answers.map(({ status, body }) => [status, body.status])).toEqual(answers.map(() => [200, 'completed']));
    expect(new Set(answers.map(({ body }) => body.execution_id)).size).toBe(1);
  });

  it('answers the same execution after its end, also when its blueprint is gone by then', async () => {
    const created = await api.request('POST', '/api/v1/blueprints', { json: echoBlueprint('A') });
    const json = { blueprint_id: created.body.id };
    const first = await post(api, 'gone', json, { prefer: 'wait=10' });
    const lock = { 'x-version-lock': created.body.version_lock };
    await api.request('DELETE', `/api/v1/blueprints/${created.body.id}`, { headers: lock });
    const again = await post(api, 'gone', json);
    const waited = await post(api, 'gone', json, { prefer: 'wait=10' });
    expect([first, again, waited].map((answer) => [answer.status, isReplayed(answer)])).toEqual([
      [200, false],
      [202, true],
      [200, true],
    ]);
    expect(again.body).toEqual({ execution_id: first.body.execution_id, status: 'completed', links: first.body.links });
    expect(waited.body).toEqual(first.body);
  });

  it('takes the order of keys for no difference, and anything else for one', async () => {
    const first = await post(api, 'body', hello);
    const turned = await post(api, 'body', { inputs: { who: 'Ada' }, blueprint: greeting });
    expect([turned.status, turned.body.execution_id]).toEqual([202, first.body.execution_id]);
    const before = await countOf(api);
    for (const change of [{ inputs: { who: 'Bob' } }, { tags: ['x'] }, { budget_usd: 1 }]) {
      const { status, body } = await post(api, 'body', { ...hello, ...change });
      expect([status, body.code, body.execution_id]).toEqual([422, 'idempotency-key-reused', first.body.execution_id]);
    }
    expect(await countOf(api)).toBe(before);
  });

  it('starts a new one for another key, and for none', async () => {
    const ids = [await post(api, 'one', hello), await post(api, 'other', hello)].map(({ body }) => body.execution_id);
    for (const _ of [1, 2]) ids.push((await api.request('POST', start, { json: hello })).body.execution_id);
    expect(new Set(ids).size).toBe(4);
  });

  it('is not used up by a request that is refused', async () => {
    const refused = await post(api, 'refused', { blueprint: greeting });
    expect([refused.status, refused.body.code]).toEqual([422, 'inputs-invalid']);
    const mended = await post(api, 'refused', hello);
    expect([mended.status, isReplayed(mended)]).toEqual([202, false]);
  });

  it('is not used up where the start itself is refused', async () => {
    const supervisor = api.app.get(ExecutionSupervisor);
    const original = supervisor.start.bind(supervisor);
    supervisor.start = () => Promise.reject(new IceError('queue-full', 'Too many.', { retryable: true }));
    expect((await post(api, 'full', hello)).status).toBe(429);
    supervisor.start = original;
    const other = await post(api, 'full', { ...hello, tags: ['later'] });
    expect([other.status, isReplayed(other)]).toEqual([202, false]);
  });

  it('is ignored by a dry run', async () => {
    expect((await post(api, 'dry', { ...hello, dry_run: true })).status).toBe(200);
    const first = await post(api, 'dry', hello);
    const dry = await post(api, 'dry', { ...hello, dry_run: true });
    expect([first.status, isReplayed(first), dry.status, dry.body.dry_run]).toEqual([202, false, 200, true]);
  });

  it('starts what was reserved and never accepted, under the reserved id', async () => {
    const keys = api.app.get(IdempotencyRepository);
    await post(api, 'lost', hello);
    const scopeOf = (key: string) => ({ tenant: defaultTenant, apiKeyId: null, key });
    const known = await keys.find(scopeOf('lost'));
    const { reservation } = await keys.reserve(scopeOf('crashed'), known?.content ?? '');
    expect((await api.request('GET', `${start}${reservation.executionId}`)).status).toBe(404);
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(api, 'crashed', hello)));
    expect(answers.map(({ status, body }) => [status, body.execution_id])).toEqual(
      answers.map(() => [202, reservation.executionId]),
    );
    expect(answers.filter((answer) => !isReplayed(answer))).toHaveLength(1);
  });

  it.each([
    ['no text', ''],
    ['a text with a blank, as two keys are', 'a b'],
    ['256 characters', 'x'.repeat(256)],
    ['a character that is not ASCII', 'schlüssel'],
  ])('is refused when it is %s', async (_what, key) => {
    const { status, body } = await post(api, key, hello);
    expect([status, body.code]).toEqual([400, 'idempotency-key-malformed']);
  });

  it('may have 255 characters of any visible kind', async () => {
    const key = `!"#/\\~${'x'.repeat(249)}`;
    const [first, second] = [await post(api, key, hello), await post(api, key, hello)];
    expect([first.status, second.body.execution_id]).toEqual([202, first.body.execution_id]);
  });
});

describe('Idempotency-Key after a restart', () => {
  it('still stands for the execution that it started', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'ice-idempotency-'));
    const options = { dataDir, config: { store: 'sqlite' } } as const;
    try {
      const before = await startApi(options);
      const first = await post(before, 'k', hello, { prefer: 'wait=10' });
      await before.close();
      await using after = await startApi(options);
      const again = await post(after, 'k', hello, { prefer: 'wait=10' });
      expect([again.status, isReplayed(again), again.body]).toEqual([200, true, first.body]);
      expect((await post(after, 'k', { ...hello, tags: ['x'] })).status).toBe(422);
      expect(await countOf(after)).toBe(1);
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
