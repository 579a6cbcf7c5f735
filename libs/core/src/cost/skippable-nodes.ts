/** Which nodes of a block may not run at all. Pure, linear in nodes and edges. */
import type { CompiledBlock, CompiledNode } from '../compile/compiled-blueprint.js';

/** By position: true for a node with a `when`, and for one that runs only after nodes that may be skipped. */
export function skippableNodes({ nodes }: CompiledBlock): readonly boolean[] {
  const skippable = nodes.map(() => false);
  const open = nodes.map(({ edges }) => edges.length);
  const ready = nodes.filter(({ edges }) => edges.length === 0).map(({ index }) => index);
  for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
    const node = nodes[next] as CompiledNode;
    skippable[next] = node.when !== null || isSkippedAfter(node, skippable);
    for (const follower of node.successors) {
      open[follower] = (open[follower] ?? 0) - 1;
      if (open[follower] === 0) ready.push(follower);
    }
  }
  return skippable;
}

/** By the join table: a node is skipped with all that it needs, or with one of them where each has to have completed. */
function isSkippedAfter({ edges, join }: CompiledNode, skippable: readonly boolean[]): boolean {
  const needed = edges.filter(({ mode }) => mode === 'require').map(({ from }) => skippable[from] === true);
  if (join === 'all_settled' || needed.length === 0) return false;
  return join === 'all_completed' ? needed.some(Boolean) : needed.every(Boolean);
}
