/** `add_node` as a JSON Patch. */
import { describePlace, quote } from '../compile/diagnostic/describe-value.js';
import { formatPointer } from '../json/json-pointer.js';
import type { JsonObject } from '../json/json-value.js';
import { refuseEdit, type EditPatch } from './edit-error.js';
import { findBlock } from './find-block.js';
import { freeNodeId } from './free-node-id.js';
import { locateNodes, memberOf, type LocatedNode } from './locate-nodes.js';
import type { AddNode } from './partial-action.js';
import { placeValue } from './place-value.js';

/** Adds the node at the end of its block. A block that is not there yet is made. */
export function addNode(document: JsonObject, { node, parent }: AddNode): EditPatch {
  const nodes = locateNodes(document);
  const taken = ownerOf(memberOf(node, 'id'), nodes);
  if (taken !== undefined) return refuseTaken(taken);
  const block = parent === undefined ? { ok: true as const, tokens: [] } : findBlock(nodes, parent);
  if (!block.ok) return block;
  const named = Object.hasOwn(node, 'id') ? node : { id: freeNodeId(node, nodes), ...node };
  const operation = placeValue(document, [...block.tokens, 'nodes', '-'], named);
  if (operation !== undefined) return { ok: true, patch: [operation] };
  const place = describePlace(formatPointer([...block.tokens, 'nodes']));
  const pointer = parent === undefined ? '/node' : '/parent';
  return refuseEdit(pointer, 'validation-failed', `${place} is no list of nodes and cannot become one.`);
}

/** The node that has this id already; ids differ in more than case. */
function ownerOf(id: unknown, nodes: readonly LocatedNode[]): LocatedNode | undefined {
  if (typeof id !== 'string') return undefined;
  return nodes.find((located) => located.id?.toLowerCase() === id.toLowerCase());
}

function refuseTaken({ id, pointer }: LocatedNode): EditPatch {
  const hint = 'Choose another id, leave it out to get one, or change that node with update_node.';
  return refuseEdit('/node/id', 'duplicate-node-id', `${quote(id ?? '')} is the node at ${pointer}.`, hint);
}
