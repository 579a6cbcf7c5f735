import { describe, expect, it } from '@jest/globals';
import { ask, blueprintOf } from '../compile/testing/sample-blueprint.js';
import { shortFindings } from '../compile/testing/sample-blueprint.js';
import { compileBlueprint } from '../compile/compile-blueprint.js';
import { sampleEnvironment } from '../compile/testing/sample-environment.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { costCertificate } from './cost-certificate.js';
import type { ModelCost } from './cost-facts.js';
import type { CostFormula } from './cost-formula.js';
import { evaluateCost } from './evaluate-cost.js';
import { boundOf, compiledWith, formulaOf, sampleCosts } from './testing/sample-costs.js';

const inputs = {
  note: { type: 'string' },
  short: { type: 'string', maxLength: 20 },
  kind: { enum: ['small', 'very large'] },
  count: { type: 'integer' },
  flag: { type: 'boolean' },
  order: { type: 'object', required: ['id'], properties: { id: { type: 'string', maxLength: 8 } } },
};
const model = 'openai/gpt-4o-mini';
const once = { model, retry: { max_attempts: 1 } };
const call = (prompt: string, more: JsonObject = {}): JsonObject =>
  blueprintOf([ask('a', prompt, { ...once, ...more })], { inputs });

/** What was charged without the output (16 tokens at most, 12 expected, at 10 nano-USD): likely and most input tokens. */
function inputOf(document: JsonObject, given: JsonObject | null = null): readonly number[] {
  const { expected, max } = boundOf(document, given);
  return [expected - 120, (max - 160) / 2];
}

describe('the input of a call', () => {
  it.each<[string, string, readonly number[]]>([
    ['what is written out', 'x'.repeat(40), [50, 100]],
    ['a text with a longest length', '{{ inputs.short }}', [10 + 20, 20 + 80]],
    ['one of several texts', '{{ inputs.kind }}', [10 + 10, 20 + 10]],
    ['a number', '{{ inputs.count }}', [10 + 24, 20 + 24]],
    ['true or false', '{{ inputs.flag }}', [10 + 5, 20 + 5]],
    ['a part of an input', '{{ inputs.order.id }}', [10 + 8, 20 + 32]],
    ['several of them', 'é: {{ inputs.short }}, {{ inputs["flag"] }}', [10 + 5 + 25, 20 + 6 + 85]],
  ])('is %s', (_name, prompt, tokens) => {
    expect(inputOf(call(prompt))).toEqual(tokens);
  });

  it.each(['{{ inputs.note }}', '{{ upper(inputs.short) }}', '{{ inputs.order }}', '{{ [1].map(x, x) }}'])(
    'is 1,000 tokens for %s, and never above the limit',
    (prompt) => {
      expect(inputOf(call(prompt, { max_input_tokens: 400 }))).toEqual([400, 400]);
      // From 500 tokens in on, input and output cost twice as much.
      const { expected, max } = boundOf(call(prompt));
      expect([expected, max]).toEqual([2 * 1_000 + 240, 4 * 1_000 + 320]);
    },
  );

  it('is as long as the inputs are, once they are known', () => {
    const given = { note: 'four', short: 'é', order: { id: 'x' } };
    expect(inputOf(call('{{ inputs.note }}'), given)).toEqual([10 + 1, 20 + 4]);
    expect(inputOf(call('{{ inputs.short }} {{ inputs.order }}'), given)).toEqual([10 + 1 + 1 + 3, 20 + 1 + 2 + 10]);
  });

  it('has all messages, the instructions and the schema', () => {
    const messages = [
      { role: 'user', content: 'ab' },
      { role: 'assistant', content: 'c{{ inputs.flag }}' },
    ];
    const { prompt: _prompt, ...rest } = ask('a', '', { ...once, system: 'xyz', messages, repair_attempts: 0 });
    const document = blueprintOf([{ ...rest, output_schema: { type: 'object' } }], { inputs });
    const json = '{"type":"object"}'.length;
    expect(inputOf(document)).toEqual([30 + 3 + 3 + json + 5, 60 + 2 * json + 6 + 5]);
  });

  it('grows with each repair, up to the limit', () => {
    const schema = { type: 'object' };
    const base = 2 * (10 + 2 + '{"type":"object"}'.length);
    const more = { output_schema: schema, repair_attempts: 2 };
    const { max } = boundOf(call('hi', more));
    // The first repair adds 16 + 2,064 tokens, and the model takes 1,000.
    expect(max).toBe(base * 2 + 160 + 2 * (4 * 1_000 + 320));
    expect(boundOf(call('hi', { ...more, max_input_tokens: 100 })).max).toBe(base * 2 + 160 + 2 * (200 + 160));
  });
});

