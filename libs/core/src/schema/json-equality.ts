/** Equality of JSON values, without a copy of either. */
import { isJsonObject, type JsonArray, type JsonObject, type JsonValue } from '../json/json-value.js';

/** True when two values are equal as JSON. Recurses no deeper than the shallower one. */
export function isEqualJson(first: JsonValue, second: JsonValue): boolean {
  if (first === second) return true;
  if (Array.isArray(first)) return Array.isArray(second) && haveEqualItems(first, second);
  return isJsonObject(first) && isJsonObject(second) && haveEqualMembers(first, second);
}

function haveEqualItems(first: JsonArray, second: JsonArray): boolean {
  return first.length === second.length && first.every((item, index) => isEqualJson(item, second[index] as JsonValue));
}

function haveEqualMembers(first: JsonObject, second: JsonObject): boolean {
  const names = Object.keys(first);
  if (names.length !== Object.keys(second).length) return false;
  return names.every(
    (name) => Object.hasOwn(second, name) && isEqualJson(first[name] as JsonValue, second[name] as JsonValue),
  );
}
