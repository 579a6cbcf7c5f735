/** A small real environment for specs: a handful of tools and two models, fixed. Never used outside of specs. */
import type { JsonObject } from '../../json/json-value.js';
import type { ToolDescription, ToolEffect } from '../../tool/tool.js';
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
    limits: { ...defaultCompileLimits, ...limits },
  };
}

const models = ['gpt-4o-mini', 'openai/gpt-4o-mini'];
const unpriced = { contextTokens: null, inputUsdPerMillion: null, outputUsdPerMillion: null };

const tools: ReadonlyMap<string, ToolDescription> = new Map(
  [
    tool('echo', 'pure', { value: {} }),
    tool('sleep', 'pure', { ms: { type: 'integer', minimum: 0, maximum: 86_400_000 } }, ['ms']),
    tool(
      'csv_loader',
      'pure',
      { path: { type: 'string', description: 'Where the file is.' }, limit: { type: 'integer' } },
      ['path'],
    ),
    tool('pricing_strategy', 'pure', { cost: { type: ['number', 'string'] }, margin_percent: { type: 'number' } }, [
      'cost',
    ]),
    tool('aggregator', 'pure', { results: { type: 'array' } }, ['results']),
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
): ToolDescription {
  const input = { type: 'object', properties, required, additionalProperties: false };
  return { name, toolkit: 'sample', description: name, effect, input, output: {}, examples: [] };
}

/** Has a rule beyond its schema: only https. */
function httpRequest(): ToolDescription {
  const properties = {
    url: { type: 'string' },
    method: { enum: ['GET', 'POST'], default: 'GET' },
    headers: { type: 'object', additionalProperties: { type: 'string' } },
    timeout_s: { type: 'number', maximum: 60 },
    body: {},
  };
  return {
    ...tool('http_request', 'idempotent', properties, ['url', 'method']),
    judgeLiterals: ({ url }) =>
      typeof url === 'string' && !url.startsWith('https:')
        ? [{ code: 'url-not-allowed', pointer: '/url', message: 'only https is allowed', hint: 'Use https.' }]
        : [],
  };
}
