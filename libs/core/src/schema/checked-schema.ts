/**
 * Examines a schema once, whoever asks: what is wrong with it, or a checker of values. Kept by the schema's content,
 * never by the object that holds it, so that a changed object is never judged by what it was.
 */
import { createHash } from 'node:crypto';
import { isJsonObject, type JsonValue } from '../json/json-value.js';
import { canonicalText } from './canonical-text.js';
import { compileSchemaAt, ReferenceUnresolved } from './compile-schema.js';
import type { JsonSchema } from './json-schema.js';
import { findMetaProblems } from './meta-schema.js';
import { RecentlyUsed } from './recently-used.js';
import { isDeeperThan } from './schema-depth.js';
import { readingOf } from './schema-dialect.js';
import { SchemaDocument } from './schema-document.js';
import { SchemaLibrary } from './schema-library.js';
import { MAX_KEPT_SCHEMAS, MAX_PROBLEMS, MAX_SCHEMA_BYTES, MAX_SCHEMA_DEPTH, MAX_SUBSCHEMAS } from './schema-limits.js';
import { findPatternProblems } from './schema-patterns.js';
import type { SchemaProblem } from './schema-problem.js';
import { findUnresolvedReferences, unresolvedReference } from './schema-references.js';
import { valueJudge } from './value-judge.js';
import type { ValueChecker, ValueProblem } from './value-problem.js';

/** How a schema is read. */
export interface SchemaOptions {
  /** What `format` does: `assert` (the default here) refuses values, `describe` (the standard's default) does nothing. */
  readonly formats?: 'assert' | 'describe';
  /** Other schemas that may be referred to, by URI. They are trusted: not checked, and nothing is kept of them. */
  readonly knownSchemas?: Readonly<Record<string, JsonSchema>>;
}

/** A schema that has been examined. */
export type CheckedSchema =
  | { readonly ok: true; readonly check: ValueChecker }
  | { readonly ok: false; readonly problems: readonly SchemaProblem[] };

/** Examines a schema, or gives what an earlier examination of an equal one found. */
export function checkedSchema(schema: JsonValue, options: SchemaOptions = {}): CheckedSchema {
  if (typeof schema !== 'boolean' && !isJsonObject(schema))
    return refused('schema-invalid', 'a schema is an object, true or false');
  if (isDeeperThan(schema, MAX_SCHEMA_DEPTH))
    return refused('schema-too-deep', `more than ${MAX_SCHEMA_DEPTH} levels of nesting`);
  const text = canonicalText(schema);
  if (Buffer.byteLength(text) > MAX_SCHEMA_BYTES)
    return refused('schema-too-large', `more than ${MAX_SCHEMA_BYTES} bytes`);
  const make = (): CheckedSchema => checkText(text, options);
  return options.knownSchemas === undefined ? KEPT.getOrMake(keyOf(text, options), make) : make();
}

const KEPT = new RecentlyUsed<CheckedSchema>(MAX_KEPT_SCHEMAS);

/** Longest text that is kept as it is; of a longer one there is a hash. */
const MAX_KEY_LENGTH = 1_000;

function keyOf(text: string, { formats = 'assert' }: SchemaOptions): string {
  const name = text.length <= MAX_KEY_LENGTH ? text : createHash('sha256').update(text).digest('base64');
  return `${formats} ${name}`;
}

/** From the text rather than the object: what is kept must not change with the caller's object, nor depend on its order. */
function checkText(text: string, options: SchemaOptions): CheckedSchema {
  try {
    return examine(JSON.parse(text) as JsonSchema, options);
  } catch (error) {
    if (!(error instanceof ReferenceUnresolved)) throw error;
    return { ok: false, problems: [unresolvedReference(error.reference, '')] };
  }
}

function examine(schema: JsonSchema, options: SchemaOptions): CheckedSchema {
  const known = options.knownSchemas ?? {};
  const reading = readingOf(schema, (uri) => (Object.hasOwn(known, uri) ? known[uri] : undefined));
  if (reading === undefined) {
    return refused('schema-dialect-unknown', 'only JSON Schema draft 2020-12 and draft 7 are understood', '/$schema');
  }
  const document = new SchemaDocument(schema, reading);
  if (document.places.length > MAX_SUBSCHEMAS) {
    return refused('schema-too-large', `more than ${MAX_SUBSCHEMAS} subschemas`);
  }
  const library = new SchemaLibrary(document, known);
  const problems = findProblems(library);
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, MAX_PROBLEMS) };
  return { ok: true, check: checkerOf(library, options) };
}

function findProblems(library: SchemaLibrary): readonly SchemaProblem[] {
  const { document } = library;
  return [
    ...findFormProblems(library),
    ...document.problems,
    ...findPatternProblems(document.places),
    ...findUnresolvedReferences(library),
  ];
}

/**
 * Compiles at the first judgement: many schemas are only checked. Where others were handed in, which nobody has checked,
 * compiling tells whether all their references lead somewhere.
 */
function checkerOf(library: SchemaLibrary, options: SchemaOptions): ValueChecker {
  const { root } = library.document;
  const compile = (): ValueChecker =>
    valueJudge(compileSchemaAt(root, library, options.formats !== 'describe'), root.resource);
  if (options.knownSchemas !== undefined) return compile();
  let check: ValueChecker | undefined;
  return (value) => (check ??= compile())(value);
}

/** What the meta-schemas say, without the summaries where they have said something more exact of the same place. */
function findFormProblems(library: SchemaLibrary): readonly SchemaProblem[] {
  const { root, reading } = library.document;
  const standard = findMetaProblems(root.schema, reading.dialect);
  const custom = reading.metaSchema === undefined ? [] : findCustomProblems(root.schema, reading.metaSchema, library);
  const problems = [...standard, ...custom];
  const isSummary = ({ code, pointer }: ValueProblem): boolean =>
    code === 'no-alternative-fits' && problems.some((other) => other.pointer === pointer && other.code !== code);
  return problems
    .filter((problem) => !isSummary(problem))
    .map(({ pointer, message }) => ({ code: 'schema-invalid', pointer, message }));
}

/** What a meta-schema that was handed in says. */
function findCustomProblems(schema: JsonSchema, uri: string, library: SchemaLibrary): readonly ValueProblem[] {
  const resource = library.resourceAt(uri);
  const place = resource?.document.placeAt(resource.pointer);
  return place === undefined ? [] : valueJudge(compileSchemaAt(place, library, false), place.resource)(schema);
}

function refused(code: SchemaProblem['code'], message: string, pointer = ''): CheckedSchema {
  return { ok: false, problems: [{ code, pointer, message }] };
}
