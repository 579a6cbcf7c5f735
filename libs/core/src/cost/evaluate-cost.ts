/** Evaluates a formula: with declared bounds only, or with the real inputs. Pure, and the same wherever it is done. */
import type { JsonObject } from '../json/json-value.js';
import type { CostBound } from './cost-bound.js';
import type { CostFormula } from './cost-formula.js';
import { CostEvaluation } from './cost-evaluation.js';

/**
 * The bound.
 *
 * @param inputs the inputs of the execution, defaults included; null: they are not known yet.
 */
export function evaluateCost(formula: CostFormula, inputs: JsonObject | null): CostBound {
  const evaluation = new CostEvaluation(formula);
  const { min, expected, max, calls } = evaluation.root(inputs);
  const unpriced = Object.values(formula.models).flatMap(({ name, prices }) => (prices === null ? [name] : []));
  return {
    min: Math.floor(min),
    expected: Math.ceil(expected),
    max,
    calls,
    nodes: evaluation.nodes,
    unpriced: unpriced.sort(),
  };
}
