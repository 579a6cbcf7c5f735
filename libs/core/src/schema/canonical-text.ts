/** One text for equal JSON values: members sorted, no whitespace. Two values are equal when their texts are. */
import { isJsonObject, type JsonArray, type JsonObject, type JsonValue } from '../json/json-value.js';

/** The canonical text of a value. Recurses as deep as the value; callers bound that. */
export function canonicalText(value: JsonValue): string {
  if (Array.isArray(value)) return listText(value);
  return isJsonObject(value) ? objectText(value) : JSON.stringify(value);
}

function listText(list: JsonArray): string {
  let text = '';
  for (const item of list) text += (text === '' ? '' : ',') + canonicalText(item);
  return `[${text}]`;
}

function objectText(object: JsonObject): string {
  let text = '';
  for (const key of Object.keys(object).sort()) {
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalText(object[key] as JsonValue)}`;
  }
  return `{${text}}`;
}
