/** Makes a schema that judged a whole value judge one member of an object. References lead from the root of a document, so whoever puts
 *  a schema into another one without this lets them lead astray. Pure. */
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import type { JsonSchema } from './json-schema.js';
import { readingOf, type SchemaDialect } from './schema-dialect.js';
import { KEYWORDS, type KeywordContent } from './schema-keywords.js';
import { escapeToken, visitSubschemas } from './subschemas.js';

/** A schema taken apart for its new place. */
export interface MemberSchema {
  /** Stands under `properties`. */
  readonly member: JsonSchema;
  /** Keywords of the object's schema: `$schema`, and the definitions, which providers of models look for at the root only. */
  readonly root: JsonObject;
}

/**
 * The parts of an object's schema whose member `name` is judged as the schema judges a whole value.
 *
 * @param schema a sound one, in full.
 */
export function memberSchema(schema: JsonSchema, name: string): MemberSchema {
  if (!isJsonObject(schema)) return { member: schema, root: {} };
  const { $schema, ...named } = schema;
  const root: JsonObject = $schema === undefined ? {} : { $schema };
  const dialect = readingOf(schema)?.dialect ?? 'draft-2020-12';
  const isNamed = beginsResource(named, dialect);
  // What is called by its name is found by that wherever it stands, with all that is in it.
  if (isNamed && isCalledByName(named, dialect)) return { member: named, root };
  const own = isNamed ? withoutId(named) : named;
  const { $defs, definitions, ...member } = moveKeywords(own, { dialect, to: `#/properties/${escapeToken(name)}` });
  return { member, root: { ...root, ...($defs && { $defs }), ...(definitions && { definitions }) } };
}

function withoutId({ $id: _id, ...rest }: JsonObject): JsonObject {
  return rest;
}

interface Move {
  readonly dialect: SchemaDialect;
  /** Where the root of the schema goes. */
  readonly to: string;
}

/** References inside a schema with an `$id` of its own lead from there. */
function moveSchema(schema: JsonValue, move: Move): JsonValue {
  return isJsonObject(schema) && !beginsResource(schema, move.dialect) ? moveKeywords(schema, move) : schema;
}

function moveKeywords(schema: JsonObject, move: Move): JsonObject {
  const entries = Object.entries(schema).map(([keyword, value]) => {
    const isReference = references.has(keyword) && typeof value === 'string';
    if (isReference) return [keyword, moveReference(value, move)] as const;
    return [keyword, moveContent(KEYWORDS[move.dialect].get(keyword) ?? 'data', value, move)] as const;
  });
  return Object.fromEntries(entries);
}

function moveContent(content: KeywordContent, value: JsonValue, move: Move): JsonValue {
  if (content === 'data') return value;
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((item) => moveSchema(item, move));
  if (content !== 'schema-map' || !isJsonObject(value)) return moveSchema(value, move);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, moveSchema(inner, move)]));
}

const references: ReadonlySet<string> = new Set(['$ref', '$dynamicRef']);

/** What leads to a definition, to a name or elsewhere goes on doing so. */
function moveReference(reference: string, { to }: Move): string {
  if (reference === '#') return to;
  if (!reference.startsWith('#/') || /^#\/(?:\$|%24)defs(?:\/|$)|^#\/definitions(?:\/|$)/.test(reference))
    return reference;
  return to + reference.slice(1);
}

/** In draft 7 a `$ref` hides an `$id` beside it, and an `$id` may be the name of a place only. */
function beginsResource(schema: JsonObject, dialect: SchemaDialect): boolean {
  const id = Object.hasOwn(schema, '$id') ? schema['$id'] : undefined;
  if (typeof id !== 'string') return false;
  return dialect !== 'draft-7' || (!Object.hasOwn(schema, '$ref') && !id.startsWith('#'));
}

/** True when a reference in it does not begin at the place where it stands: it may be by the name of the schema itself. */
function isCalledByName(schema: JsonObject, dialect: SchemaDialect): boolean {
  let isCalled = [...references].some((keyword) => {
    const reference = schema[keyword];
    return typeof reference === 'string' && !reference.startsWith('#');
  });
  visitSubschemas(schema, KEYWORDS[dialect], (inner) => {
    isCalled ||= isJsonObject(inner) && isCalledByName(inner, dialect);
  });
  return isCalled;
}
