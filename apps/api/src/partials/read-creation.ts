/** Reads what a new partial blueprint begins with: nothing, a node, or a document. */
import { applyEdit, isJsonObject, newDocument, type JsonObject } from '@ice/core';
import { noObject, readDocument, unknownMembers } from './read-update.js';
import { refuseEdit } from './refuse-edit.js';

/** The first document of a body. Refuses a body of any other form. */
export function readCreation(body: JsonObject): JsonObject {
  if (Object.hasOwn(body, 'blueprint')) return newDocument(readDocument(body));
  const { node, ...others } = body;
  const strangers = unknownMembers(others, ['node', 'blueprint']);
  const faults = node === undefined || isJsonObject(node) ? strangers : [...strangers, noObject('node')];
  if (faults.length > 0) throw refuseEdit(faults);
  return isJsonObject(node) ? withNode(node) : newDocument();
}

function withNode(node: JsonObject): JsonObject {
  const result = applyEdit(newDocument(), { action: 'add_node', node });
  if (result.ok) return result.document;
  throw refuseEdit(result.errors);
}
