/** The document with which a partial blueprint begins. */
import type { JsonObject } from '../json/json-value.js';

/** Fills in what every document has; what is given stays, also where it is wrong. */
export function newDocument(given: JsonObject = {}): JsonObject {
  const head = { schema_version: '1.0', name: 'untitled' };
  const missing = Object.entries(head).filter(([name]) => !Object.hasOwn(given, name));
  return { ...Object.fromEntries(missing), ...given, ...(!Object.hasOwn(given, 'nodes') && { nodes: [] }) };
}
