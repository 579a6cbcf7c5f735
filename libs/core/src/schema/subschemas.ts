/** Finds the schemas inside a schema. Data that only looks like a schema (under `const`, `enum`, `default`) is not one. */
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import type { JsonSchema } from './json-schema.js';
import type { SchemaDialect } from './schema-dialect.js';
import { KEYWORDS, type KeywordContent } from './schema-keywords.js';

/** A schema inside another one. */
export interface Subschema {
  readonly schema: JsonSchema;
  /** JSON Pointer from the outermost schema. */
  readonly pointer: string;
}

/** All schemas of a schema, itself first, in the order of the document. What is no schema where one is due is left out. */
export function listSubschemas(schema: JsonValue, dialect: SchemaDialect, pointer = ''): readonly Subschema[] {
  if (typeof schema === 'boolean') return [{ schema, pointer }];
  if (!isJsonObject(schema)) return [];
  const inner = Object.entries(schema).flatMap(([keyword, value]) => {
    const content = KEYWORDS[dialect].get(keyword) ?? 'data';
    return childrenOf(content, value).flatMap(([path, child]) =>
      listSubschemas(child, dialect, `${pointer}/${escapeToken(keyword)}${path}`),
    );
  });
  return [{ schema, pointer }, ...inner];
}

/** One token of a JSON Pointer. */
export function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

function childrenOf(content: KeywordContent, value: JsonValue): readonly (readonly [path: string, child: JsonValue])[] {
  if (content === 'data') return [];
  if (Array.isArray(value)) {
    const mayBeList = content === 'schema-list' || content === 'schema-or-list';
    return mayBeList ? value.map((child: JsonValue, index) => [`/${index}`, child] as const) : [];
  }
  if (content === 'schema' || content === 'schema-or-list') return [['', value]];
  return content === 'schema-map' && isJsonObject(value) ? entriesOf(value) : [];
}

function entriesOf(map: JsonObject): readonly (readonly [path: string, child: JsonValue])[] {
  return Object.entries(map).map(([key, child]) => [`/${escapeToken(key)}`, child] as const);
}
