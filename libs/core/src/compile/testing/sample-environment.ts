/** A small real environment for specs: a handful of tools, two models and a blueprint, fixed. Never used outside of specs. */
import { noModelCosts, type CostFacts } from '../../cost/cost-facts.js';
import type { JsonObject } from '../../json/json-value.js';
import type { ToolDescription, ToolEffect } from '../../tool/tool.js';
import { booleanType, memberType, objectOfTypes, type Type } from '../../type/index.js';
import type { BlueprintInterface } from '../blueprint-interface.js';
import { defaultCompileLimits, type CompileEnvironment, type CompileLimits } from '../compile-environment.js';

/** The environment, with other limits where given. */
export function sampleEnvironment(limits: Partial<CompileLimits> = {}): CompileEnvironment {
  return {
    findTool: (name) => tools.get(name),
    toolNames: [...tools.keys()],
    decideModel: (name) =>
      models.includes(name)
        ? { allowed: true, model: { ...unpriced, name, provider: 'openai' } }
        : { allowed: false, reason: 'it is not on the list', ...(name === 'gpt-4o-mni' && { nearest: 'gpt-4o-mini' }) },
    modelNames: ['openai/gpt-4o-mini'],
    cost: sampleCosts,
    findBlueprint: (reference) => blueprints.get(reference),
    limits: { ...defaultCompileLimits, ...limits },
  };
}

/** One blueprint under an id and two revisions: it takes anything as `a`. */
const blueprints: ReadonlyMap<string, BlueprintInterface> = new Map(
  ['bp_01JD2X8Q4N6T9VZK3R5M7P0W1B', `sha256:${'0'.repeat(64)}`, `sha256:${'a'.repeat(64)}`].map((reference) => [
    reference,
    {
      revision: `sha256:${'a'.repeat(64)}`,
      name: 'child',
      inputs: { a: { default: null } },
      output: objectOfTypes({ done: booleanType }),
      pins: {},
      compiled: null,
      fault: null,
    },
  ]),
);

/** All models are unpriced here. */
const sampleCosts: CostFacts = {
  ...noModelCosts,
  modelCost: (name) => {
    if (!models.includes(name)) return null;
    return { name, context_tokens: null, prices: null, floor_usd: '0.001', max_tokens_per_counted: 1 };
  },
};

const models = ['gpt-4o-mini', 'openai/gpt-4o-mini'];
const unpriced = { contextTokens: null, inputUsdPerMillion: null, outputUsdPerMillion: null };

const tools: ReadonlyMap<string, ToolDescription> = new Map(
  [
    {
      ...tool('echo', 'pure', { value: {} }),
      typeOutput: (input: Type) => objectOfTypes({ value: memberType(input, 'value') }),
    },
    tool('sleep', 'pure', { ms: { type: 'integer', minimum: 0, maximum: 86_400_000 } }, ['ms'], {
      ms: { type: 'integer' },
    }),
    tool(
      'csv_loader',
      'pure',
      { path: { type: 'string', description: 'Where the file is.' }, limit: { type: 'integer' } },
      ['path'],
      {
        rows: { type: 'array', items: { type: 'object', additionalProperties: { type: 'string' } } },
        columns: { type: 'array', items: { type: 'string' } },
        total: { type: 'integer' },
      },
    ),
    tool(
      'pricing_strategy',
      'pure',
      { cost: { type: ['number', 'string'] }, margin_percent: { type: 'number' } },
      ['cost'],
      { price: { type: 'number' } },
    ),
    tool('aggregator', 'pure', { results: { type: 'array' } }, ['results'], {
      total: { type: 'integer' },
      success: { type: 'integer' },
      failures: { type: 'integer' },
      items: { type: 'array' },
    }),
    tool('charge_card', 'at_most_once', { cents: { type: 'integer' } }, ['cents']),
    { ...tool('anything', 'pure', {}), input: { type: 'object' } },
    httpRequest(),
  ].map((description) => [description.name, description]),
);

function tool(
  name: string,
  effect: ToolEffect,
  properties: JsonObject,
  required: readonly string[] = [],
  output?: JsonObject,
): ToolDescription {
  const input = objectOf(properties, required);
  const described = output === undefined ? {} : objectOf(output, Object.keys(output));
  return { name, toolkit: 'sample', description: name, effect, input, output: described, examples: [] };
}

function objectOf(properties: JsonObject, required: readonly string[]): JsonObject {
  return { type: 'object', properties, required, additionalProperties: false };
}

/** Has a rule beyond its schema: only https. */
function httpRequest(): ToolDescription {
  const properties = {
    url: { type: 'string' },
    method: { enum: ['GET', 'POST', 'DELETE'], default: 'GET' },
    headers: { type: 'object', additionalProperties: { type: 'string' } },
    timeout_s: { type: 'number', maximum: 60 },
    body: {},
  };
  return {
    ...tool('http_request', 'idempotent', properties, ['url', 'method'], {
      status: { type: 'integer' },
      headers: { type: 'object', additionalProperties: { type: 'string' } },
      body: {},
    }),
    judgeLiterals: ({ url }) =>
      typeof url === 'string' && !url.startsWith('https:')
        ? [{ code: 'url-not-allowed', pointer: '/url', message: 'only https is allowed', hint: 'Use https.' }]
        : [],
  };
}
