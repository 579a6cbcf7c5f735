/**
 * Examines a schema once, whoever asks: what is wrong with it, or a checker of values. Kept by the schema's content,
 * never by the object that holds it, so that a changed object is never judged by what it was.
 */
import { createHash } from 'node:crypto';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import { canonicalText } from './canonical-text.js';
import { RecentlyUsed } from './recently-used.js';
import { engineSchema } from './engine-schema.js';
import type { JsonSchema } from './json-schema.js';
import { findMetaErrors } from './meta-schema.js';
import { listProblems } from './problem-list.js';
import { isDeeperThan } from './schema-depth.js';
import { dialectOf, type SchemaDialect } from './schema-dialect.js';
import { compileInEngine, EngineRefusal, type EngineJudge } from './schema-engine.js';
import { MAX_KEPT_SCHEMAS, MAX_PROBLEMS, MAX_SCHEMA_BYTES, MAX_SCHEMA_DEPTH, MAX_SUBSCHEMAS } from './schema-limits.js';
import { findPatternProblems } from './schema-patterns.js';
import type { SchemaProblem } from './schema-problem.js';
import {
  findSharedAnchors,
  findUnresolvedReferences,
  pointerOfReference,
  unresolvedReference,
  usesMetaSchema,
} from './schema-references.js';
import { listSubschemas, type Subschema } from './subschemas.js';
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
  if (options.knownSchemas !== undefined) return examine(schema, options);
  const key = createHash('sha256')
    .update(`${options.formats ?? 'assert'} ${text}`)
    .digest('base64');
  // The text rather than the object: what is kept must not change with the caller's object.
  return KEPT.getOrMake(key, () => examine(JSON.parse(text) as JsonSchema, options));
}

const KEPT = new RecentlyUsed<CheckedSchema>(MAX_KEPT_SCHEMAS);

function examine(schema: JsonSchema, options: SchemaOptions): CheckedSchema {
  const dialect = dialectOf(schema);
  if (dialect === undefined) {
    return refused('schema-dialect-unknown', 'only JSON Schema draft 2020-12 and draft 7 are understood', '/$schema');
  }
  const subschemas = listSubschemas(schema, dialect);
  if (subschemas.length > MAX_SUBSCHEMAS) return refused('schema-too-large', `more than ${MAX_SUBSCHEMAS} subschemas`);
  const known = options.knownSchemas ?? {};
  const problems = [
    ...findMetaProblems(schema, dialect),
    ...findPatternProblems(subschemas),
    ...findUnresolvedReferences(subschemas, (uri) => Object.hasOwn(known, uri.split('#', 1)[0] ?? '')),
  ];
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, MAX_PROBLEMS) };
  return compile(schema, dialect, subschemas, options);
}

/** What the meta-schema says, without the summaries where it has said something more exact of the same place. */
function findMetaProblems(schema: JsonSchema, dialect: SchemaDialect): readonly SchemaProblem[] {
  const problems = listProblems(findMetaErrors(schema, dialect), schema);
  const isSummary = ({ code, pointer }: ValueProblem): boolean =>
    code === 'no-alternative-fits' && problems.some((other) => other.pointer === pointer && other.code !== code);
  return problems
    .filter((problem) => !isSummary(problem))
    .map(({ pointer, message }) => ({ code: 'schema-invalid', pointer, message }));
}

function compile(
  schema: JsonSchema,
  dialect: SchemaDialect,
  subschemas: readonly Subschema[],
  options: SchemaOptions,
): CheckedSchema {
  try {
    const compileFor = engineCompiler(schema, dialect, subschemas, options);
    return { ok: true, check: valueJudge(compileFor(false), () => compileFor(true)) };
  } catch (error) {
    if (!(error instanceof EngineRefusal)) throw error;
    if (error.reference === undefined) return refused('schema-invalid', error.message.slice(0, 200));
    const pointer = pointerOfReference(subschemas, error.reference);
    return { ok: false, problems: [unresolvedReference(error.reference, pointer)] };
  }
}

/** Compiles with `discriminator`, or without it where the engine does not take its shape. */
function engineCompiler(
  schema: JsonSchema,
  dialect: SchemaDialect,
  subschemas: readonly Subschema[],
  options: SchemaOptions,
): (allErrors: boolean) => EngineJudge {
  const known = options.knownSchemas ?? {};
  const sharedAnchors = findSharedAnchors([
    ...subschemas,
    ...Object.values(known).flatMap((other) => listSubschemas(other, dialect)),
  ]);
  const copy = (source: JsonSchema, withoutDiscriminator: boolean): boolean | JsonObject =>
    engineSchema(source, { dialect: dialectOf(source) ?? dialect, withoutDiscriminator, sharedAnchors });
  const settings = {
    dialect,
    assertsFormats: options.formats !== 'describe',
    usesMetaSchema: usesMetaSchema(subschemas),
    knownSchemas: new Map(Object.entries(known).map(([uri, other]) => [uri, copy(other, true)])),
  };
  return (allErrors) => {
    try {
      return compileInEngine(copy(schema, false), { ...settings, allErrors });
    } catch (error) {
      if (!(error instanceof EngineRefusal && error.message.startsWith('discriminator:'))) throw error;
      return compileInEngine(copy(schema, true), { ...settings, allErrors });
    }
  };
}

function refused(code: SchemaProblem['code'], message: string, pointer = ''): CheckedSchema {
  return { ok: false, problems: [{ code, pointer, message }] };
}
