/** Makes the edges of all blocks: from dependencies and from what expressions read. Deduplicated; `require` wins over `observe`.
 *  What did not resolve makes no edge, so nothing is reported twice. */
import type { CompiledEdge } from '../compiled-blueprint.js';
import { fieldOf, type DocumentDraft, type NodeDraft } from '../read/draft.js';
import type { DocumentReference } from './document-references.js';
import { waiterIn } from './visibility.js';

/** Edges into each node, by the node's `order`: predecessor to mode. Both ends are always in one block. */
export type Edges = readonly ReadonlyMap<NodeDraft, CompiledEdge['mode']>[];

/** All edges of a document. */
export function buildEdges(draft: DocumentDraft, references: readonly DocumentReference[]): Edges {
  const edges = draft.nodes.map(() => new Map<NodeDraft, CompiledEdge['mode']>());
  for (const node of draft.nodes) {
    for (const id of dependenciesOf(node)) {
      const target = draft.nodeById.get(id);
      if (target?.block === node.block) edges[node.order]?.set(target, 'require');
    }
  }
  for (const { resolution, site } of references) {
    if (resolution.kind !== 'node') continue;
    const waiter = waiterIn(resolution.node.block, site);
    const into = waiter === null ? undefined : edges[waiter.order];
    if (into?.get(resolution.node) !== 'require') into?.set(resolution.node, resolution.mode);
  }
  return edges;
}

/** The node's dependencies as written, duplicates included; none where the field is faulty. */
export function dependenciesOf(node: NodeDraft): readonly string[] {
  const field = fieldOf(node.object, 'dependencies');
  return field === undefined ? [] : (field.value as readonly string[]);
}
