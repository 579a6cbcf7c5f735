/** Money at the door: what a document can cost, what an organisation may spend, and what is refused for it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type RunningApi } from '../support/start-api.js';

const budget = '/api/v1/governance/budget';
const estimate = '/api/v1/governance/estimate';
const executions = '/api/v1/executions/';
const drafts = '/api/v1/mcp/blueprints/partial';

/** Asks a model for so many items, 1,000 tokens in and 100 out at most each. */
const asking = (items: number, more: object = {}) => ({
  schema_version: '1.0',
  name: 'asking',
  nodes: [
    {
      id: 'each',
      type: 'loop',
      items: Array.from({ length: items }, (_, index) => index),
      item_var: 'item',
      max_items: 1_000,
      body: {
        nodes: [
          {
            id: 'ask',
            type: 'llm',
            model: 'openai/gpt-4o',
            prompt: 'What about {{ item }}?',
            max_input_tokens: 1_000,
            max_output_tokens: 100,
          },
        ],
      },
    },
  ],
  ...more,
});

/** The example of a request or an answer, however it stands there. */
function exampleOf({
  example,
  examples,
}: {
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}): unknown {
  return example ?? Object.values(examples ?? {})[0]?.value;
}

describe('without a budget', () => {
  let api: RunningApi;

  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  it('says so, and counts in the money of test mode', async () => {
    const { status, body } = await api.request('GET', budget);
    expect([status, body]).toEqual([
      200,
      {
        limit_usd: null,
        spent_usd: '0',
        reserved_usd: '0',
        available_usd: null,
        source: 'none',
        set_at: null,
        set_by: null,
        window: 'month',
        window_name: new Date().toISOString().slice(0, 7),
        window_ends_at: expect.stringMatching(/-01T00:00:00\.000Z$/),
        mode: 'expected',
        money: 'synthetic',
        keys: [],
        blueprints: [],
        days: [],
      },
    ]);
  });

  it('counts what executions have cost, by day and blueprint, and leaves nothing reserved', async () => {
    const stored = await api.request('POST', '/api/v1/blueprints/', { json: asking(3) });
    const json = { blueprint_id: stored.body.id };
    const played = await api.request('POST', executions, { json, headers: { prefer: 'wait=20' } });
    expect(played.body.status).toBe('completed');
    const { body } = await api.request('GET', budget);
    const spent = { spent_usd: played.body.cost_usd, reserved_usd: '0' };
    expect(Number(played.body.cost_usd)).toBeGreaterThan(0);
    expect(body).toMatchObject({
      ...spent,
      blueprints: [{ blueprint_id: stored.body.id, ...spent }],
      days: [{ day: new Date().toISOString().slice(0, 10), ...spent }],
    });
  });

  it('lists the allowed models with their prices and the date of the prices', async () => {
    const { body } = await api.request('GET', '/api/v1/governance/models');
    expect(body).toMatchObject({
      price_book_date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      price_floor_usd: '0.001',
    });
    expect(body.data).toContainEqual({
      name: 'openai/gpt-4o-mini',
      provider: 'openai',
      context_tokens: 128_000,
      input_usd_per_million: '0.15',
      output_usd_per_million: '0.6',
    });
    expect(JSON.stringify(body)).not.toMatch(/gpt-3\.5/);
  });

  it('estimates a document by its declared bounds, and a dry run by its inputs', async () => {
    const declared = { ...asking(0), inputs: { list: { type: 'array', items: { type: 'integer' }, maxItems: 50 } } };
    declared.nodes = [{ ...declared.nodes[0], items: '{{ inputs.list }}' } as never];
    const { status, body } = await api.request('POST', estimate, { json: declared });
    expect(status).toBe(200);
    const [each, ask] = body.cost.nodes;
    expect([each.node_id, ask.node_id, ask.model, ask.calls]).toEqual(['each', 'ask', 'openai/gpt-4o', 150]);
    expect(body.certificate.values).toEqual({
      ...body.cost,
      unpriced: undefined,
      price_book_date: undefined,
      nodes: expect.anything(),
    });
    const dry = await api.request('POST', executions, {
      json: { blueprint: declared, inputs: { list: [1, 2] }, dry_run: true },
    });
    expect(dry.body.cost.nodes[1].calls).toBe(6);
    expect(Number(dry.body.cost.max_usd)).toBeLessThan(Number(body.cost.max_usd));
    expect(dry.body.reserve_usd).toBe(dry.body.cost.expected_usd);
  });

  it('estimates as the documentation shows', async () => {
    const { paths } = (await api.request('GET', '/openapi.json')).body;
    const { requestBody, responses } = paths['/api/v1/governance/estimate'].post;
    const [json, shown] = [requestBody, responses['200']].map(({ content }) => exampleOf(content['application/json']));
    expect((await api.request('POST', estimate, { json })).body).toEqual(shown);
  });

  it.each(['gpt-3.5-turbo', 'openai/gpt-3.5-turbo-0125', 'no-such-model'])(
    'never takes the model %s',
    async (model) => {
      const json = {
        schema_version: '1.0',
        name: 'old',
        nodes: [{ id: 'a', type: 'llm', model, prompt: 'Hi', max_output_tokens: 5 }],
      };
      const { status, body } = await api.request('POST', estimate, { json });
      expect([status, body.code]).toEqual([422, 'model-not-allowed']);
    },
  );
});

