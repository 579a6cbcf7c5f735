/** All nodes of a formula's blueprint, those of nested blocks too. */
import type { BlueprintCost, CostShape, NodeCost } from './cost-formula.js';

/** In the order of the document. */
export function allNodes({ nodes, finally: last }: BlueprintCost): readonly NodeCost[] {
  return [...nodes, ...last].flatMap(withInner);
}

function withInner(node: NodeCost): readonly NodeCost[] {
  return [node, ...[...blocksOf(node.cost), node.handle].flat().flatMap(withInner)];
}

function blocksOf(cost: CostShape): readonly (readonly NodeCost[])[] {
  if (cost.shape === 'blocks') return cost.blocks.map(({ nodes }) => nodes);
  if (cost.shape === 'choice') return cost.cases;
  return cost.shape === 'race' ? cost.branches : [];
}

/** The revisions that a node runs. */
export function childrenOf({ cost }: NodeCost): readonly string[] {
  if (cost.shape === 'agent') return cost.children;
  return cost.shape === 'child' ? [cost.revision] : [];
}
