/** Finds the one node that an action names. Never picks one of several: an edit of the wrong node is worse than none. */
import { quote } from '../compile/diagnostic/describe-value.js';
import { nearestName } from '../json/nearest-name.js';
import { refuseEdit, type EditRefusal } from './edit-error.js';
import { nodesOfId, type LocatedNode } from './locate-nodes.js';

/** The node, or why it cannot be told. */
export type FoundNode = { readonly ok: true; readonly located: LocatedNode } | EditRefusal;

/** The node of an id. @param pointer where the id stands in the action. */
export function findNode(nodes: readonly LocatedNode[], id: string, pointer: string): FoundNode {
  const [located, other] = nodesOfId(nodes, id);
  if (located === undefined) return unknownNode(nodes, id, pointer);
  if (other === undefined) return { ok: true, located };
  const detail = `Several nodes have the id ${quote(id)}, at ${located.pointer} and ${other.pointer}.`;
  const hint = 'Give each an id of its own: PUT the whole document as {blueprint}.';
  return refuseEdit(pointer, 'duplicate-node-id', detail, hint);
}

function unknownNode(nodes: readonly LocatedNode[], id: string, pointer: string): EditRefusal {
  const ids = nodes.flatMap((node) => node.id ?? []);
  const near = nearestName(id, ids);
  const hint = near === undefined ? undefined : `Did you mean ${quote(near)}?`;
  return refuseEdit(pointer, 'unknown-node', `There is no node ${quote(id)}.`, hint);
}
