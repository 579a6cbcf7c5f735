/** Finds what a `$ref` points to inside its own document. Pure; no other document is ever read. */
import { isJsonObject } from '@ice/core';
import type { JsonSchema, JsonValue } from '@ice/core';

/** The schema at a JSON pointer (`#/$defs/item`) or anchor (`#item`); undefined when there is none. */
export function resolveReference(reference: string, root: JsonSchema): JsonSchema | undefined {
  if (reference === '#') return root;
  const isPointer = reference.startsWith('#/');
  const found = isPointer ? atPointer(reference.slice(2), root) : anchored(reference.replace(/^#/, ''), root);
  return isSchema(found) ? found : undefined;
}

function atPointer(pointer: string, root: JsonSchema): JsonValue | undefined {
  const keys = pointer.split('/').map((key) => unescaped(key).replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.reduce<JsonValue | undefined>((value, key) => member(value, key), root);
}

function member(value: JsonValue | undefined, key: string): JsonValue | undefined {
  const isHolder = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return isHolder ? (value as Readonly<Record<string, JsonValue>>)[key] : undefined;
}

function unescaped(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

function anchored(anchor: string, value: JsonValue): JsonValue | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (
    isJsonObject(value) &&
    [value['$anchor'], value['$dynamicAnchor'], value['$id']].some((name) => isNamed(name, anchor))
  ) {
    return value;
  }
  for (const inner of Object.values(value) as readonly JsonValue[]) {
    const found = anchored(anchor, inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Draft 7 names anchors by an `$id` of `#name`. */
function isNamed(name: JsonValue | undefined, anchor: string): boolean {
  return typeof name === 'string' && name.replace(/^#/, '') === anchor;
}

function isSchema(value: JsonValue | undefined): value is JsonSchema {
  return typeof value === 'boolean' || (value !== undefined && isJsonObject(value));
}
