/** From a compiled blueprint to the formula of what it costs. Pure, linear in the nodes of it and of all that it runs. */
import type { CompiledBlueprint } from '../compile/compiled-blueprint.js';
import type { CostFacts } from './cost-facts.js';
import type { BlueprintCost, CostFormula } from './cost-formula.js';
import type { CostProblem } from './cost-problem.js';
import { costedBlueprints } from './costed-blueprints.js';
import { FormulaSource } from './formula-source.js';
import { blockCost } from './node-cost.js';
import { findEndless } from './find-endless.js';
import { findUnknownChildren } from './find-unknown-children.js';

/** The formula, or why there is none. */
export type CostFormulaResult =
  | { readonly ok: true; readonly formula: CostFormula }
  | { readonly ok: false; readonly problems: readonly CostProblem[] };

/**
 * The formula of a compiled blueprint.
 *
 * @param others compiled blueprints that it runs: needed of those that run each other, of which its `children` have only outlines.
 */
export function costFormulaOf(
  compiled: CompiledBlueprint,
  facts: CostFacts,
  others: readonly CompiledBlueprint[] = [],
): CostFormulaResult {
  const source = new FormulaSource(facts);
  const costed = [...costedBlueprints(compiled, others).values()];
  const blueprints = Object.fromEntries(costed.map((each) => [each.revision, blueprintCost(each, source)]));
  const formula = formulaOf(compiled, source, blueprints);
  const unknown = [...source.problems, ...findUnknownChildren(formula)];
  const problems = unknown.length > 0 ? unknown : findEndless(formula);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, formula };
}

function formulaOf(
  { revision }: CompiledBlueprint,
  { models, facts }: FormulaSource,
  blueprints: CostFormula['blueprints'],
): CostFormula {
  return { version: 1, revision, price_book_date: facts.priceBookDate, models, blueprints };
}

function blueprintCost(compiled: CompiledBlueprint, source: FormulaSource): BlueprintCost {
  const { revision, inputs, root, finally: last, blueprint } = compiled;
  const within = { source, revision, inputs };
  return {
    name: blueprint.name,
    nodes: blockCost(root, within),
    finally: last === null ? [] : blockCost(last, within),
  };
}
