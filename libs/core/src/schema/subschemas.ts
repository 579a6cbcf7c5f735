/** Finds the schemas inside a schema. Data that only looks like a schema (under `const`, `enum`, `default`) is not one. */
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import type { JsonSchema } from './json-schema.js';
import type { KeywordContent, KeywordSet } from './schema-keywords.js';

/** Is told of a schema that stands directly in another one, and the JSON Pointer from there to it. */
export type VisitSubschema = (schema: JsonSchema, path: string) => void;

/** Visits the schemas directly under a schema, in the order of the document. What is no schema where one is due is left out. */
export function visitSubschemas(schema: JsonObject, keywords: KeywordSet, visit: VisitSubschema): void {
  for (const keyword of Object.keys(schema)) {
    const content = keywords.get(keyword) ?? 'data';
    if (content !== 'data') visitContent(content, schema[keyword] as JsonValue, `/${escapeToken(keyword)}`, visit);
  }
}

/** One token of a JSON Pointer. */
export function escapeToken(token: string): string {
  if (!token.includes('~') && !token.includes('/')) return token;
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

function visitContent(content: KeywordContent, value: JsonValue, path: string, visit: VisitSubschema): void {
  if (Array.isArray(value)) {
    if (content !== 'schema-list' && content !== 'schema-or-list') return;
    value.forEach((child: JsonValue, index) => visitOne(child, `${path}/${index}`, visit));
  } else if (content === 'schema' || content === 'schema-or-list') {
    visitOne(value, path, visit);
  } else if (content === 'schema-map' && isJsonObject(value)) {
    for (const key of Object.keys(value)) visitOne(value[key] as JsonValue, `${path}/${escapeToken(key)}`, visit);
  }
}

function visitOne(value: JsonValue, path: string, visit: VisitSubschema): void {
  if (typeof value === 'boolean' || isJsonObject(value)) visit(value, path);
}
