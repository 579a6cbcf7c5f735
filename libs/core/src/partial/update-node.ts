/** `update_node` as a JSON Patch. */
import { quote } from '../compile/diagnostic/describe-value.js';
import type { JsonObject } from '../json/json-value.js';
import { refuseEdit, type EditPatch } from './edit-error.js';
import { findNode } from './find-node.js';
import { locateNodes, memberOf } from './locate-nodes.js';
import type { UpdateNode } from './partial-action.js';
import { setMembers } from './set-members.js';

/** Sets the fields, each as a whole. A new id must be free; references to the old one stay, and the compiler points at them. */
export function updateNode(document: JsonObject, { node_id, values }: UpdateNode): EditPatch {
  const nodes = locateNodes(document);
  const found = findNode(nodes, node_id, '/node_id');
  if (!found.ok) return found;
  const { located } = found;
  const id = memberOf(values, 'id');
  const owner =
    typeof id === 'string' ? nodes.find((other) => other.id?.toLowerCase() === id.toLowerCase()) : undefined;
  if (owner !== undefined && owner !== located) {
    const detail = `${quote(owner.id ?? '')} is the node at ${owner.pointer}.`;
    return refuseEdit('/values/id', 'duplicate-node-id', detail, 'Choose another id.');
  }
  return { ok: true, patch: setMembers(located.node, located.pointer, values) };
}
