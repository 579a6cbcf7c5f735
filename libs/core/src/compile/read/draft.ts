/** A document as the compiler sees it while it is judged: blocks and nodes with their sound fields at hand. A draft may be of an
 *  unsound document: whatever could not be read is absent, and nothing is ever reported about what is absent. */
import type { NodeKind } from '../../blueprint/node-schema.js';
import { extendPointer } from '../../json/json-pointer.js';
import type { JsonObject, JsonValue } from '../../json/json-value.js';
import type { Place } from '../diagnostic/finding.js';

/** One object of the document whose keys have been judged. */
export interface ObjectDraft extends Place {
  /** Its members, misspelt keys under the names they were meant for. */
  readonly values: JsonObject;
  /** Meant name to the name that is written, for misspelt keys. */
  readonly written: ReadonlyMap<string, string>;
  /** Members whose value is no good, and required ones that are missing: never judged again. */
  readonly faulty: ReadonlySet<string>;
  /** True when the schema had nothing to say. */
  readonly clean: boolean;
}

/** A value and its place. */
export interface Field extends Place {
  readonly value: JsonValue;
}

/** A scope of nodes. */
export interface BlockDraft {
  /** `root`, `finally`, or the name within its owner: `body`, `then`, `cases.0`, `branches.left`, `nodes`, `handle`, … */
  readonly name: string;
  readonly object: ObjectDraft;
  /** The container, or null for `root` and `finally`. */
  readonly owner: NodeDraft | null;
  /** The scope around it: its owner's block; the root for `finally`; null for the root. */
  readonly parent: BlockDraft | null;
  readonly depth: number;
  readonly nodes: readonly NodeDraft[];
}

/** A node. */
export interface NodeDraft {
  /** Position among all nodes of the document, counted as one reads it. */
  readonly order: number;
  /** The id as written, whatever it looks like; null where it is missing or no text. */
  readonly id: string | null;
  /** Null where the type is unknown: then `object` holds its id alone, and its blocks the ids inside it. */
  readonly kind: NodeKind | null;
  readonly object: ObjectDraft;
  readonly block: BlockDraft;
  /** Position within its block. */
  readonly index: number;
  readonly blocks: readonly BlockDraft[];
}

/** The whole document. */
export interface DocumentDraft {
  readonly object: ObjectDraft;
  readonly root: BlockDraft;
  readonly finally: BlockDraft | null;
  /** All nodes in document order. */
  readonly nodes: readonly NodeDraft[];
  /** All blocks in document order. */
  readonly blocks: readonly BlockDraft[];
  /** Nodes by id; where an id stands twice, the first. */
  readonly nodeById: ReadonlyMap<string, NodeDraft>;
  /** True when a part could not be read, so that "nobody uses this" cannot be said. */
  readonly partlyRead: boolean;
}

/** A sound member of an object, or undefined. */
export function fieldOf(object: ObjectDraft, name: string): Field | undefined {
  if (!Object.hasOwn(object.values, name) || object.faulty.has(name)) return undefined;
  return { value: object.values[name] as JsonValue, pointer: pointerOf(object, name), nodeId: object.nodeId };
}

/** The place of a member, also of one that is not there. */
export function placeOf(object: ObjectDraft, name: string): Place {
  return { pointer: pointerOf(object, name), nodeId: object.nodeId };
}

function pointerOf({ pointer, written }: ObjectDraft, name: string): string {
  const key = written.size === 0 ? undefined : written.get(name);
  // The schema's own names need no escape.
  return key === undefined ? `${pointer}/${name}` : extendPointer(pointer, key);
}

/** The value inside a field. */
export function innerField(field: Field, token: string | number): Field {
  const value = (field.value as Readonly<Record<string | number, JsonValue>>)[token] as JsonValue;
  return { value, pointer: extendPointer(field.pointer, token), nodeId: field.nodeId };
}

/** The items of a list field; none where it is absent or no list. */
export function itemFields(field: Field | undefined): readonly Field[] {
  if (field === undefined || !Array.isArray(field.value)) return [];
  return field.value.map((_item, index) => innerField(field, index));
}

/** True for a node inside a node of unknown type, at any depth: nobody can say what such a node means. */
export function isInsideUnknown(node: NodeDraft): boolean {
  const { owner } = node.block;
  return owner !== null && (owner.kind === null || isInsideUnknown(owner));
}
