/** The order in which the nodes of a block can be understood: each after those whose output it reads. Iterative, so that a chain of
 *  10,000 nodes needs no stack of 10,000 frames. */
import type { Edges } from '../analyse/build-edges.js';
import type { BlockDraft, NodeDraft } from '../read/draft.js';

/** The nodes of one block. */
export interface BlockOrder {
  /** Predecessors first. */
  readonly sorted: readonly NodeDraft[];
  /** Those on a cycle or behind one, in document order: nothing can be said of their outputs. */
  readonly knotted: readonly NodeDraft[];
}

/** Sorts the nodes of a block by its edges. */
export function orderBlock({ nodes }: BlockDraft, edges: Edges): BlockOrder {
  const waiting = nodes.map(({ order }) => edges[order]?.size ?? 0);
  const successors = successorsOf(nodes, edges);
  const sorted = nodes.filter(({ index }) => waiting[index] === 0);
  // The list grows while it is walked: what it holds at the end is the whole order.
  for (const node of sorted) {
    for (const next of successors[node.index] ?? []) {
      waiting[next.index] = (waiting[next.index] as number) - 1;
      if (waiting[next.index] === 0) sorted.push(next);
    }
  }
  return { sorted, knotted: nodes.filter(({ index }) => (waiting[index] as number) > 0) };
}

function successorsOf(nodes: readonly NodeDraft[], edges: Edges): readonly (readonly NodeDraft[])[] {
  const successors = nodes.map((): NodeDraft[] => []);
  for (const node of nodes) {
    for (const from of edges[node.order]?.keys() ?? []) successors[from.index]?.push(node);
  }
  return successors;
}
