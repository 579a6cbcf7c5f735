/** The kinds of JSON values, as the language names them. */
import type { JsonArray, JsonValue } from '../json/json-value.js';

/** What `type(x)` gives. */
export type ValueKind = 'null' | 'boolean' | 'number' | 'string' | 'list' | 'object';

/** The kind of a value. */
export function kindOf(value: JsonValue): ValueKind {
  if (value === null) return 'null';
  if (isList(value)) return 'list';
  return typeof value as 'boolean' | 'number' | 'string' | 'object';
}

/** The kind with its article, for messages. */
export function describeKind(value: JsonValue): string {
  const kind = kindOf(value);
  return kind === 'null' ? kind : kind === 'object' ? 'an object' : `a ${kind}`;
}

/** True for a list; unlike `Array.isArray` it narrows a read-only one. */
export function isList(value: JsonValue): value is JsonArray {
  return Array.isArray(value);
}
