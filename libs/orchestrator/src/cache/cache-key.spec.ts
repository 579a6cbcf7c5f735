import { describe, expect, it } from '@jest/globals';
import type { JsonObject, ToolDescription } from '@ice/core';
import { sampleRun } from '../testing/sample-plan.js';
import { cacheKey, type CacheSubject } from './cache-key.js';

const tool: ToolDescription = {
  name: 'anything',
  toolkit: 'sample',
  description: 'Does it.',
  effect: 'pure',
  input: { type: 'object' },
  output: {},
  examples: [],
};

const calling: JsonObject = { id: 'a', type: 'tool', tool_name: 'anything', tool_args: { n: '{{ inputs.n }}' } };
const asking: JsonObject = { id: 'a', type: 'llm', model: 'm', prompt: '{{ inputs.n }}', max_output_tokens: 5 };
const program: JsonObject = { id: 'a', type: 'code', language: 'javascript', source: 'return 1;' };

/** The key of a node's attempt; `rest` replaces what the attempt depends on beside the node. */
function keyOf(node: JsonObject, rest: Partial<Omit<CacheSubject, 'node'>> = {}): string {
  const more = { inputs: { n: { type: 'number' } } };
  return cacheKey({
    node: sampleRun([{ ...node, cache: { ttl_s: 60 } }], more, { n: 1 }).plan.node,
    scope: 'organisation',
    blueprint: { blueprint_id: 'bp_1', name: 'one', revision: 'sha256:1' },
    input: { n: 1 },
    findTool: () => tool,
    modelName: (name) => `sample/${name.replace('sample/', '')}`,
    ...rest,
  });
}

const nested = { nodes: [{ id: 'b', type: 'tool', tool_name: 'anything' }] };

describe('the key of an attempt', () => {
  it('is a hash', () => {
    expect(keyOf(calling)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['its id', calling, { id: 'other' }],
    ['its words for people', calling, { title: 'A title', description: 'What it is for.' }],
    ['whether it runs', calling, { when: 'inputs.n > 0', join: 'any' }],
    ['how patiently it is attempted', calling, { retry: { max_attempts: 9 }, timeout_s: 7 }],
    ['what becomes of a failure', calling, { on_error: { handle: nested } }],
    ['how templates come to the same input', calling, { tool_args: { n: '{{ inputs.n * 1 }}' } }],
    ['a schema that only judges the input', calling, { input_schema: { type: 'object' } }],
    ['its effect', calling, { effect: 'idempotent' }],
    ['the text of the prompt', asking, { prompt: 'Say {{ inputs.n }}' }],
    ['the short name of the model', asking, { model: 'sample/m' }],
  ])('does not depend on %s', (_what, node, change) => {
    expect(keyOf({ ...node, ...change })).toBe(keyOf(node));
  });

  it('does not depend on the form in which a schema is written', () => {
    const short = { output_schema: { n: 'number' } };
    const { outputSchema } = sampleRun([{ ...asking, ...short }], { inputs: { n: { type: 'number' } } }).plan.node;
    expect(keyOf({ ...asking, output_schema: outputSchema })).toBe(keyOf({ ...asking, ...short }));
  });

  it('does not depend on the order of members', () => {
    expect(keyOf(calling, { input: { a: 1, b: 2 } })).toBe(keyOf(calling, { input: { b: 2, a: 1 } }));
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['the tool that is called', calling, { tool_name: 'another' }],
    ['the schema of the output', calling, { output_schema: { type: 'number' } }],
    ['the model', asking, { model: 'm2' }],
    ['the models that would be asked next', asking, { fallback_models: ['m2'] }],
    ['the temperature', asking, { temperature: 0 }],
    ['the length of the answer', asking, { max_output_tokens: 6 }],
    ['the length of the prompt', asking, { max_input_tokens: 6 }],
    ['the schema of the answer', asking, { output_schema: { n: 'number' } }],
    ['the repairs', asking, { repair_attempts: 0 }],
    ['the program', program, { source: 'return 2;' }],
  ])('depends on %s', (_what, node, change) => {
    expect(keyOf({ ...node, ...change })).not.toBe(keyOf(node));
  });

  it('depends on the input', () => {
    expect(keyOf(calling, { input: { n: 2 } })).not.toBe(keyOf(calling));
  });

  it('depends on the kind', () => {
    const keys = [calling, asking, program].map((node) => keyOf(node));
    expect(new Set(keys).size).toBe(3);
  });

  it.each<[string, Partial<ToolDescription>]>([
    ['words', { description: 'Does it better.' }],
    ['arguments', { input: { type: 'object', required: ['n'] } }],
    ['output', { output: { type: 'number' } }],
    ['toolkit', { toolkit: 'another' }],
    ['hosts', { hosts: ['*'] }],
  ])('depends on the %s of the tool', (_what, change) => {
    expect(keyOf(calling, { findTool: () => ({ ...tool, ...change }) })).not.toBe(keyOf(calling));
  });

  it('depends on whether the tool is there', () => {
    expect(keyOf(calling, { findTool: () => undefined })).not.toBe(keyOf(calling));
  });
});

describe('the scope of a key', () => {
  const one = { blueprint_id: 'bp_1', name: 'one', revision: 'sha256:1' };
  const edited = { ...one, name: 'two', revision: 'sha256:2' };
  const unstored = { ...one, blueprint_id: null };

  it('of the organisation holds for all blueprints', () => {
    const keys = [one, edited, unstored].map((blueprint) => keyOf(calling, { blueprint }));
    expect(new Set(keys).size).toBe(1);
  });

  it('of the blueprint holds for all its revisions, and for no other blueprint', () => {
    const scoped = (blueprint: CacheSubject['blueprint']) => keyOf(calling, { scope: 'blueprint', blueprint });
    expect(scoped(edited)).toBe(scoped(one));
    expect(scoped({ ...one, blueprint_id: 'bp_2' })).not.toBe(scoped(one));
    expect(scoped(one)).not.toBe(keyOf(calling));
  });

  it('of a blueprint that is not stored holds for this revision of that name', () => {
    const scoped = (blueprint: CacheSubject['blueprint']) => keyOf(calling, { scope: 'blueprint', blueprint });
    expect(scoped({ ...unstored })).toBe(scoped(unstored));
    expect(scoped({ ...unstored, revision: 'sha256:2' })).not.toBe(scoped(unstored));
    expect(scoped({ ...unstored, name: 'two' })).not.toBe(scoped(unstored));
  });
});
