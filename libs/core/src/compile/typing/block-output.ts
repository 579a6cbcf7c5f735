/** The output of a block that declares none: that of its only sink, else a map of its sinks by id. That of a document is always a map. */
import { objectOfTypes, unknownType, type Type } from '../../type/type.js';
import type { Edges } from '../analyse/build-edges.js';
import type { BlockDraft, NodeDraft } from '../read/draft.js';
import type { NodeOutputs } from './node-outputs.js';

/** What the sinks give when the block has ended without a failure. */
export function blockOutput(block: BlockDraft, edges: Edges, outputs: NodeOutputs): Type {
  const sinks = sinksOf(block, edges);
  const [only] = sinks;
  if (sinks.length === 1 && only !== undefined) return outputs.read(only, 'end');
  return sinksById(sinks, outputs);
}

/** What the sinks of the root give by id. */
export function outputsById(root: BlockDraft, edges: Edges, outputs: NodeOutputs): Type {
  return sinksById(sinksOf(root, edges), outputs);
}

function sinksById(sinks: readonly NodeDraft[], outputs: NodeOutputs): Type {
  // All on cycles, or one of no name: nobody knows.
  if (sinks.length === 0 || sinks.some(({ id }) => id === null)) return unknownType;
  const members: Record<string, Type> = {};
  for (const node of sinks) members[node.id ?? ''] = outputs.read(node, 'end');
  return objectOfTypes(members);
}

function sinksOf({ nodes }: BlockDraft, edges: Edges): readonly NodeDraft[] {
  const read = new Set<NodeDraft>();
  for (const { order } of nodes) for (const from of edges[order]?.keys() ?? []) read.add(from);
  return nodes.filter((node) => !read.has(node));
}
