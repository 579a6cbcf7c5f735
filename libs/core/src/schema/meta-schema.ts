/** Judges whether a schema is one, by the meta-schema of its dialect. */
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import { compileSchemaAt } from './compile-schema.js';
import type { Judge } from './judge.js';
import { META_SCHEMA_2020_12, META_SCHEMA_7, PARTS_2020_12 } from './meta-schema-documents.js';
import { STANDARD_READING, type SchemaDialect } from './schema-dialect.js';
import { SchemaDocument } from './schema-document.js';
import { SchemaLibrary } from './schema-library.js';
import { valueJudge } from './value-judge.js';
import type { ValueChecker, ValueProblem } from './value-problem.js';

/** What the meta-schema says against a schema. The schema must not be deep or large. */
export function findMetaProblems(schema: JsonValue, dialect: SchemaDialect): readonly ValueProblem[] {
  const check = (made[dialect] ??= make(dialect));
  return check(schema);
}

const made: Partial<Record<SchemaDialect, ValueChecker>> = {};

function make(dialect: SchemaDialect): ValueChecker {
  const schema = dialect === 'draft-7' ? META_SCHEMA_7 : flatMetaSchema();
  const document = new SchemaDocument(schema, STANDARD_READING[dialect]);
  // Formats of the meta-schema (`regex`, `uri-reference`) are judged elsewhere, where the reason can be told.
  const judge: Judge = compileSchemaAt(document.root, new SchemaLibrary(document, {}), false);
  return valueJudge(judge, document.root.resource);
}

/**
 * The meta-schema of 2020-12 and its parts as one schema: nothing in it is dynamic, and each keyword is looked up once.
 * The parts have no definition of one name that differ.
 */
function flatMetaSchema(): JsonObject {
  const parts = [...PARTS_2020_12, META_SCHEMA_2020_12];
  const merged = { type: ['object', 'boolean'], properties: merge(parts, 'properties'), $defs: merge(parts, '$defs') };
  const text = JSON.stringify(merged)
    .replaceAll('"$dynamicRef":"#meta"', '"$ref":"#"')
    .replaceAll(/"meta\/[a-z-]+#/g, '"#');
  return JSON.parse(text) as JsonObject;
}

function merge(parts: readonly JsonObject[], keyword: string): JsonObject {
  return Object.fromEntries(parts.flatMap(({ [keyword]: map }) => (isJsonObject(map) ? Object.entries(map) : [])));
}
