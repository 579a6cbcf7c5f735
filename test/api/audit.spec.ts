/** The audit: every change has its record, in the name of its key, and nobody reads that of others. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readAppConfig } from '@ice/api';
import { AuditRepository, Clock, IceError, Store, type AuditRecord } from '@ice/core';
import { ManualClock, MemoryStore, SequentialIds } from '@ice/storage';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startKeyedApi, type KeyedApi } from '../support/keyed-api.js';
import { connectClient } from '../support/protocol-client.js';
import { echoBlueprint } from '../support/sample-blueprint.js';
import { startApi } from '../support/start-api.js';

const blueprints = '/api/v1/blueprints';
const partials = '/api/v1/mcp/blueprints/partial';
const executions = '/api/v1/executions';
const human = { id: 'ok', type: 'human', prompt: 'Publish?', approval: 'input', timeout_s: 3600, on_timeout: 'fail' };
const waiting = { schema_version: '1.0', name: 'waiting', nodes: [human] };
const secretInput = 'this stands in no audit';

describe('the audit', () => {
  let api: KeyedApi;
  beforeAll(async () => {
    const { secretKey } = readAppConfig({ ICE_SECRET_KEY: Buffer.alloc(32, 7).toString('base64') });
    api = await startKeyedApi({ secretKey });
  });
  afterAll(() => api.close());

  const recordsOf = async (query = ''): Promise<readonly AuditRecord[]> =>
    (await api.ask(api.keys.admin, 'GET', `/api/v1/audit?limit=1000${query}`)).body.data;
  const about = async (target: string) =>
    (await recordsOf(`&target=${target}`)).map(({ action, detail }) => ({ action, ...(detail && { detail }) }));
  const create = async (json: object = echoBlueprint()) =>
    (await api.ask(api.keys.author, 'POST', blueprints, { json })).body;
  const begin = async (blueprint: object = waiting, inputs = {}) => {
    const json = { blueprint, inputs };
    const { execution_id } = (await api.ask(api.keys.run, 'POST', executions, { json })).body;
    return execution_id as string;
  };

  it('has what was done to a blueprint, newest first, and nothing of what was refused', async () => {
    const made = await create();
    const lock = { 'x-version-lock': made.version_lock };
    await api.ask(api.keys.author, 'PUT', `${blueprints}/${made.id}`, { json: echoBlueprint('b') });
    const changed = await api.ask(api.keys.author, 'PUT', `${blueprints}/${made.id}`, {
      json: echoBlueprint('b'),
      headers: lock,
    });
    await api.ask(api.keys.author, 'DELETE', `${blueprints}/${made.id}`, { headers: lock });
    await api.ask(api.keys.author, 'DELETE', `${blueprints}/${made.id}`, {
      headers: { 'x-version-lock': changed.body.version_lock },
    });
    expect(await about(made.id)).toEqual([
      { action: 'blueprint.deleted' },
      { action: 'blueprint.changed', detail: { revision: changed.body.revision } },
      { action: 'blueprint.created', detail: { revision: made.revision } },
    ]);
  });

  it('says who, when and whose', async () => {
    const { id } = await create();
    const [record] = await recordsOf(`&target=${id}`);
    const keys = (await api.ask(api.keys.admin, 'GET', '/api/v1/keys?limit=1000')).body.data;
    const author = keys.find(({ name }: { name: string }) => name === 'author');
    expect(record).toEqual({
      id: expect.stringMatching(/^au_[0-9A-Z]{26}$/),
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      tenant: '00000',
      key_id: author.id,
      action: 'blueprint.created',
      target: id,
      detail: expect.any(Object),
    });
    expect((await recordsOf(`&key_id=${author.id}`)).every(({ key_id }) => key_id === author.id)).toBe(true);
    expect(await recordsOf('&key_id=key_nobody')).toEqual([]);
  });

  it('has what became of a partial blueprint, and who finalized it', async () => {
    const { id, version_lock } = (
      await api.ask(api.keys.author, 'POST', partials, { json: { blueprint: echoBlueprint() } })
    ).body;
    const headers = { 'x-version-lock': version_lock };
    const made = (await api.ask(api.keys.author, 'POST', `${partials}/${id}/finalize`, { headers })).body;
    expect(await about(made.id)).toEqual([
      { action: 'blueprint.finalized', detail: { partial_id: id, revision: made.revision } },
    ]);
  });

  it('has starts, answers, cancels and reruns, each once, without inputs and answers', async () => {
    const inputs = { text: secretInput };
    const id = await begin({ ...waiting, inputs: { text: { type: 'string' } } }, inputs);
    const signals = await untilOpen(id);
    const [signal] = signals;
    const json = { value: secretInput };
    const answered = await api.ask(api.keys.run, 'POST', `${executions}/${id}/signals/${signal.signal_id}`, { json });
    expect(answered.status).toBeLessThan(300);
    await untilEnded(id);
    await api.ask(api.keys.run, 'POST', `${executions}/${id}/cancel`);
    const rerun = (await api.ask(api.keys.run, 'POST', `${executions}/${id}/rerun`, { json: {} })).body.execution_id;
    await api.ask(api.keys.run, 'POST', `${executions}/${rerun}/cancel`);
    expect((await about(id)).map(({ action }) => action)).toEqual(['signal.answered', 'execution.started']);
    expect((await about(rerun)).map(({ action }) => action)).toEqual(['execution.cancelled', 'execution.rerun']);
    expect(JSON.stringify(await recordsOf())).not.toContain(secretInput);
  });

  it('has one record of a start that was repeated under its key', async () => {
    const headers = { 'idempotency-key': 'once' };
    const json = { blueprint: waiting };
    const ask = () => api.ask(api.keys.run, 'POST', executions, { json, headers });
    const [first, second] = [await ask(), await ask()];
    expect(second.body.execution_id).toBe(first.body.execution_id);
    expect((await about(first.body.execution_id)).map(({ action }) => action)).toEqual(['execution.started']);
  });

  it('has keys that were made, changed and revoked, and budgets, and no text of a key', async () => {
    const made = (await api.ask(api.keys.all, 'POST', '/api/v1/keys', { json: { name: 'ci', scopes: ['read'] } })).body;
    await api.ask(api.keys.all, 'PATCH', `/api/v1/keys/${made.id}`, { json: { budget_usd: 5 } });
    await api.ask(api.keys.all, 'DELETE', `/api/v1/keys/${made.id}`);
    await api.ask(api.keys.all, 'PUT', '/api/v1/governance/budget', { json: { limit_usd: 12.5 } });
    expect(await about(made.id)).toEqual([
      { action: 'key.revoked' },
      { action: 'key.changed', detail: { budget_usd: '5' } },
      { action: 'key.created', detail: { name: 'ci', scopes: ['read'] } },
    ]);
    expect(await about('organisation')).toEqual([{ action: 'budget.changed', detail: { limit_usd: 12.5 } }]);
    expect(JSON.stringify(await recordsOf())).not.toContain(made.key);
    await api.ask(api.keys.all, 'PUT', '/api/v1/governance/budget', { json: { limit_usd: null } });
  });

  it('has secrets by their names, and none of their values', async () => {
    const value = 'sesame-sesame-sesame';
    await api.ask(api.keys.admin, 'PUT', '/api/v1/secrets/SHOP_TOKEN', { json: { value } });
    await api.ask(api.keys.admin, 'DELETE', '/api/v1/secrets/SHOP_TOKEN');
    await api.ask(api.keys.admin, 'DELETE', '/api/v1/secrets/SHOP_TOKEN');
    expect(await about('SHOP_TOKEN')).toEqual([{ action: 'secret.removed' }, { action: 'secret.set' }]);
    expect(JSON.stringify(await recordsOf())).not.toContain(value);
  });

  it('has what was done over the Model Context Protocol', async () => {
    await using keyless = await startApi();
    const client = await connectClient(keyless.url);
    const call = async (name: string, given: object) =>
      (await client.callTool({ name, arguments: { ...given } })).structuredContent as Record<string, string>;
    const partial = await call('partial_create', { blueprint: waiting });
    const made = await call('partial_finalize', { partial_id: partial['id'], version_lock: partial['version_lock'] });
    await client.close();
    const { data } = (await keyless.request('GET', `/api/v1/audit?target=${made['id']}`)).body;
    expect(data).toMatchObject([{ action: 'blueprint.finalized', key_id: null }]);
  });

  it('is paged, and filtered by action', async () => {
    for (let index = 0; index < 3; index += 1) await create();
    const query = 'action=blueprint.created&limit=2';
    const first = (await api.ask(api.keys.admin, 'GET', `/api/v1/audit?${query}`)).body;
    const second = (await api.ask(api.keys.admin, 'GET', `/api/v1/audit?${query}&cursor=${first.next_cursor}`)).body;
    const shown = [...first.data, ...second.data] as readonly AuditRecord[];
    expect(first.has_more).toBe(true);
    expect(shown.map(({ action }) => action)).toEqual(shown.map(() => 'blueprint.created'));
    expect(shown.map(({ id }) => id)).toEqual([...new Set(shown.map(({ id }) => id))].sort().reverse());
  });

  it.each(['action=blueprint.eaten', 'cursor=nope', 'limit=0', 'after=1'])('refuses the query %s', async (query) => {
    const { status, body } = await api.ask(api.keys.admin, 'GET', `/api/v1/audit?${query}`);
    expect([status, body.code]).toEqual([400, 'query-invalid']);
  });

  it('is read with the scope admin alone, and by the own organisation alone', async () => {
    await create();
    const statuses = await Promise.all(
      (['read', 'author', 'run', 'admin'] as const).map((scope) => api.ask(api.keys[scope], 'GET', '/api/v1/audit')),
    );
    expect(statuses.map(({ status }) => status)).toEqual([403, 403, 403, 200]);
    expect((await api.ask(api.keys.other, 'GET', '/api/v1/audit')).body.data).toEqual([]);
  });

  async function untilOpen(id: string) {
    for (;;) {
      const { data } = (await api.ask(api.keys.read, 'GET', `${executions}/${id}/signals`)).body;
      if (data.length > 0) return data;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async function untilEnded(id: string): Promise<void> {
    for (;;) {
      const { body } = await api.ask(api.keys.read, 'GET', `${executions}/${id}`);
      if (body.ended_at !== null) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
});

describe('an audit record that cannot be written', () => {
  it('does not take the change back; it is counted', async () => {
    await using api = await startApi();
    const store = api.app.get(Store);
    const write = store.compareAndSet.bind(store);
    store.compareAndSet = async (request) => {
      if (request.collection === 'audit') throw new IceError('store-unavailable', 'The disk is full.');
      return write(request);
    };
    const { status, body } = await api.request('POST', blueprints, { json: echoBlueprint() });
    expect(status).toBe(201);
    expect((await api.request('GET', `${blueprints}/${body.id}`)).status).toBe(200);
    const { text } = await api.request('GET', '/metrics');
    expect(text).toContain('ice_audit_failures_total{action="blueprint.created"} 1');
  });
});

describe('old audit records', () => {
  const day = 86_400_000;
  const entry = { tenant: '00000', key_id: null, action: 'blueprint.deleted', target: 'bp' } as const;

  it('go, the oldest first, and younger ones stay', async () => {
    const clock = new ManualClock();
    const records = new AuditRepository(new MemoryStore(), clock, new SequentialIds());
    for (let index = 0; index < 5; index += 1) {
      await records.add({ ...entry, target: `bp_${index}` });
      clock.advance(day);
    }
    const before = new Date(clock.now() - 2 * day).toISOString();
    expect([
      await records.removeOld(before, 2),
      await records.removeOld(before, 2),
      await records.removeOld(before, 2),
    ]).toEqual([2, 1, 0]);
    const { data } = await records.list('00000', { limit: 10 });
    expect(data.map(({ target }) => target)).toEqual(['bp_4', 'bp_3']);
  });

  it('are removed at the start of a server that keeps them for some days only', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'ice-audit-'));
    const config = { store: 'sqlite' } as const;
    {
      await using api = await startApi({ config, dataDir });
      const old = new ManualClock(api.app.get(Clock).now() - 3 * day);
      await new AuditRepository(api.app.get(Store), old, new SequentialIds()).add(entry);
      await api.app.get(AuditRepository).add({ ...entry, target: 'young' });
    }
    await using api = await startApi({ config: { ...config, retentionDays: 2 }, dataDir });
    const targets = async () =>
      (await api.request('GET', '/api/v1/audit')).body.data.map(({ target }: AuditRecord) => target);
    while ((await targets()).length > 1) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await targets()).toEqual(['young']);
    await rm(dataDir, { recursive: true });
  });
});
