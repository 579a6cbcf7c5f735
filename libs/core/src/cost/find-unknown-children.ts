/** Finds nodes that run blueprints of which the formula knows nothing. Pure. */
import type { CostFormula } from './cost-formula.js';
import { costProblem, type CostProblem } from './cost-problem.js';
import { allNodes, childrenOf } from './inner-nodes.js';

/** A problem for each such node. */
export function findUnknownChildren({ blueprints }: CostFormula): readonly CostProblem[] {
  const nodes = Object.values(blueprints).flatMap(allNodes);
  return nodes.flatMap((node) => {
    const unknown = childrenOf(node).find((revision) => !Object.hasOwn(blueprints, revision));
    if (unknown === undefined) return [];
    const message = `${node.node_id}: nobody knows what the blueprint ${unknown} costs`;
    return [
      costProblem(node, 'child', message, 'See that it compiles; blueprints that run each other are priced together.'),
    ];
  });
}
