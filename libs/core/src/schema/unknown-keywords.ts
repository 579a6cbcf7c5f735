/** Members of schemas that mean nothing in JSON Schema. They refuse no value, so a slip in a name would go unseen. Pure. */
import { isJsonObject, type JsonObject } from '../json/json-value.js';
import type { JsonSchema } from './json-schema.js';
import { readingOf } from './schema-dialect.js';
import { ANNOTATIONS, type KeywordSet } from './schema-keywords.js';
import { visitSubschemas } from './subschemas.js';

/** The members of one schema without a meaning, and what it could have said instead. */
export interface UnknownKeywords {
  readonly schema: JsonObject;
  /** JSON Pointer from the outermost schema to this one. */
  readonly pointer: string;
  /** At least one. */
  readonly unknown: readonly string[];
  /** What is known in its dialect, annotations included. */
  readonly known: readonly string[];
}

/** Looks through a sound schema and all schemas in it. `x-…` and `$…` are notes of those who write them, and stay unsaid. */
export function unknownKeywords(schema: JsonSchema): readonly UnknownKeywords[] {
  const keywords = readingOf(schema)?.keywords;
  if (keywords === undefined) return [];
  const known = [...keywords.keys(), ...ANNOTATIONS];
  const found: UnknownKeywords[] = [];
  const look = (one: JsonSchema, pointer: string): void => {
    if (!isJsonObject(one)) return;
    const unknown = Object.keys(one).filter((key) => !isMeaningful(key, keywords));
    if (unknown.length > 0) found.push({ schema: one, pointer, unknown, known });
    visitSubschemas(one, keywords, (inner, path) => look(inner, pointer + path));
  };
  look(schema, '');
  return found;
}

function isMeaningful(key: string, keywords: KeywordSet): boolean {
  return keywords.has(key) || ANNOTATIONS.has(key) || key.startsWith('x-') || key.startsWith('$');
}
