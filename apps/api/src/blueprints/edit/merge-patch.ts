/**
 * What PATCH does to a document. Top-level fields replace those of the document, null removes one. `nodes` is merged by id, at every
 * depth: fields of a known node replace its own (null removes one), another `type` replaces the whole node,
 * `{id, type: "__delete__"}` removes it, an unknown id is added to the root. Everything else is left to the compiler.
 */
import { isJsonObject, type JsonObject, type JsonValue } from '@ice/core';
import { ProblemException } from '../../http/problem/problem-exception.js';
import type { ProblemError } from '../../http/problem/problem.js';
import { mapNodes } from './map-nodes.js';

const deletion = '__delete__';

/** The changed document. @throws ProblemException with every entry of `nodes` that cannot be merged; pointers are into the patch. */
export function mergePatch(document: JsonObject, patch: JsonObject): JsonObject {
  const { nodes, ...fields } = patch;
  const merged = Array.isArray(nodes) ? mergeNodes(document, nodes as readonly JsonValue[]) : document;
  const others = nodes === undefined || Array.isArray(nodes) ? {} : { nodes };
  return withoutNulls({ ...merged, ...fields }, fields, others);
}

/** A `nodes` that is no list is kept for the compiler to refuse: null does not mean "remove all". */
function withoutNulls(merged: JsonObject, fields: JsonObject, others: JsonObject): JsonObject {
  const removed = new Set(Object.keys(fields).filter((name) => fields[name] === null));
  return { ...Object.fromEntries(Object.entries(merged).filter(([name]) => !removed.has(name))), ...others };
}

function mergeNodes(document: JsonObject, entries: readonly JsonValue[]): JsonObject {
  const patches = readEntries(entries);
  const used = new Set<string>();
  const merged = mapNodes(document, (node) => {
    const id = node['id'] as string;
    const patch = patches.get(id);
    if (!patch) return node;
    used.add(id);
    return patch['type'] === deletion ? null : mergeNode(node, patch);
  });
  const rest = [...patches].filter(([id]) => !used.has(id)).map(([, patch]) => patch);
  const gone = rest.find((patch) => patch['type'] === deletion);
  if (gone) throw refuse([unknownNode(gone, entries)]);
  return { ...merged, nodes: [...(merged['nodes'] as readonly JsonValue[]), ...rest] };
}

function mergeNode(node: JsonObject, patch: JsonObject): JsonObject {
  const isSameKind = patch['type'] === undefined || patch['type'] === node['type'];
  const merged = isSameKind ? { ...node, ...patch } : patch;
  return Object.fromEntries(Object.entries(merged).filter(([name, value]) => value !== null || patch[name] !== null));
}

function readEntries(entries: readonly JsonValue[]): ReadonlyMap<string, JsonObject> {
  const patches = new Map<string, JsonObject>();
  const errors: ProblemError[] = [];
  for (const [index, entry] of entries.entries()) {
    const error = entryError(entry, `/nodes/${index}`, patches);
    if (error) errors.push(error);
    else patches.set((entry as JsonObject)['id'] as string, entry as JsonObject);
  }
  if (errors.length > 0) throw refuse(errors);
  return patches;
}

function entryError(entry: JsonValue, pointer: string, known: ReadonlyMap<string, JsonObject>): ProblemError | null {
  const id = isJsonObject(entry) ? entry['id'] : undefined;
  if (typeof id !== 'string')
    return { pointer, code: 'validation-failed', detail: 'An entry of nodes is an object with an id.' };
  if (known.has(id))
    return { pointer: `${pointer}/id`, code: 'duplicate-node-id', detail: 'The patch names this id twice.' };
  const patch = entry as JsonObject;
  const extra = Object.keys(patch).find((name) => name !== 'id' && name !== 'type');
  if (patch['type'] !== deletion || extra === undefined) return null;
  return { pointer: `${pointer}/${extra}`, code: 'unknown-property', detail: 'A deletion has an id and nothing else.' };
}

function unknownNode(patch: JsonObject, entries: readonly JsonValue[]): ProblemError {
  const pointer = `/nodes/${entries.indexOf(patch)}/id`;
  return { pointer, code: 'validation-failed', detail: 'There is no node with this id to delete.' };
}

function refuse(errors: readonly ProblemError[]): ProblemException {
  const [first] = errors;
  const code = errors.every((error) => error.code === first?.code) ? first?.code : undefined;
  return new ProblemException(code ?? 'validation-failed', first?.detail ?? '', { errors });
}