describe('with a budget', () => {
  let api: RunningApi;

  beforeAll(async () => {
    api = await startApi({ config: { orgBudgetUsd: 0.01 } });
  });
  afterAll(() => api.close());

  it('refuses a start that is expected to cost more, and says what each node costs and what would be cheaper', async () => {
    const { status, body } = await api.request('POST', executions, { json: { blueprint: asking(100) } });
    expect([status, body.code]).toEqual([402, 'budget-exceeded']);
    expect(body.budget).toMatchObject({
      level: 'organisation',
      mode: 'expected',
      limit_usd: '0.01',
      available_usd: '0.01',
    });
    expect(Number(body.budget.over_by_usd)).toBeCloseTo(Number(body.budget.needed_usd) - 0.01, 9);
    expect(body.cost.nodes.map(({ node_id }: { node_id: string }) => node_id)).toEqual(['each', 'ask']);
    expect(body.suggestion).toMatchObject({ model: expect.stringMatching(/^openai\//), instead_of: 'openai/gpt-4o' });
    expect(Number(body.suggestion.expected_usd)).toBeLessThan(Number(body.cost.expected_usd));
    expect((await api.request('GET', executions)).body.data).toEqual([]);
    expect((await api.request('GET', budget)).body).toMatchObject({ reserved_usd: '0', spent_usd: '0' });
  });

  it('suggests no model that is too dear too', async () => {
    const { body } = await api.request('POST', executions, {
      json: { blueprint: asking(1, { budget_usd: 0.00000001 }) },
    });
    expect([body.code, body.suggestion]).toEqual(['budget-exceeded', undefined]);
    expect(body.hint).toBe('Raise budget_usd in the request or in the blueprint.');
  });

  it('refuses the same in a dry run, and a document whose own budget is too small', async () => {
    const dry = await api.request('POST', executions, { json: { blueprint: asking(100), dry_run: true } });
    expect([dry.status, dry.body.budget.level]).toEqual([402, 'organisation']);
    const own = await api.request('POST', executions, { json: { blueprint: asking(1, { budget_usd: 0.000001 }) } });
    expect([own.status, own.body.budget.level]).toEqual([402, 'execution']);
  });

  it('refuses to finalize it, by the limit alone, and the partial blueprint stays', async () => {
    const draft = (await api.request('POST', drafts, { json: { blueprint: asking(100) } })).body;
    expect(Number(draft.cost.expected_usd)).toBeGreaterThan(0.01);
    const headers = { 'x-version-lock': draft.version_lock };
    const refused = await api.request('POST', `${drafts}/${draft.id}/finalize`, { headers });
    expect([refused.status, refused.body.code, refused.body.budget.limit_usd]).toEqual([
      402,
      'budget-exceeded',
      '0.01',
    ]);
    expect((await api.request('GET', `${drafts}/${draft.id}`)).body.version_lock).toBe(draft.version_lock);
    expect((await api.request('PUT', budget, { json: { limit_usd: 5 } })).body).toMatchObject({
      limit_usd: '5',
      source: 'set',
    });
    expect((await api.request('POST', `${drafts}/${draft.id}/finalize`, { headers })).status).toBe(201);
  });

  it.each([[{}], [{ limit_usd: -1 }], [{ limit_usd: '5' }], [{ limit_usd: 1, window: 'day' }]])(
    'is not set by %j',
    async (json) => {
      const { status, body } = await api.request('PUT', budget, { json });
      expect([status, body.code]).toEqual([422, expect.stringMatching(/validation-failed|unknown-property/)]);
    },
  );

  it('counts from the next start on, and 0 lets nothing start that costs money', async () => {
    await api.request('PUT', budget, { json: { limit_usd: 0 } });
    expect((await api.request('POST', executions, { json: { blueprint: asking(1) } })).status).toBe(402);
    const free = {
      schema_version: '1.0',
      name: 'free',
      nodes: [{ id: 'a', type: 'tool', tool_name: 'echo', tool_args: {} }],
    };
    expect((await api.request('POST', executions, { json: { blueprint: free } })).status).toBe(202);
    await api.request('PUT', budget, { json: { limit_usd: null } });
    expect((await api.request('POST', executions, { json: { blueprint: asking(1) } })).status).toBe(202);
  });
});

describe('in strict mode', () => {
  it('the most that it can cost has to be there', async () => {
    const json = { blueprint: asking(2) };
    await using loose = await startApi();
    const { cost } = (await loose.request('POST', executions, { json: { ...json, dry_run: true } })).body;
    const between = (Number(cost.expected_usd) + Number(cost.max_usd)) / 2;
    await using lenient = await startApi({ config: { orgBudgetUsd: between } });
    await using strict = await startApi({ config: { orgBudgetUsd: between, budgetMode: 'strict' } });
    expect((await lenient.request('POST', executions, { json })).status).toBe(202);
    const refused = await strict.request('POST', executions, { json });
    expect([refused.status, refused.body.budget]).toMatchObject([402, { mode: 'strict', needed_usd: cost.max_usd }]);
  });
});
