/** Where the recording of a request stands: `openai/gpt-4o-mini/0a1b2c3d4e5f6071.json`. Pure: a name, whatever a model is called. */
import { createHash } from 'node:crypto';
import { canonicalJson, type JsonObject } from '@ice/core';
import { splitModelName } from '../registry/model-name.js';

const longestName = 100;
const digits = 16;

/** The file of a request's document, below the folder of cassettes, with `/` between its parts. */
export function cassetteFile(request: JsonObject): string {
  const hash = createHash('sha256').update(canonicalJson(request)).digest('hex');
  return `${cassetteFolderOf(request)}/${hash.slice(0, digits)}.json`;
}

/** The folder of its model. Two models may share one: their requests differ, so their files do. */
export function cassetteFolderOf(request: JsonObject): string {
  const model = String(request['model']);
  const { provider, name } = splitModelName(model) ?? { provider: 'other', name: model };
  return `${safeName(provider)}/${safeName(name)}`;
}

/** One part of a path on any system: no separators, nothing hidden, nothing that leads upwards. */
function safeName(name: string): string {
  const plain = name.slice(0, longestName).replaceAll(/[^A-Za-z0-9._-]/g, '_');
  return plain.replaceAll(/^\.+|\.+$|\.{2,}/g, '_') || '_';
}
