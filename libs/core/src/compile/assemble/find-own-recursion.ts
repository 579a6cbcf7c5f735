/** Finds blueprints that run themselves too often. Looked for in what is sound otherwise, since it takes the whole formula of the cost. */
import type { CostFacts } from '../../cost/cost-facts.js';
import { costFormulaOf } from '../../cost/cost-formula-of.js';
import type { CompiledBlock, CompiledBlueprint } from '../compiled-blueprint.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';

/** Findings at the nodes that run the blueprint again. Nothing about blueprints that run each other: they are priced together. */
export function findOwnRecursion(compiled: CompiledBlueprint, facts: CostFacts): readonly Finding[] {
  const blocks = compiled.finally === null ? [compiled.root] : [compiled.root, compiled.finally];
  if (!blocks.some(runsItself)) return [];
  const result = costFormulaOf(compiled, facts);
  if (result.ok) return [];
  const endless = result.problems.filter(({ reason }) => reason === 'recursion');
  return endless.map(({ pointer, node_id, message, hint }) =>
    errorAt({ pointer, nodeId: node_id }, 'cost-unbounded', message, () => ({ hint })),
  );
}

function runsItself({ nodes }: CompiledBlock): boolean {
  return nodes.some(({ child, blocks }) => child?.revision === 'self' || Object.values(blocks).some(runsItself));
}
