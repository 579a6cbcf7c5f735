/** How the amount of a node is shown. */
import type { NodeBound } from './cost-bound.js';
import type { NodeCost } from './cost-formula.js';
import type { CostAmount } from './cost-range.js';

/** Whole nano-USD: the least rounded down, the likely up. */
export function nodeBound(node: NodeCost, { min, expected, max, calls }: CostAmount): NodeBound {
  const model = modelOf(node);
  return {
    node_id: node.node_id,
    pointer: node.pointer,
    ...(model !== undefined && { model }),
    min: Math.floor(min),
    expected: Math.ceil(expected),
    max,
    ...(calls > 0 && { calls }),
  };
}

function modelOf({ cost }: NodeCost): string | undefined {
  if (cost.shape === 'calls') return cost.ladder[0]?.model;
  return cost.shape === 'agent' ? cost.call.model : undefined;
}
