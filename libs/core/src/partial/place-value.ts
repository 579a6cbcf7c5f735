/** Puts a value at a place of a document, with everything that is missing on the way to it, as one operation of a JSON Patch. */
import { formatPointer } from '../json/json-pointer.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import type { PatchOperation } from '../json/apply-patch.js';

/** The operation, or undefined where something on the way is neither a list nor an object. A token `-` stands for the end of a
 *  list, also of one that is not there yet. */
export function placeValue(
  document: JsonObject,
  tokens: readonly string[],
  value: JsonValue,
): PatchOperation | undefined {
  let container: JsonValue = document;
  for (const [depth, token] of tokens.entries()) {
    const path = formatPointer(tokens.slice(0, depth + 1));
    const rest = tokens.slice(depth + 1);
    const member = memberAt(container, token);
    if (member === undefined) {
      return mayGrow(container, token) ? { op: 'add', path, value: wrap(rest, value) } : undefined;
    }
    if (rest.length === 0) return { op: Array.isArray(container) ? 'replace' : 'add', path, value };
    container = member;
  }
  return undefined;
}

function memberAt(container: JsonValue, token: string): JsonValue | undefined {
  if (isJsonObject(container)) return Object.hasOwn(container, token) ? container[token] : undefined;
  if (!Array.isArray(container) || !/^(0|[1-9][0-9]{0,8})$/.test(token)) return undefined;
  return (container as readonly JsonValue[])[Number(token)];
}

/** A list grows at its end only, an object by a key that is not the sign for that end. */
function mayGrow(container: JsonValue, token: string): boolean {
  return Array.isArray(container) ? token === '-' : isJsonObject(container) && token !== '-';
}

/** The value inside of what is missing around it. */
function wrap(tokens: readonly string[], value: JsonValue): JsonValue {
  return tokens.reduceRight<JsonValue>((inner, token) => {
    return token === '-' || token === '0' ? [inner] : { [token]: inner };
  }, value);
}
