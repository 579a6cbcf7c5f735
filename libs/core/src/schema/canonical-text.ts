/** One text for equal JSON values: members sorted, no whitespace. Two values are equal when their texts are. */
import { isJsonObject, type JsonValue } from '../json/json-value.js';

/** The canonical text of a value. Recurses as deep as the value; callers bound that. */
export function canonicalText(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalText(value[key] as JsonValue)}`);
  return `{${members.join(',')}}`;
}
