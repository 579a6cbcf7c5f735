/** Who may not be read: the nodes that wait for a node. */
import type { Edges } from '../compile/analyse/build-edges.js';
import { waiterIn } from '../compile/analyse/visibility.js';
import type { BlockDraft, NodeDraft } from '../compile/read/draft.js';

/** The nodes that have an edge from a node. */
export type Successors = ReadonlyMap<NodeDraft, readonly NodeDraft[]>;

/** Edges the other way round, made once for a document. */
export function successorsOf(nodes: readonly NodeDraft[], edges: Edges): Successors {
  const successors = new Map<NodeDraft, NodeDraft[]>(nodes.map((node) => [node, []]));
  for (const node of nodes) for (const from of edges[node.order]?.keys() ?? []) successors.get(from)?.push(node);
  return successors;
}

/** All nodes that wait for this one or for a container around it: reading one of them here would close a circle. */
export function followersOf(node: NodeDraft, successors: Successors): ReadonlySet<NodeDraft> {
  const followers = new Set<NodeDraft>();
  const site = { block: node.block, node, field: '' };
  for (let block: BlockDraft | null = node.block; block !== null; block = block.parent) {
    const waiter = waiterIn(block, site);
    if (waiter !== null) addFollowers(waiter, successors, followers);
  }
  return followers;
}

function addFollowers(start: NodeDraft, successors: Successors, followers: Set<NodeDraft>): void {
  const open = [start];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const found = (successors.get(next) ?? []).filter((node) => !followers.has(node));
    for (const node of found) followers.add(node);
    open.push(...found);
  }
}
