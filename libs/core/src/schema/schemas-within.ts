/** All schemas inside a schema, at any depth. */
import { isJsonObject, type JsonObject } from '../json/json-value.js';
import type { JsonSchema } from './json-schema.js';
import { KEYWORDS } from './schema-keywords.js';
import { visitSubschemas } from './subschemas.js';

/** A schema inside another one. */
export interface InnerSchema {
  readonly schema: JsonObject;
  /** JSON Pointer from the outer one. */
  readonly pointer: string;
}

/** Those that are objects, in the order of the document; the schema itself is not among them. Data under `default` and its like is none. */
export function schemasWithin(schema: JsonSchema): readonly InnerSchema[] {
  const found: InnerSchema[] = [];
  const enter = (outer: JsonSchema, at: string): void => {
    if (!isJsonObject(outer)) return;
    visitSubschemas(outer, KEYWORDS['draft-2020-12'], (inner, path) => {
      const pointer = at + path;
      if (isJsonObject(inner)) found.push({ schema: inner, pointer });
      enter(inner, pointer);
    });
  };
  enter(schema, '');
  return found;
}
