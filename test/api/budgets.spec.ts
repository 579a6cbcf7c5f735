/** Budgets while executions run: pause and raise over REST, restarts, races of processes on one file, and ledgers that cannot be read. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Store } from '@ice/core';
import { spoilLedger } from '../support/test-store.js';
import { startApiProcess, type ApiProcess } from '../support/api-process.js';
import { startApi, type ApiAnswer, type RunningApi } from '../support/start-api.js';

const budget = '/api/v1/governance/budget';
const executions = '/api/v1/executions/';

type Requester = Pick<RunningApi, 'request'>;

const ask = (id: string, more: object = {}) => ({
  id,
  type: 'llm',
  model: 'openai/gpt-4o',
  prompt: 'Say something of some length about chairs.',
  max_input_tokens: 500,
  max_output_tokens: 100,
  repair_attempts: 0,
  retry: { max_attempts: 1 },
  ...more,
});

/** Waits to be told, then asks a model. */
const patient = {
  schema_version: '1.0',
  name: 'patient',
  nodes: [{ id: 'told', type: 'wait', signal: 'go' }, ask('answer', { dependencies: ['told'] })],
};

async function untilIt<Value>(look: () => Promise<Value>, isRight: (value: Value) => boolean): Promise<Value> {
  for (;;) {
    const value = await look();
    if (isRight(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const snapshotOf = async (api: Requester, id: string) => (await api.request('GET', `${executions}${id}`)).body;
const budgetOf = async (api: Requester) => (await api.request('GET', budget)).body;

describe('an execution that runs out of its budget half way', () => {
  /** The second may cost more than is expected of it. */
  const document = {
    schema_version: '1.0',
    name: 'two_calls',
    nodes: [ask('first'), ask('second', { dependencies: ['first'], max_output_tokens: 1_000 })],
  };
  let api: RunningApi;

  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  /** With just what it is expected to cost. */
  async function startShort(): Promise<string> {
    const { cost } = (await api.request('POST', executions, { json: { blueprint: document, dry_run: true } })).body;
    const budget_usd = Number(cost.expected_usd);
    const { body } = await api.request('POST', executions, { json: { blueprint: document, budget_usd } });
    return body.execution_id;
  }

  it('waits with a question, is raised, and ends without paying anything twice', async () => {
    const id = await startShort();
    const { open_signals } = await untilIt(
      () => snapshotOf(api, id),
      ({ status }) => status === 'waiting',
    );
    expect(open_signals).toHaveLength(1);
    const [signal] = open_signals;
    expect(signal).toMatchObject({ kind: 'budget', prompt: expect.stringMatching(/raise_to_usd/) });
    const answer = { value: { raise_to_usd: 1 } };
    const answered = await api.request('POST', `${executions}${id}/signals/${signal.signal_id}`, { json: answer });
    expect(answered.status).toBe(200);
    const done = await untilIt(
      () => snapshotOf(api, id),
      ({ ended_at }) => ended_at !== null,
    );
    expect(done.status).toBe('completed');
    const usages = done.nodes.map(({ usage }: { usage: { cost_usd: string } }) => Number(usage.cost_usd));
    expect(Number(done.cost_usd)).toBeCloseTo(usages[0] + usages[1], 9);
    const { data } = (await api.request('GET', `${executions}${id}/events?limit=1000`)).body;
    const started = data.filter(({ type }: { type: string }) => type === 'node.started');
    const attempts = started.map((event: { path: string; attempt: number }) => [event.path, event.attempt]);
    // The attempt that was not covered made no call: it is begun anew.
    expect(attempts).toEqual([
      ['first', 1],
      ['second', 1],
      ['second', 2],
    ]);
    expect(await budgetOf(api)).toMatchObject({ reserved_usd: '0', spent_usd: done.cost_usd });
    const raises = (await api.request('GET', '/api/v1/audit?action=budget.raised')).body.data;
    expect(raises).toMatchObject([{ action: 'budget.raised', target: id }]);
  });

  it('is ended by the answer "end", and takes no other word', async () => {
    const id = await startShort();
    const { open_signals } = await untilIt(
      () => snapshotOf(api, id),
      ({ status }) => status === 'waiting',
    );
    const place = `${executions}${id}/signals/${open_signals[0].signal_id}`;
    expect((await api.request('POST', place, { json: { value: 'more' } })).body.code).toBe('answer-invalid');
    expect((await api.request('POST', place, { json: { value: 'end' } })).status).toBe(200);
    const done = await untilIt(
      () => snapshotOf(api, id),
      ({ ended_at }) => ended_at !== null,
    );
    expect([done.status, done.failure.code]).toEqual(['failed', 'budget-exceeded']);
    expect((await budgetOf(api)).reserved_usd).toBe('0');
  });
});

describe('a budget that was set', () => {
  it('survives a restart', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'ice-budget-'));
    const options = { dataDir, config: { store: 'sqlite' as const } };
    const first = await startApi(options);
    await first.request('PUT', budget, { json: { limit_usd: 0.5 } });
    await first.close();
    await using second = await startApi({ dataDir, config: { store: 'sqlite', orgBudgetUsd: 7 } });
    expect(await budgetOf(second)).toMatchObject({ limit_usd: '0.5', source: 'set' });
    await second.close();
    await rm(dataDir, { recursive: true, force: true });
  });
});

describe('what cannot be read', () => {
  const refused = ({ status, body }: ApiAnswer) => [status, body.code];
  const start = (api: Requester) => api.request('POST', executions, { json: { blueprint: patient } });

  it('of a budget lets nothing start', async () => {
    await using api = await startApi();
    const next = { value: { limit_nano_usd: 'a lot' }, lock: 'lk_1' };
    await api.app.get(Store).compareAndSet({ collection: 'budgets', key: '00000', expect: 'any', next });
    expect(refused(await start(api))).toEqual([503, 'ledger-unavailable']);
    expect(refused(await api.request('GET', budget))).toEqual([503, 'ledger-unavailable']);
    expect((await api.request('GET', executions)).body.data).toEqual([]);
  });

  it('of the ledger lets nothing start', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'ice-ledger-'));
    await using api = await startApi({ dataDir, config: { store: 'sqlite' } });
    expect((await start(api)).status).toBe(202);
    await spoilLedger(dataDir);
    expect(refused(await start(api))).toEqual([503, 'ledger-unavailable']);
    expect((await api.request('GET', executions)).body.data).toHaveLength(1);
    await api.close();
    await rm(dataDir, { recursive: true, force: true });
  });
});

