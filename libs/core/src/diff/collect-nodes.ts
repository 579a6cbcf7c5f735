/** Finds the nodes of a document, nested ones included, with their places. */
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import { blocksOf } from './block-places.js';

/** A node where it stands. */
export interface PlacedNode {
  readonly node: JsonObject;
  /** JSON pointer into the document. */
  readonly pointer: string;
  /** Its block by the id of the owner and the block's name, which stay the same when other nodes come and go. */
  readonly block: string;
  /** Position in the block. */
  readonly index: number;
}

/** Nodes by id, in document order. Where an id stands twice, the first; what has no id is left out. */
export function collectNodes(document: JsonObject): ReadonlyMap<string, PlacedNode> {
  const nodes = new Map<string, PlacedNode>();
  collect(document, '', '', nodes);
  return nodes;
}

function collect(owner: JsonObject, ownerId: string, pointer: string, nodes: Map<string, PlacedNode>): void {
  for (const place of blocksOf(owner, pointer)) {
    const list = place.block['nodes'];
    if (!Array.isArray(list)) continue;
    for (const [index, node] of (list as readonly JsonValue[]).entries()) {
      const id = isJsonObject(node) ? node['id'] : undefined;
      if (!isJsonObject(node) || typeof id !== 'string') continue;
      const placed = { node, pointer: `${place.pointer}/nodes/${index}`, block: `${ownerId}/${place.name}`, index };
      if (!nodes.has(id)) nodes.set(id, placed);
      collect(node, id, placed.pointer, nodes);
    }
  }
}
