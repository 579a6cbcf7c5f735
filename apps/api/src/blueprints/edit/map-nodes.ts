/** Walks the nodes of a blueprint document that is known to be sound, at every depth, and makes a changed copy. */
import { isJsonObject, type JsonObject, type JsonValue } from '@ice/core';

/** What becomes of a node: another one, or nothing. It is asked after the nodes inside it. */
export type NodeEdit = (node: JsonObject) => JsonObject | null;

/** A copy of a block (or of the whole document) with every node edited. Blocks without a changed node are still copied. */
export function mapNodes(block: JsonObject, edit: NodeEdit): JsonObject {
  const nodes = block['nodes'] as readonly JsonObject[];
  const edited = nodes.map((node) => edit(mapInner(node, edit))).filter((node) => node !== null);
  return { ...block, nodes: edited, ...mapped(block, 'finally', (inner) => mapNodes(inner, edit)) };
}

/** The blocks inside a node, wherever its kind keeps them. */
function mapInner(node: JsonObject, edit: NodeEdit): JsonObject {
  const block = (inner: JsonObject): JsonObject => mapNodes(inner, edit);
  const changed = {
    ...node,
    ...mapped(node, 'body', block),
    ...mapped(node, 'then', block),
    ...mapped(node, 'else', block),
    ...mapped(node, 'branches', (branches) => mapValues(branches, block)),
    ...mapped(node, 'on_error', (handling) => ({ ...handling, ...mapped(handling, 'handle', block) })),
    ...(Array.isArray(node['cases']) && { cases: node['cases'].map((each: JsonObject) => mapCase(each, block)) }),
  };
  return node['type'] === 'group' ? mapNodes(changed, edit) : changed;
}

function mapCase(each: JsonObject, map: (block: JsonObject) => JsonObject): JsonObject {
  return { ...each, ...mapped(each, 'block', map) };
}

function mapValues(object: JsonObject, map: (value: JsonObject) => JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value as JsonObject)]));
}

/** The member mapped, where it is an object. */
function mapped(
  object: JsonObject,
  name: string,
  map: (value: JsonObject) => JsonObject,
): Readonly<Record<string, JsonValue>> {
  const value = object[name];
  return isJsonObject(value) ? { [name]: map(value) } : {};
}
