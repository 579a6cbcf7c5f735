/** How a node waits for its predecessors. */
import type { Join } from '../../blueprint/node-fields.js';
import { fieldOf, type NodeDraft } from '../read/draft.js';

/** The join of a node. On a parallel node the field speaks of its branches; a faulty one counts as if it were not there. */
export function joinOf(node: NodeDraft): Join {
  const join = node.kind === 'parallel' ? undefined : fieldOf(node.object, 'join');
  return (join?.value as Join | undefined) ?? 'all';
}
