import { describe, expect, it } from '@jest/globals';
import type { JsonObject, JsonValue } from '@ice/core';
import { createModelRegistry, SyntheticModel } from '@ice/models';
import { createCommonToolkit, ToolRegistry } from '@ice/tools';
import { createCompileEnvironment } from '../../catalog/create-compile-environment.js';
import { CostDesk } from '../../governance/cost-desk.js';
import { judgeDocument, type Judgement } from './judge-document.js';

const models = createModelRegistry({ providers: { openai: (prices) => new SyntheticModel({ prices }) } });
const means = {
  environment: createCompileEnvironment(
    new ToolRegistry([createCommonToolkit({ filesDirectories: [], http: {} })]),
    models,
  ),
  others: [],
  costs: new CostDesk({ costFacts: models.costFacts, checkPrices: () => undefined }),
};

const echo = (id: string, value: JsonValue): JsonObject => ({
  id,
  type: 'tool',
  tool_name: 'echo',
  tool_args: { value },
});
const judge = (nodes: JsonValue, more: JsonObject = {}): Judgement =>
  judgeDocument({ schema_version: '1.0', name: 'sample', ...more, nodes }, means);

describe('what is told of a document', () => {
  it('are its revision, capabilities, types and graph where it is sound', () => {
    const { ok, revision, capabilities, types, graph } = judge([echo('a', 1), echo('b', '{{ nodes.a.value }}')]);

    expect([ok, revision]).toEqual([true, expect.stringMatching(/^sha256:/)]);
    expect(capabilities?.tools).toEqual(['echo']);
    expect(types?.['b']).toMatchObject({ type: 'object', properties: { value: { type: 'integer' } } });
    expect(graph?.mermaid).toContain('n0 --> n1');
    expect(Object.keys(graph?.positions ?? {})).toEqual(['a', 'b']);
  });

  it('is what it can cost, where a model is asked', () => {
    const ask = { id: 'a', type: 'llm', model: 'openai/gpt-4o-mini', prompt: 'Hello', max_output_tokens: 10 };
    const { cost } = judge([ask, echo('b', 1)]);

    expect(cost).toMatchObject({ calls: 3, nodes: [{ node_id: 'a', model: 'openai/gpt-4o-mini' }], unpriced: [] });
    expect(Number(cost?.max_usd)).toBeGreaterThan(Number(cost?.expected_usd));
  });

  it('are findings, types and graph where it is not', () => {
    const { ok, diagnostics, revision, capabilities, types, graph } = judge([
      echo('a', 1),
      { ...echo('b', '{{ nodes.a }}'), tool_name: 'ecco' },
      { type: 'tool' },
    ]);

    expect([ok, revision, capabilities]).toEqual([false, null, null]);
    expect(diagnostics.map(({ code }) => code)).toContain('unknown-tool');
    expect(Object.entries(types ?? {}).map(([id, schema]) => [id, schema['type']])).toEqual([
      ['a', 'object'],
      ['b', undefined],
    ]);
    expect(Object.keys(graph?.positions ?? {})).toEqual(['a', 'b']);
  });

  it.each<[string, JsonValue]>([
    ['a list', []],
    ['a text', 'x'],
  ])('is nothing but a finding of %s', (_what, document) => {
    expect(judgeDocument(document, means)).toEqual({
      ok: false,
      diagnostics: [expect.objectContaining({ code: 'validation-failed', pointer: '' })],
      revision: null,
      cost: null,
      capabilities: null,
      types: null,
      graph: null,
    });
  });

  it('is bounded, however much its types have in common', () => {
    const values = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`field_${index}`, 'x'.repeat(50)]));
    const followers = Array.from({ length: 300 }, (_, index) => echo(`n${index}`, '{{ nodes.first.value }}'));
    const { ok, types } = judge([echo('first', values), ...followers]);

    expect(ok).toBe(true);
    expect(JSON.stringify(types).length).toBeLessThan(1_100_000);
    expect(types?.['first']).toMatchObject({ type: 'object' });
    expect(types?.['n299']).toEqual({});
  });
});
