import { describe, expect, it } from '@jest/globals';
import { compileBlueprint, IceError, type CompiledBlueprint, type CostFacts } from '@ice/core';
import { createModelRegistry, SyntheticModel } from '@ice/models';
import { ToolRegistry } from '@ice/tools';
import { createCompileEnvironment } from '../catalog/create-compile-environment.js';
import { CostDesk } from './cost-desk.js';

const models = createModelRegistry({ providers: { openai: (prices) => new SyntheticModel({ prices }) } });
const node = { id: 'ask', type: 'llm', model: 'openai/gpt-4o-mini', prompt: 'Hello', max_output_tokens: 10 };

function compiled(): CompiledBlueprint {
  const document = { schema_version: '1.0', name: 'asking', nodes: [node] };
  const result = compileBlueprint(document, createCompileEnvironment(new ToolRegistry([]), models));
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.compiled;
}

/** Prices that cannot be read. */
const unreadable: CostFacts = {
  ...models.costFacts,
  modelCost: () => {
    throw new Error('The price book is gone.');
  },
};

describe('the cost desk', () => {
  it('works the formula of a blueprint out once', () => {
    const desk = new CostDesk(models);
    const one = compiled();
    expect(desk.formulaOf(one)).toBe(desk.formulaOf(one));
    expect(desk.estimate(one, null).bound).toMatchObject({ calls: 3, unpriced: [] });
  });

  it('counts nothing as nothing: what cannot be worked out is a refusal that may pass, and the cause is for the log', () => {
    const desk = new CostDesk({ costFacts: unreadable });
    const one = compiled();
    for (const ask of [() => desk.formulaOf(one), () => desk.estimate(one, {})]) {
      const refusal = expect.objectContaining({ code: 'estimator-unavailable', retryable: true });
      expect(ask).toThrow(IceError);
      expect(catching(ask)).toEqual(refusal);
      expect((catching(ask) as IceError).message).not.toMatch(/price book is gone/);
    }
  });
});

function catching(ask: () => unknown): unknown {
  try {
    return ask();
  } catch (thrown) {
    return thrown;
  }
}
