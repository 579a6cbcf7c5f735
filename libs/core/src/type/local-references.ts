/** Finds the schemas that `$ref` leads to inside one schema. Nothing is ever fetched; what cannot be told leads nowhere. */
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import { typeLimits } from './type-limits.js';

/** The references of one schema. */
export class LocalReferences {
  #index: Index | undefined;

  constructor(private readonly root: JsonObject) {}

  /** The schema that the `$ref` of this one leads to; undefined without one, and where it leads out of the schema. */
  find(schema: JsonObject): JsonObject | undefined {
    const reference = Object.hasOwn(schema, '$ref') ? schema['$ref'] : undefined;
    if (typeof reference !== 'string' || !reference.startsWith('#')) return undefined;
    this.#index ??= indexOf(this.root);
    if (this.#index.hasInnerBase) return undefined;
    const fragment = decode(reference.slice(1));
    if (fragment === undefined) return undefined;
    const isPointer = fragment === '' || fragment.startsWith('/');
    const target = isPointer ? atPointer(this.root, fragment) : this.#index.anchors.get(fragment);
    return isJsonObject(target) ? target : undefined;
  }
}

interface Index {
  /** Null where a name stands twice: in data it is no anchor, and nobody here tells data from schemas. */
  readonly anchors: Map<string, JsonObject | null>;
  /** A schema inside has an `$id`, so that references in it start from there: then none is followed. */
  hasInnerBase: boolean;
}

function indexOf(root: JsonObject): Index {
  const index: Index = { anchors: new Map(), hasInnerBase: false };
  for (const value of Object.values(root)) visit(value, index, 0);
  return index;
}

/** Looks into everything, data too. */
function visit(value: JsonValue, index: Index, depth: number): void {
  if (depth > typeLimits.depth || value === null || typeof value !== 'object') return;
  if (isJsonObject(value)) {
    if (typeof value['$id'] === 'string') index.hasInnerBase = true;
    for (const anchor of [value['$anchor'], value['$dynamicAnchor']]) {
      if (typeof anchor === 'string') index.anchors.set(anchor, index.anchors.has(anchor) ? null : value);
    }
  }
  for (const inner of Object.values(value)) visit(inner, index, depth + 1);
}

function decode(fragment: string): string | undefined {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return undefined;
  }
}

function atPointer(root: JsonValue, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined;
    value = (value as JsonObject)[key];
  }
  return value;
}
