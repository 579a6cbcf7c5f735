/** Where blocks stand in a node, or in the document, as it is written. The diff reads documents that were sound once, perhaps by the
 *  rules of another release, so it knows places and no node kinds. */
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import { extendPointer } from '../json/json-pointer.js';

/** One block. */
export interface BlockPlace {
  /** Its name within its owner; the same as in a compiled node. */
  readonly name: string;
  readonly block: JsonObject;
  readonly pointer: string;
}

/** The blocks of a node or of the document at `pointer`, in the order in which they are written. */
export function blocksOf(owner: JsonObject, pointer: string): readonly BlockPlace[] {
  const own = Array.isArray(owner['nodes']) ? [{ name: 'nodes', block: owner, pointer }] : [];
  const inner = Object.entries(owner).flatMap(([name, value]) =>
    memberBlocks(name, value, extendPointer(pointer, name)),
  );
  return [...own, ...inner];
}

/** The owner with every nested node taken out; the blocks keep their other fields. */
export function withoutNodes({ nodes: _nodes, ...fields }: JsonObject): JsonObject {
  return mapMembers(fields, (value, name) => {
    if (plainBlocks.has(name)) return stripped(value);
    if (name === 'branches') return isJsonObject(value) ? mapMembers(value, stripped) : value;
    if (name === 'cases')
      return Array.isArray(value) ? value.map((each: JsonValue) => strippedAt(each, 'block')) : value;
    return name === 'on_error' ? strippedAt(value, 'handle') : value;
  });
}

const plainBlocks: ReadonlySet<string> = new Set(['body', 'then', 'else', 'finally']);

function memberBlocks(name: string, value: JsonValue, pointer: string): readonly BlockPlace[] {
  if (plainBlocks.has(name)) return blockAt(name, value, pointer);
  if (name === 'branches' && isJsonObject(value)) {
    return Object.keys(value).flatMap((key) => blockAt(`branches.${key}`, value[key], extendPointer(pointer, key)));
  }
  if (name === 'cases' && Array.isArray(value)) {
    return value.flatMap((each: JsonValue, index) =>
      innerBlock(`cases.${index}`, each, 'block', `${pointer}/${index}`),
    );
  }
  return name === 'on_error' ? innerBlock('handle', value, 'handle', pointer) : [];
}

function innerBlock(name: string, value: JsonValue, member: string, pointer: string): readonly BlockPlace[] {
  return isJsonObject(value) ? blockAt(name, value[member], `${pointer}/${member}`) : [];
}

function blockAt(name: string, value: JsonValue | undefined, pointer: string): readonly BlockPlace[] {
  return isJsonObject(value) ? [{ name, block: value, pointer }] : [];
}

function stripped(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  const { nodes: _nodes, ...rest } = value;
  return rest;
}

function strippedAt(value: JsonValue, member: string): JsonValue {
  if (!isJsonObject(value) || !Object.hasOwn(value, member)) return value;
  return { ...value, [member]: stripped(value[member] as JsonValue) };
}

function mapMembers(object: JsonObject, map: (value: JsonValue, name: string) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value, name)]));
}
