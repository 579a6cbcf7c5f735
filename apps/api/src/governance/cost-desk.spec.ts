import { describe, expect, it } from '@jest/globals';
import { compileBlueprint, IceError, type CompiledBlueprint, type CostFacts } from '@ice/core';
import { createModelRegistry, SyntheticModel } from '@ice/models';
import { ToolRegistry } from '@ice/tools';
import { createCompileEnvironment } from '../catalog/create-compile-environment.js';
import { CostDesk, type PriceSource } from './cost-desk.js';

const models = createModelRegistry({ providers: { openai: (prices) => new SyntheticModel({ prices }) } });
const node = { id: 'ask', type: 'llm', model: 'openai/gpt-4o-mini', prompt: 'Hello', max_output_tokens: 10 };

function compiled(): CompiledBlueprint {
  const document = { schema_version: '1.0', name: 'asking', nodes: [node] };
  const result = compileBlueprint(document, createCompileEnvironment(new ToolRegistry([]), models));
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.compiled;
}

/** Prices that are what they are. */
const known: PriceSource = { costFacts: models.costFacts, checkPrices: () => undefined };

/** Prices that cannot be read. */
const unreadable: CostFacts = {
  ...models.costFacts,
  modelCost: () => {
    throw new Error('The price book is gone.');
  },
};

describe('the cost desk', () => {
  it('works the formula of a blueprint out once', () => {
    const desk = new CostDesk(known);
    const one = compiled();
    expect(desk.formulaOf(one)).toBe(desk.formulaOf(one));
    expect(desk.estimate(one, null).bound).toMatchObject({ calls: 3, unpriced: [] });
  });

  it('works it out anew once there are other prices', () => {
    const own = { 'openai/gpt-4o-mini': { input_usd_per_million: 1, output_usd_per_million: 2 } };
    const others = createModelRegistry({ providers: {}, priceOverrides: own });
    let costFacts = models.costFacts;
    const desk = new CostDesk({
      checkPrices: () => undefined,
      get costFacts() {
        return costFacts;
      },
    });
    const one = compiled();
    const before = desk.certify(one);
    costFacts = others.costFacts;
    const after = desk.certify(one);
    expect([before?.models, after?.models]).toEqual([
      [{ name: 'openai/gpt-4o-mini', input_usd_per_million: 0.15, output_usd_per_million: 0.6 }],
      [{ name: 'openai/gpt-4o-mini', input_usd_per_million: 1, output_usd_per_million: 2 }],
    ]);
    expect(after?.prices_hash).not.toBe(before?.prices_hash);
  });

  it('says no amount while the prices of now are not known, and still tells whether there is a bound', () => {
    const checkPrices = (): void => {
      throw new IceError('estimator-unavailable', 'The price file is gone.');
    };
    const desk = new CostDesk({ costFacts: models.costFacts, checkPrices });
    const one = compiled();
    expect(desk.formulaOf(one).ok).toBe(true);
    expect(catching(() => desk.estimate(one, null))).toMatchObject({ code: 'estimator-unavailable', retryable: true });
    expect([desk.certify(one), desk.estimateIfKnown(one)]).toEqual([null, null]);
  });

  it('counts nothing as nothing: what cannot be worked out is a refusal that may pass, and the cause is for the log', () => {
    const desk = new CostDesk({ costFacts: unreadable, checkPrices: () => undefined });
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
