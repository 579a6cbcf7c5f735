/** `remove_node` as a JSON Patch. */
import type { PatchOperation } from '../json/apply-patch.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import type { EditPatch } from './edit-error.js';
import { findNode } from './find-node.js';
import { locateNodes, memberOf, type LocatedNode } from './locate-nodes.js';
import type { RemoveNode } from './partial-action.js';

/** Removes the node, and its id from the dependencies of all others. What reads its output stays, and the compiler points at it. */
export function removeNode(document: JsonObject, { node_id }: RemoveNode): EditPatch {
  const nodes = locateNodes(document);
  const found = findNode(nodes, node_id, '/node_id');
  if (!found.ok) return found;
  const { pointer } = found.located;
  const inside = `${pointer}/`;
  const others = nodes.filter((node) => node.pointer !== pointer && !node.pointer.startsWith(inside));
  const released = others.flatMap((node) => releaseFrom(node, node_id));
  // Last, so that the pointers of the others hold.
  return { ok: true, patch: [...released, { op: 'remove', path: pointer }] };
}

function releaseFrom({ node, pointer }: LocatedNode, id: string): readonly PatchOperation[] {
  const dependencies = memberOf(node, 'dependencies');
  if (!Array.isArray(dependencies) || !dependencies.includes(id)) return [];
  const value = (dependencies as readonly JsonValue[]).filter((each) => each !== id);
  return [{ op: 'replace', path: `${pointer}/dependencies`, value }];
}
