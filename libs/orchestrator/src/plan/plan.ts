/** The plan of a compiled blueprint: what every execution of a revision shares, counted once. Frozen, and pure to make. */
import type { CompiledBlock, CompiledBlueprint, CompiledNode } from '@ice/core';

/** One block, ready to open frames of it. */
export interface BlockPlan {
  readonly block: CompiledBlock;
  readonly nodes: readonly NodePlan[];
  /** Positions of nodes that wait for nobody. */
  readonly starts: readonly number[];
}

/** One node, with its nested blocks planned. */
export interface NodePlan {
  readonly node: CompiledNode;
  /** Predecessors that count in the join table. */
  readonly required: number;
  /** All predecessors, observed ones too. */
  readonly predecessors: number;
  /** For each successor: its position, and whether this node counts in its join. */
  readonly successors: readonly { readonly index: number; readonly required: boolean }[];
  readonly blocks: ReadonlyMap<string, BlockPlan>;
}

/** A whole blueprint, ready to run. */
export interface Plan {
  readonly compiled: CompiledBlueprint;
  readonly root: BlockPlan;
  readonly finally: BlockPlan | null;
}

/** Plans a compiled blueprint. Linear in nodes and edges. */
export function planBlueprint(compiled: CompiledBlueprint): Plan {
  return Object.freeze({
    compiled,
    root: planBlock(compiled.root),
    finally: compiled.finally && planBlock(compiled.finally),
  });
}

function planBlock(block: CompiledBlock): BlockPlan {
  const successors = successorsOf(block);
  const nodes = Object.freeze(block.nodes.map((node) => planNode(node, successors[node.index] ?? [])));
  const starts = Object.freeze(nodes.flatMap((plan, index) => (plan.predecessors === 0 ? [index] : [])));
  return Object.freeze({ block, nodes, starts });
}

function planNode(node: CompiledNode, successors: NodePlan['successors']): NodePlan {
  return Object.freeze({
    node,
    required: node.edges.filter((edge) => edge.mode === 'require').length,
    predecessors: node.edges.length,
    successors: Object.freeze(successors),
    blocks: new Map(Object.entries(node.blocks).map(([name, nested]) => [name, planBlock(nested)])),
  });
}

/** The edges of a block turned round, in one pass over them: a node may have thousands of predecessors. */
function successorsOf(block: CompiledBlock): readonly NodePlan['successors'][] {
  const successors = block.nodes.map((): NodePlan['successors'][number][] => []);
  for (const { index, edges } of block.nodes) {
    for (const { from, mode } of edges) successors[from]?.push(Object.freeze({ index, required: mode === 'require' }));
  }
  return successors;
}
