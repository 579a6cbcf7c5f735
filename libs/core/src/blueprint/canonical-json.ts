/** One text for one value (RFC 8785): what a content hash is made of. Two documents that differ only in key order, number
 *  spelling or spaces give the same text. */
import type { JsonObject, JsonValue } from '../json/json-value.js';

/** The canonical text: keys in UTF-16 order, no spaces, numbers in their shortest form. `value` must be finite JSON. */
export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(canonicalJson).join(',')}]`;
  return canonicalObject(value as JsonObject);
}

function canonicalObject(object: JsonObject): string {
  const members: string[] = [];
  for (const key of Object.keys(object).sort()) {
    members.push(`${JSON.stringify(key)}:${canonicalJson(object[key] as JsonValue)}`);
  }
  return `{${members.join(',')}}`;
}
