/** What changed between two blueprint documents, node by node: nodes are known by their ids, wherever they stand. Pure, total for any
 *  two documents, and bounded in what it says. */
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import { withoutNodes } from './block-places.js';
import { collectNodes, type PlacedNode } from './collect-nodes.js';
import { DiffMeter } from './diff-meter.js';
import { diffValues, type FieldChange } from './diff-values.js';
import { findMoved } from './find-moved.js';

/** What became of a node. */
export interface NodeChange {
  readonly id: string;
  /** `moved`: it stands in another block, or changed places with its neighbours, and nothing else is new about it. */
  readonly change: 'added' | 'removed' | 'changed' | 'moved';
  /** Where it stands in the older document; absent for an added one. */
  readonly pointer_from?: string;
  /** Where it stands in the newer document; absent for a removed one. */
  readonly pointer_to?: string;
  /** True for a changed one that has moved as well. */
  readonly moved?: true;
  /** What changed in it, with pointers that begin at the node. Nodes inside it are told by themselves. */
  readonly fields: readonly FieldChange[];
}

/** The difference of two documents. */
export interface BlueprintDiff {
  /** Fields of the document itself, with pointers that begin at the document. */
  readonly document: readonly FieldChange[];
  /** In the order of the newer document; the removed ones behind them, in the order of the older. */
  readonly nodes: readonly NodeChange[];
  /** Nodes of each kind of change; of all of them, also where not all are told. */
  readonly counts: Readonly<Record<NodeChange['change'], number>>;
  /** True when there was more to tell than one answer holds. */
  readonly truncated: boolean;
}

const defaultMaxText = 1_000_000;

/**
 * The difference from an older document to a newer one; `{}` is one with nothing in it. Layout (`metadata.studio`) is no part of a
 * revision and is not compared.
 * @param maxText characters of pointers and values that are told, about.
 */
export function diffBlueprints(from: JsonObject, to: JsonObject, maxText = defaultMaxText): BlueprintDiff {
  const meter = new DiffMeter(maxText);
  const document = tellFields(documentFields(from), documentFields(to), meter).fields;
  const counts = { added: 0, removed: 0, changed: 0, moved: 0 };
  const nodes: NodeChange[] = [];
  for (const pair of pairNodes(collectNodes(from), collectNodes(to))) {
    // The one at which there is too much is still told, as far as it goes.
    const isTold = !meter.isExceeded;
    const change = tellNode(pair, meter);
    if (change === null) continue;
    counts[change.change] += 1;
    if (isTold) nodes.push(change);
  }
  return { document, nodes, counts, truncated: meter.isExceeded };
}

/** A node of both documents, or of one of them. */
interface NodePair {
  readonly id: string;
  readonly before: PlacedNode | undefined;
  readonly after: PlacedNode | undefined;
  readonly hasMoved: boolean;
}

type Nodes = ReadonlyMap<string, PlacedNode>;

function pairNodes(older: Nodes, newer: Nodes): readonly NodePair[] {
  const moved = findMoved(older, newer);
  const gone = [...older].filter(([id]) => !newer.has(id));
  return [
    ...[...newer].map(([id, after]) => ({ id, before: older.get(id), after, hasMoved: moved.has(id) })),
    ...gone.map(([id, before]) => ({ id, before, after: undefined, hasMoved: false })),
  ];
}

function tellNode({ id, before, after, hasMoved }: NodePair, meter: DiffMeter): NodeChange | null {
  const { fields, differ } = tellFields(nodeFields(before), nodeFields(after), meter);
  const change = !before ? 'added' : !after ? 'removed' : differ ? 'changed' : hasMoved ? 'moved' : null;
  if (change === null) return null;
  const pointers = { ...(before && { pointer_from: before.pointer }), ...(after && { pointer_to: after.pointer }) };
  meter.take(id.length + (before?.pointer.length ?? 0) + (after?.pointer.length ?? 0));
  return { id, change, ...pointers, ...(change === 'changed' && hasMoved && { moved: true }), fields };
}

/** As many of the differences as may be told, and whether there is any. */
function tellFields(before: JsonObject, after: JsonObject, meter: DiffMeter) {
  const fields: FieldChange[] = [];
  let differ = false;
  for (const change of diffValues(before, after)) {
    differ = true;
    if (!meter.take(JSON.stringify(change).length)) break;
    fields.push(change);
  }
  return { fields, differ };
}

function nodeFields(placed: PlacedNode | undefined): JsonObject {
  if (!placed) return {};
  const { id: _id, ...fields } = withoutNodes(placed.node);
  return fields;
}

function documentFields(document: JsonObject): JsonObject {
  const { metadata, ...fields } = withoutNodes(document);
  const kept = withoutLayout(metadata);
  return kept === undefined ? fields : { ...fields, metadata: kept };
}

function withoutLayout(metadata: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonObject(metadata)) return metadata;
  const { studio: _layout, ...kept } = metadata;
  return Object.keys(kept).length === 0 ? undefined : kept;
}