describe('the turns of an agent', () => {
  const agent = (more: JsonObject): JsonObject =>
    blueprintOf([
      { id: 'a', type: 'agent', ...once, instructions: 'abc', input: 'de', tools: [], max_iterations: 3, ...more },
    ]);

  it('are each as long as all that was said before', () => {
    const { min, expected, max } = boundOf(agent({ max_output_tokens: 10 }));
    expect([min, expected]).toEqual([25 + 70, 25 + 70 + (25 + 7) + 70]);
    // The first is 50 tokens at most; then 20 calls that are refused may follow, and the model takes 1,000.
    expect(max).toBe(50 * 2 + 100 + 2 * (4 * 1_000 + 200));
  });

  it('are of any length with a memory', () => {
    const { max } = boundOf(agent({ max_output_tokens: 10, max_iterations: 1, memory: { scope: 'execution' } }));
    expect(max).toBe(4 * 1_000 + 200);
  });
});

describe('a model whose context nobody knows', () => {
  const endless: ModelCost = { ...(sampleCosts.modelCost(model) as ModelCost), context_tokens: null };
  const environment = { ...sampleEnvironment(), cost: { ...sampleCosts, modelCost: () => endless } };
  const findings = (document: JsonValue) =>
    compileBlueprint(document, environment).diagnostics.map(({ code, pointer, fix }) => [code, pointer, fix?.patch]);

  it('needs a bound of the prompt, and one is offered', () => {
    expect(findings(blueprintOf([ask('a', 'hi', { fallback_models: [model] })]))).toEqual([
      ['cost-unbounded', '/nodes/0/max_input_tokens', [{ op: 'add', path: '/nodes/0/max_input_tokens', value: 8_192 }]],
    ]);
    expect(findings(blueprintOf([ask('a', 'hi', { max_input_tokens: 100 })]))).toEqual([]);
  });

  it('cannot be an agent’s, nor one of a swarm', () => {
    const node = { id: 'a', type: 'agent', ...once, instructions: 'x', input: 'y', tools: [], max_iterations: 3 };
    expect(findings(blueprintOf([{ ...node, max_output_tokens: 10 }]))).toEqual([
      ['cost-unbounded', '/nodes/0/model', undefined],
    ]);
    const member = { model, instructions: 'x', max_output_tokens: 5 };
    const agents = ['x', 'y'].map((role) => ({ role, ...member }));
    const swarm = { id: 's', type: 'swarm', strategy: 'marketplace', max_rounds: 1, agents };
    expect(findings(blueprintOf([swarm])).map(([code, pointer]) => [code, pointer])).toEqual([
      ['cost-unbounded', '/nodes/0/agents/0/model'],
      ['cost-unbounded', '/nodes/0/agents/1/model'],
    ]);
  });

  it('does not matter without a price', () => {
    expect(shortFindings(blueprintOf([ask('a', 'hi')]))).toEqual([]);
  });
});

describe('a certificate', () => {
  it('is JSON that has all that the bound was worked out of', () => {
    const document = blueprintOf([ask('a', 'hi', once), ask('b', 'hi', { retry: { max_attempts: 1 } })]);
    const formula = formulaOf(compiledWith(document));
    const certificate = costCertificate(formula, evaluateCost(formula, null));
    expect(JSON.parse(JSON.stringify(certificate))).toEqual(certificate);
    const a = { node_id: 'a', pointer: '/nodes/0', model, calls: 1 };
    const b = { node_id: 'b', pointer: '/nodes/1', model: 'gpt-4o-mini', calls: 1 };
    const one = { min_usd: '1', expected_usd: '1', max_usd: '1' };
    expect(certificate).toEqual({
      formula,
      price_book_date: '2026-01-01',
      prices_hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      models: [
        {
          name: 'gpt-4o-mini',
          input_usd_per_million: null,
          output_usd_per_million: null,
          unpriced: true,
          floor_usd: '1',
        },
        { name: model, input_usd_per_million: 0.001, output_usd_per_million: 0.01 },
      ],
      values: {
        ...{ min_usd: '1.000000132', expected_usd: '1.000000132', max_usd: '1.000000208', calls: 2 },
        nodes: [
          { ...a, min_usd: '0.000000132', expected_usd: '0.000000132', max_usd: '0.000000208' },
          { ...b, ...one },
        ],
      },
    });
  });

  it('has the same hash of prices as long as no price that counts in it has changed', () => {
    const hashOf = (formula: CostFormula) => costCertificate(formula, evaluateCost(formula, null)).prices_hash;
    const one = formulaOf(compiledWith(blueprintOf([ask('a', 'hi', once)])));
    const other = formulaOf(compiledWith(blueprintOf([ask('b', 'something else', once)])));
    const cost = one.models[model] as ModelCost;
    const dearer = { ...one, models: { [model]: { ...cost, prices: null } } };
    expect(hashOf(other)).toBe(hashOf(one));
    expect(new Set([one, dearer, { ...one, price_book_date: '2026-02-02' }].map(hashOf)).size).toBe(3);
  });
});
