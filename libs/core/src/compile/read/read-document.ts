/** Reads a document into a draft: every object is judged by the schema of its own kind, nested blocks are walked node by node.
 *  What cannot be read is reported once and left out. The document must be plain JSON of bounded depth. */
import { FlatBlueprintSchema } from '../../blueprint/flat-schema.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value.js';
import { describeValue } from '../diagnostic/describe-value.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import { fieldOf, type BlockDraft, type DocumentDraft, type NodeDraft, type ObjectDraft } from './draft.js';
import { openBlock, readBlock, type DocumentReading, type ReadLimits } from './read-block.js';
import { readObject } from './read-object.js';

/** The draft (null where the document is no object) and what is wrong with the document's form. */
export interface DocumentResult {
  readonly draft: DocumentDraft | null;
  readonly findings: readonly Finding[];
}

/** Reads the document. One node more than `limits.maxNodes` is read, so that too many can be told. */
export function readDocument(document: JsonValue, limits: ReadLimits): DocumentResult {
  if (isJsonObject(document)) return readBlueprint(document, limits);
  const message = `blueprint: expected an object, got ${describeValue(document)}`;
  return { draft: null, findings: [errorAt({ pointer: '', nodeId: null }, 'validation-failed', message)] };
}

function readBlueprint(document: JsonObject, limits: ReadLimits): DocumentResult {
  const { draft: object, findings } = readObject(document, { pointer: '', nodeId: null }, FlatBlueprintSchema);
  const reading: DocumentReading = {
    limits,
    findings: [...findings],
    nodes: [],
    blocks: [],
    partlyRead: !object.clean,
  };
  const root = openBlock(object, { name: 'root', owner: null, parent: null, depth: 0 }, reading);
  const draft: DocumentDraft = {
    object,
    root,
    finally: readFinally(object, root, reading),
    nodes: reading.nodes,
    blocks: reading.blocks,
    nodeById: indexById(reading.nodes),
    partlyRead: reading.partlyRead,
  };
  return { draft, findings: reading.findings };
}

function readFinally(object: ObjectDraft, root: BlockDraft, reading: DocumentReading): BlockDraft | null {
  const field = fieldOf(object, 'finally');
  if (field === undefined) return null;
  return readBlock(field, { name: 'finally', owner: null, parent: root, depth: 0 }, reading) ?? null;
}

function indexById(nodes: readonly NodeDraft[]): ReadonlyMap<string, NodeDraft> {
  const byId = new Map<string, NodeDraft>();
  for (const node of nodes) if (node.id !== null && !byId.has(node.id)) byId.set(node.id, node);
  return byId;
}
