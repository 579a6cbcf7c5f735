/** Reads blocks and the nodes in them, in document order. Recursion is bounded by the nesting limit. */
import { FlatBlockSchema, flatNodeSchemaByKind } from '../../blueprint/flat-schema.js';
import type { NodeKind } from '../../blueprint/node-schema.js';
import { extendPointer } from '../../json/json-pointer.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value.js';
import { describePlace, describeValue } from '../diagnostic/describe-value.js';
import { errorAt, type Finding, type Place } from '../diagnostic/finding.js';
import { fieldOf, type BlockDraft, type Field, type NodeDraft, type ObjectDraft } from './draft.js';
import { nestedBlocks } from './nested-blocks.js';
import { readKind } from './read-kind.js';
import { readObject, soundDraft } from './read-object.js';
import { maxIssues } from './schema-issue.js';

/** How far the reader goes. */
export interface ReadLimits {
  readonly maxNodes: number;
  readonly maxNesting: number;
}

/** What grows while a document is read. */
export interface DocumentReading {
  readonly limits: ReadLimits;
  readonly findings: Finding[];
  readonly nodes: NodeDraft[];
  readonly blocks: BlockDraft[];
  /** Set when a part was left out. */
  partlyRead: boolean;
}

/** Where a block hangs. */
export type BlockScope = Pick<BlockDraft, 'name' | 'owner' | 'parent' | 'depth'>;

/** Reads a block at a field; undefined where it nests too deep or is no object. */
export function readBlock(field: Field, scope: BlockScope, reading: DocumentReading): BlockDraft | undefined {
  if (!isJsonObject(field.value)) return undefined;
  if (scope.depth > reading.limits.maxNesting) return refuseDepth(field, reading);
  return openBlock(blockObject(field, field.value, scope, reading), scope, reading);
}

/** A group is a node and a block in one object; inside a node of unknown type nothing is judged. */
function blockObject(
  place: Place,
  value: JsonObject,
  { name, owner }: BlockScope,
  reading: DocumentReading,
): ObjectDraft {
  if (owner?.kind === null || isHopeless(reading)) return soundDraft(value, place);
  if (owner?.kind === 'group' && name === 'nodes') return owner.object;
  const { draft, findings } = readObject(value, place, FlatBlockSchema);
  keep(findings, reading);
  return draft;
}

function refuseDepth(field: Field, reading: DocumentReading): undefined {
  const message = `${describePlace(field.pointer)}: blocks nest deeper than ${reading.limits.maxNesting}`;
  const hint = 'Move the inner part to the end of the outer block, or into a blueprint of its own.';
  keep([errorAt(field, 'nesting-too-deep', message, () => ({ hint }))], reading);
}

/** Reads the nodes of an object that has been judged: the document, a group, or a block. */
export function openBlock(object: ObjectDraft, scope: BlockScope, reading: DocumentReading): BlockDraft {
  const nodes: NodeDraft[] = [];
  const block: BlockDraft = { ...scope, object, nodes };
  reading.blocks.push(block);
  const list = fieldOf(object, 'nodes');
  for (const [index, raw] of (Array.isArray(list?.value) ? (list.value as readonly JsonValue[]) : []).entries()) {
    if (reading.nodes.length > reading.limits.maxNodes) break;
    const place = { pointer: extendPointer((list as Field).pointer, index), nodeId: null };
    if (isJsonObject(raw)) nodes.push(readNode(raw, place, block, reading));
    else if (!isHopeless(reading)) keep([notANode(raw, place)], reading);
  }
  return block;
}

function notANode(raw: JsonValue, place: Place): Finding {
  return errorAt(
    place,
    'validation-failed',
    `${describePlace(place.pointer)}: expected an object, got ${describeValue(raw)}`,
  );
}

function readNode(raw: JsonObject, at: Place, block: BlockDraft, reading: DocumentReading): NodeDraft {
  const place = { pointer: at.pointer, nodeId: idOf(raw) };
  const kind = block.owner?.kind === null ? null : judgeKind(raw, place, reading);
  const object = kind === null ? soundDraft(onlyId(raw), place) : judge(raw, place, kind, reading);
  const id = idOf(object.values);
  const blocks: BlockDraft[] = [];
  const node: NodeDraft = { order: reading.nodes.length, id, kind, object, block, index: block.nodes.length, blocks };
  reading.nodes.push(node);
  for (const { name, field } of nestedBlocks(kind === null ? soundDraft(raw, place) : object, kind)) {
    const inner = readBlock(field, { name, owner: node, parent: block, depth: block.depth + 1 }, reading);
    if (inner !== undefined) blocks.push(inner);
  }
  return node;
}

function idOf(object: JsonObject): string | null {
  return Object.hasOwn(object, 'id') && typeof object['id'] === 'string' ? object['id'] : null;
}

/** Of a node of unknown type nothing else is known. */
function onlyId(raw: JsonObject): JsonObject {
  return Object.hasOwn(raw, 'id') ? { id: raw['id'] as JsonValue } : {};
}

function judgeKind(raw: JsonObject, place: Place, reading: DocumentReading): NodeKind | null {
  if (isHopeless(reading)) return null;
  const { kind, finding } = readKind(raw, place);
  if (finding !== null) keep([finding], reading);
  return kind;
}

/** Once the form of a document has so many faults, the nodes that follow are only named: more than anybody is shown has been found,
 *  and judging what is hopeless to the end would take the longest of all. */
function isHopeless(reading: DocumentReading): boolean {
  return reading.findings.length >= maxIssues;
}

function judge(raw: JsonObject, place: Place, kind: NodeKind, reading: DocumentReading): ObjectDraft {
  const { draft, findings } = readObject(raw, place, flatNodeSchemaByKind[kind], ['id', 'type']);
  keep(findings, reading);
  return draft;
}

function keep(findings: readonly Finding[], reading: DocumentReading): void {
  if (findings.length === 0) return;
  for (const finding of findings) reading.findings.push(finding);
  reading.partlyRead = true;
}
