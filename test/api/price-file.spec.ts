/** The operator's price file while the server runs: prices that change count at once, and while nobody can read them nothing is started
 *  and nothing is spent. What is stored keeps the certificate of its day. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startApi, type ApiAnswer, type RunningApi } from '../support/start-api.js';

const estimate = '/api/v1/governance/estimate';
const executions = '/api/v1/executions/';
const blueprints = '/api/v1/blueprints';
const partials = '/api/v1/mcp/blueprints/partial';
const model = 'openai/gpt-4o-mini';

const asking = (name = 'asking') => ({
  schema_version: '1.0',
  name,
  nodes: [
    {
      ...{ id: 'ask', type: 'llm', model, prompt: 'What now?', retry: { max_attempts: 1 } },
      ...{ max_input_tokens: 1_000, max_output_tokens: 100 },
    },
  ],
});

let folder: string;
let prices: string;
let api: RunningApi;

/** The same price for tokens in and out. */
const setPrice = (usd: number): Promise<void> =>
  writeFile(prices, JSON.stringify({ [model]: { input_usd_per_million: usd, output_usd_per_million: usd } }));
const start = (): Promise<RunningApi> =>
  startApi({ dataDir: path.join(folder, 'data'), config: { store: 'sqlite', priceFile: prices } });

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ice-price-file-'));
  prices = path.join(folder, 'prices.json');
  await setPrice(1);
  api = await start();
});
afterEach(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

const post = (place: string, json: unknown, headers = {}): Promise<ApiAnswer> =>
  api.request('POST', place, { json, headers });
const certificateOf = async (id: string, revision: string) =>
  (await api.request('GET', `${blueprints}/${id}/revisions/${revision}/certificate`)).body;
const mostOf = async (): Promise<string> => (await post(estimate, asking())).body.cost?.max_usd;

/** Asks until the answer is as wanted: the file is looked at once a second. */
async function until<T>(ask: () => Promise<T>, isIt: (answer: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await ask();
    if (isIt(answer)) return answer;
    await sleep(50);
  }
  throw new Error('It never came to that.');
}

/** The file is spoilt, and the server knows. */
async function spoil(text = '{"openai/gpt-4o-mini": '): Promise<void> {
  await writeFile(prices, text);
  await until(
    () => api.request('GET', '/ready'),
    ({ status }) => status === 503,
  );
}

describe('a price file that changes', () => {
  it('counts without a restart, in estimates, lists and what executions are charged', async () => {
    expect(await mostOf()).toBe('0.00011');
    const run = async () => (await post(executions, { blueprint: asking() }, { prefer: 'wait=20' })).body.cost_usd;
    const before = Number(await run());
    await setPrice(10);
    await until(mostOf, (max) => max === '0.0011');
    expect(Number(await run())).toBeCloseTo(10 * before, 9);
    const { body } = await api.request('GET', '/api/v1/governance/models');
    expect(body.data).toContainEqual(expect.objectContaining({ name: model, input_usd_per_million: '10' }));
  });

  it('leaves the certificate of a revision as it was, across a restart too', async () => {
    const told = (await post(estimate, asking())).body.certificate;
    const { id, revision } = (await post(blueprints, asking())).body;
    expect(await certificateOf(id, revision)).toEqual({ revision, certificate: told });
    await setPrice(10);
    await api.close();
    api = await start();
    const now = (await post(estimate, asking())).body.certificate;
    expect([told.values.max_usd, now.values.max_usd]).toEqual(['0.00011', '0.0011']);
    expect(now.prices_hash).not.toBe(told.prices_hash);
    // The same content, stored once more: the first word stands.
    const again = (await post(blueprints, asking())).body;
    expect(again.revision).toBe(revision);
    expect(await certificateOf(id, revision)).toEqual({ revision, certificate: told });
    expect(await certificateOf(again.id, revision)).toEqual({ revision, certificate: told });
  });

  it('counts at a start, whatever the certificate says', async () => {
    const document = { ...asking('poor'), budget_usd: 0.001 };
    const { id, revision } = (await post(blueprints, document)).body;
    await setPrice(1_000);
    await until(mostOf, (max) => max === '0.11');
    expect((await certificateOf(id, revision)).certificate.values.max_usd).toBe('0.00011');
    const refused = await post(executions, { blueprint_id: id });
    expect([refused.status, refused.body.code]).toEqual([402, 'budget-exceeded']);
  });
});

describe('blueprints that run each other', () => {
  it('are priced anew too, although each of them was compiled before', async () => {
    const running = (name: string, blueprint: string) => {
      const child = { id: 'child', type: 'workflow', blueprint, when: '{{ false }}', max_depth: 2 };
      return { ...asking(name), nodes: [...asking().nodes, { ...child, dependencies: ['ask'] }] };
    };
    const one = (await post(blueprints, asking('one'))).body;
    const other = (await post(blueprints, running('other', one.id))).body;
    const headers = { 'x-version-lock': one.version_lock };
    const tied = await api.request('PUT', `${blueprints}/${one.id}`, { json: running('one', other.id), headers });
    expect(tied.status).toBe(200);
    const most = async () => {
      const { status, body } = await post(executions, { blueprint_id: one.id, dry_run: true });
      return [status, body.cost?.max_usd];
    };
    const [status, before] = await most();
    expect(status).toBe(200);
    await setPrice(10);
    await until(mostOf, (max) => max === '0.0011');
    expect(await most()).toEqual([200, expect.stringMatching(/^0\.\d+$/)]);
    expect(Number((await most())[1])).toBeCloseTo(10 * Number(before), 9);
  });
});

describe('a price file with models of its own', () => {
  it('decides anew whether a document has a bound, also one that was compiled before', async () => {
    const own = {
      'openai/house-model': { input_usd_per_million: 1, output_usd_per_million: 1, context_tokens: 8_000 },
    };
    const ask = { id: 'ask', type: 'llm', model: 'openai/house-model', prompt: 'What now?', max_output_tokens: 10 };
    const document = { schema_version: '1.0', name: 'housed', nodes: [ask] };
    const judged = async () => {
      const { ok, diagnostics } = (await post(`${blueprints}/validate`, document)).body;
      return [ok, ...diagnostics.map(({ code }: { code: string }) => code)].join(' ');
    };
    await api.close();
    api = await startApi({ config: { priceFile: prices, allowedModels: ['openai/*'] } });
    expect(await judged()).toBe('false model-not-allowed');
    await writeFile(prices, JSON.stringify(own));
    await until(judged, (text) => text === 'true');
    await setPrice(1);
    await until(judged, (text) => text === 'false model-not-allowed');
  });
});

describe('a certificate', () => {
  it('is in the answer of finalize, and that of every revision is kept', async () => {
    const made = await post(partials, { blueprint: asking() });
    const headers = { 'x-version-lock': made.body.version_lock };
    const { body } = await api.request('POST', `${partials}/${made.body.id}/finalize`, {
      headers,
    });
    const told = (await post(estimate, asking())).body.certificate;
    expect(body.certificate).toEqual(told);
    expect(await certificateOf(body.id, body.revision)).toEqual({ revision: body.revision, certificate: told });

    const lock = { 'x-version-lock': body.version_lock };
    const put = await api.request('PUT', `${blueprints}/${body.id}`, { json: asking('renamed'), headers: lock });
    const patched = await api.request('PATCH', `${blueprints}/${body.id}`, {
      json: { title: 'Asked' },
      headers: { 'x-version-lock': put.body.version_lock },
    });
    for (const { revision } of [put.body, patched.body]) {
      const { certificate } = await certificateOf(body.id, revision);
      expect([certificate.formula.revision, certificate.values.max_usd]).toEqual([revision, '0.00011']);
    }
  });

  it('is there for a revision of this blueprint alone', async () => {
    const one = (await post(blueprints, asking('one'))).body;
    const other = (await post(blueprints, asking('other'))).body;
    const answer = await api.request('GET', `${blueprints}/${one.id}/revisions/${other.revision}/certificate`);
    expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
  });
});

describe('a price file that cannot be used', () => {
  it('refuses estimates, finalizing and starts; nothing is stored, reserved or spent, until it is mended', async () => {
    const { id } = (await post(blueprints, asking('stored'))).body;
    const made = (await post(partials, { blueprint: asking('draft') })).body;
    const before = (await api.request('GET', '/api/v1/governance/budget')).text;
    const finalize = () =>
      api.request('POST', `${partials}/${made.id}/finalize`, { headers: { 'x-version-lock': made.version_lock } });
    await spoil();

    const answers = [
      await post(executions, { blueprint_id: id, inputs: {} }),
      await post(executions, { blueprint: asking('inline') }),
      await post(executions, { blueprint_id: id, dry_run: true }),
      await post(estimate, asking()),
      await finalize(),
    ];
    for (const { status, headers, body } of answers) {
      expect([status, body.code, body.retryable]).toEqual([503, 'estimator-unavailable', true]);
      expect(headers.get('retry-after')).toBe('1');
      expect(JSON.stringify(body)).not.toContain(prices);
    }
    expect((await api.request('GET', executions)).body.data).toEqual([]);
    expect((await api.request('GET', '/api/v1/governance/budget')).text).toBe(before);
    expect((await api.request('GET', blueprints)).body.data).toHaveLength(1);

    await setPrice(1);
    await until(
      () => api.request('GET', '/ready'),
      ({ status }) => status === 200,
    );
    expect((await finalize()).status).toBe(201);
    expect((await post(executions, { blueprint_id: id }, { prefer: 'wait=20' })).body.status).toBe('completed');
  });

  it('is told by /ready, in words that show nothing of the file', async () => {
    await spoil('{"sk-canary": 1}');
    const { status, body, text } = await api.request('GET', '/ready');
    expect([status, body.code, body.checks.store.ok, body.checks.ledger.ok]).toEqual([
      503,
      'estimator-unavailable',
      true,
      true,
    ]);
    expect(body.checks.prices).toMatchObject({
      ok: false,
      detail: 'The price file (ICE_PRICE_FILE) cannot be used; the log has the reason.',
    });
    expect(text).not.toMatch(/sk-canary|prices\.json/);
  });

  it('keeps nobody from writing: documents are judged and stored, without an amount', async () => {
    await spoil();
    const judged = await post(`${blueprints}/validate`, asking());
    expect([judged.status, judged.body.ok, judged.body.cost]).toEqual([200, true, null]);
    const draft = await post(partials, { blueprint: asking('draft') });
    expect([draft.status, draft.body.diagnostics, draft.body.cost]).toEqual([201, [], undefined]);
    const stored = await post(blueprints, asking());
    expect(stored.status).toBe(201);
    const { id, revision } = stored.body;
    expect(await certificateOf(id, revision)).toEqual({ revision, certificate: null });
  });
});
