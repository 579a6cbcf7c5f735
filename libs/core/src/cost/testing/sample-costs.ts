/** Facts of two models, counted in characters: `gpt-4o-mini` has no price and costs one USD a call, so that amounts are numbers of calls;
 *  `openai/gpt-4o-mini` costs a nano-USD a token in and ten out, and twice as much from 500 tokens in on. Never used outside of specs. */
import { compileBlueprint } from '../../compile/compile-blueprint.js';
import type { BlueprintInterface } from '../../compile/blueprint-interface.js';
import type { CompiledBlueprint } from '../../compile/compiled-blueprint.js';
import { sampleEnvironment } from '../../compile/testing/sample-environment.js';
import type { JsonObject, JsonValue } from '../../json/json-value.js';
import type { CostBound } from '../cost-bound.js';
import type { CostFacts, CountedRequest, ModelCost } from '../cost-facts.js';
import type { CostFormula } from '../cost-formula.js';
import { costFormulaOf } from '../cost-formula-of.js';
import { evaluateCost } from '../evaluate-cost.js';

const unit: ModelCost = {
  name: 'gpt-4o-mini',
  context_tokens: null,
  prices: null,
  floor_usd: '1',
  max_tokens_per_counted: 1,
};

const priced: ModelCost = {
  ...unit,
  name: 'openai/gpt-4o-mini',
  context_tokens: 1_000,
  prices: [tierOf(0, 0.001), tierOf(500, 0.002)],
};

function tierOf(from: number, rate: number) {
  return {
    from_input_tokens: from,
    input_usd_per_million: rate,
    max_input_usd_per_million: rate * 2,
    output_usd_per_million: rate * 10,
  };
}

const models: Readonly<Record<string, ModelCost>> = { [unit.name]: unit, [priced.name]: priced };

/** A character is a token, or two at most; a message has ten more. */
function lengthOf({ messages, outputSchema, tools = [] }: CountedRequest): number {
  const parts = [...(outputSchema === undefined ? [] : [outputSchema]), ...tools].map((part) => JSON.stringify(part));
  const texts = [...messages.map(({ content }) => content), ...parts];
  return texts.reduce((sum, { length }) => sum + length, 10 * messages.length);
}

/** The facts. */
export const sampleCosts: CostFacts = {
  priceBookDate: '2026-01-01',
  modelCost: (name) => models[name] ?? null,
  countInput: lengthOf,
  maxInput: (request) => 2 * lengthOf(request),
};

/** A compiled document; `children` by reference. */
export function compiledWith(
  document: JsonValue,
  children: Readonly<Record<string, BlueprintInterface>> = {},
): CompiledBlueprint {
  const environment = sampleEnvironment();
  const result = compileBlueprint(document, {
    ...environment,
    cost: sampleCosts,
    findBlueprint: (reference) => children[reference],
  });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.compiled;
}

/** The formula of a compiled blueprint that has one. */
export function formulaOf(compiled: CompiledBlueprint, others: readonly CompiledBlueprint[] = []): CostFormula {
  const result = costFormulaOf(compiled, sampleCosts, others);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.formula;
}

/** The bound of a document. */
export function boundOf(document: JsonValue, inputs: JsonObject | null = null): CostBound {
  return evaluateCost(formulaOf(compiledWith(document)), inputs);
}

/** Least, likely and most in USD: calls, for a document that asks `gpt-4o-mini` alone. */
export function callsOf({ min, expected, max }: CostBound): readonly number[] {
  return [min, expected, max].map((nano) => nano / 1e9);
}
