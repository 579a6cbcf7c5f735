/** One text for one value (RFC 8785): what a content hash is made of. Two documents that differ only in key order, number
 *  spelling or spaces give the same text. */
import type { JsonArray, JsonObject, JsonValue } from '../json/json-value.js';

/** The canonical text: keys in UTF-16 order, no spaces, numbers in their shortest form. `value` must be finite JSON. */
export function canonicalJson(value: JsonValue): string {
  return textOf(value, new Map());
}

/** The names of one document as they stand in its text: a document says the same few again and again. */
type Names = Map<string, string>;

function textOf(value: JsonValue, names: Names): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return Array.isArray(value) ? listText(value as JsonArray, names) : objectText(value as JsonObject, names);
}

function listText(list: JsonArray, names: Names): string {
  let text = '';
  for (const item of list) text += text === '' ? textOf(item, names) : `,${textOf(item, names)}`;
  return `[${text}]`;
}

function objectText(object: JsonObject, names: Names): string {
  let text = '';
  for (const key of sorted(Object.keys(object))) {
    let name = names.get(key);
    if (name === undefined) names.set(key, (name = `${JSON.stringify(key)}:`));
    text += text === '' ? name : `,${name}`;
    text += textOf(object[key] as JsonValue, names);
  }
  return `{${text}}`;
}

/** Most keys that are sorted by hand: for so few, calling the library costs more than the sorting. */
const fewKeys = 16;

/** Sorts in place, in UTF-16 order. */
function sorted(keys: string[]): readonly string[] {
  if (keys.length > fewKeys) return keys.sort();
  for (let index = 1; index < keys.length; index += 1) {
    const key = keys[index] as string;
    let place = index;
    for (; place > 0 && (keys[place - 1] as string) > key; place -= 1) keys[place] = keys[place - 1] as string;
    keys[place] = key;
  }
  return keys;
}
