/** Blocks in which an edge may be missing, because a name does not say which node it means: what their sinks are nobody knows. */
import type { Analysis } from '../analyse/analysis.js';
import { dependenciesOf } from '../analyse/build-edges.js';
import { isFault } from '../analyse/resolve-reference.js';
import type { BlockDraft, NodeDraft } from '../read/draft.js';

/** These blocks. */
export function uncertainBlocks({ draft, fields, references }: Analysis): ReadonlySet<BlockDraft> {
  const uncertain = new Set<BlockDraft>();
  for (const node of draft.nodes) {
    const isUnread = node.kind === null || fields.byNode[node.order]?.some(({ isSound }) => !isSound) === true;
    if (isUnread) addAround(node.block, uncertain);
    else if (hasLostDependency(node, draft.nodeById)) uncertain.add(node.block);
  }
  for (const [block, { isSound }] of fields.blockOutputs) if (!isSound) addAround(block, uncertain);
  for (const { resolution, site } of references) if (isFault(resolution)) addAround(site.block, uncertain);
  return uncertain;
}

function hasLostDependency(node: NodeDraft, nodeById: ReadonlyMap<string, NodeDraft>): boolean {
  if (node.object.faulty.has('dependencies')) return true;
  return dependenciesOf(node).some((id) => nodeById.get(id)?.block !== node.block);
}

/** A name may mean a node of any block around. */
function addAround(block: BlockDraft, blocks: Set<BlockDraft>): void {
  for (let around: BlockDraft | null = block; around !== null; around = around.parent) {
    blocks.add(around);
  }
}