describe('100 starts at once in three processes on one file', () => {
  let dataDir: string;
  let servers: readonly ApiProcess[];

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'ice-race-'));
    const env = { ICE_LEASE_MS: '1500', NODE_ENV: 'test' };
    servers = await Promise.all([1, 2, 3].map(() => startApiProcess({ dataDir, env })));
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.kill('SIGTERM')));
    await rm(dataDir, { recursive: true, force: true });
  });

  it('admit what fits and not one more, and leave nothing reserved, also after a kill', async () => {
    const [first, second, third] = servers as [ApiProcess, ApiProcess, ApiProcess];
    const dry = await first.request('POST', executions, { json: { blueprint: patient, dry_run: true } });
    const each = Number(dry.body.reserve_usd);
    await first.request('PUT', budget, { json: { limit_usd: 10.5 * each } });
    const looks: boolean[] = [];
    let isOver = false;
    const watch = (async () => {
      while (!isOver) {
        const { spent_usd, reserved_usd, limit_usd } = await budgetOf(third);
        looks.push(Number(spent_usd) + Number(reserved_usd) <= Number(limit_usd) + 1e-9);
      }
    })();
    const starts = Array.from({ length: 100 }, (_, index) =>
      (servers[index % 3] as ApiProcess).request('POST', executions, { json: { blueprint: patient } }),
    );
    const answers = await Promise.all(starts);
    isOver = true;
    await watch;
    const admitted = answers.filter(({ status }) => status === 202).map(({ body }) => body.execution_id as string);
    expect([admitted.length, answers.filter(({ status }) => status === 402).length]).toEqual([10, 90]);
    expect(looks.filter((isKept) => !isKept)).toEqual([]);
    console.log(`looked ${looks.length} times while they raced`);
    await second.kill('SIGKILL');
    for (const id of admitted)
      await first.request('POST', `${executions}${id}/signals`, { json: { name: 'go', value: 1 } });
    const ends = [];
    for (const id of admitted)
      ends.push(
        await untilIt(
          () => snapshotOf(first, id),
          ({ ended_at }) => ended_at !== null,
        ),
      );
    expect(ends.map(({ status }) => status)).toEqual(admitted.map(() => 'completed'));
    const spent = ends.reduce((sum, { cost_usd }) => sum + Number(cost_usd), 0);
    const after = await untilIt(
      () => budgetOf(first),
      ({ reserved_usd }) => reserved_usd === '0',
    );
    expect(Number(after.spent_usd)).toBeCloseTo(spent, 9);
  });
});
