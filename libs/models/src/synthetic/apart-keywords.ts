/** Reads keywords that a plain schema may have several times: once itself, and once in each part of `allOf` that is kept apart. Pure. */
import { isJsonObject } from '@ice/core';
import type { JsonObject, JsonValue } from '@ice/core';
import { isApart, listOf } from './merge-schemas.js';

/** The schema, and the parts of it that have the keyword. */
export function holdersOf(schema: JsonObject, keyword: string): readonly JsonObject[] {
  const parts = listOf(schema['allOf']).filter((part): part is JsonObject => isJsonObject(part) && isApart(part));
  return [schema, ...parts].filter((part) => Object.hasOwn(part, keyword));
}

/** The values of the keyword. */
export function valuesOf(schema: JsonObject, keyword: string): readonly JsonValue[] {
  return holdersOf(schema, keyword).map((holder) => holder[keyword] ?? null);
}
