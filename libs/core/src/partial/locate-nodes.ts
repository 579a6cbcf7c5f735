/** Finds the nodes of any document, sound or not: whatever stands in a list of nodes. What is no object is passed over. */
import { nestedBlocks } from '../compile/read/nested-blocks.js';
import { soundDraft } from '../compile/read/read-object.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';

/** A node and its place. */
export interface LocatedNode {
  readonly node: JsonObject;
  readonly pointer: string;
  /** Null where it is missing or no text. */
  readonly id: string | null;
}

/** All nodes in document order, nested ones after their container. The document must be of bounded depth. */
export function locateNodes(document: JsonObject): readonly LocatedNode[] {
  const found: LocatedNode[] = [];
  collect(document, '', found);
  const last = memberOf(document, 'finally');
  if (isJsonObject(last)) collect(last, '/finally', found);
  return found;
}

/** An own member, or undefined. */
export function memberOf(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The nodes of this id: none, one, or in an unsound document several. */
export function nodesOfId(nodes: readonly LocatedNode[], id: string): readonly LocatedNode[] {
  return nodes.filter((located) => located.id === id);
}

function collect(block: JsonObject, pointer: string, found: LocatedNode[]): void {
  const nodes = memberOf(block, 'nodes');
  if (!Array.isArray(nodes)) return;
  (nodes as readonly JsonValue[]).forEach((node, index) => {
    if (isJsonObject(node)) visit(node, `${pointer}/nodes/${index}`, found);
  });
}

function visit(node: JsonObject, pointer: string, found: LocatedNode[]): void {
  const id = memberOf(node, 'id');
  found.push({ node, pointer, id: typeof id === 'string' ? id : null });
  if (!mayHoldBlocks(node)) return;
  for (const { field } of nestedBlocks(soundDraft(node, { pointer, nodeId: null }), null)) {
    if (isJsonObject(field.value)) collect(field.value, field.pointer, found);
  }
}

/** Tells most nodes apart, which hold none: a document has thousands of them. Written out, because a lookup by a name that is not
 *  known beforehand takes ten times as long. */
function mayHoldBlocks({ body, then, else: otherwise, cases, branches, nodes, on_error }: JsonObject): boolean {
  const choices = then !== undefined || otherwise !== undefined || cases !== undefined;
  return choices || body !== undefined || branches !== undefined || nodes !== undefined || on_error !== undefined;
}
