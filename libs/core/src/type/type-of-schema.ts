/** The type that a JSON Schema describes: every value that fits the schema is of the type. What a schema says beyond kinds, literal
 *  values, members and items is left to the schema itself. */
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { intersectionOf } from './intersection-of.js';
import { LocalReferences } from './local-references.js';
import { optionsOf } from './options-of.js';
import { readListKeywords, readObjectKeywords, readTypeKeyword, readValueKeywords } from './schema-parts.js';
import { neverType, unknownType, type ListType, type ObjectType, type Type } from './type.js';
import { typeLimits } from './type-limits.js';
import { unionOf } from './union-of.js';

/**
 * The type of a schema, for any JSON; of what is no sound schema it makes what it can. The short form is expanded beforehand.
 *
 * A schema with `properties` but no `type` is taken for an object, one with `items` for a list: by the letter such keywords let every
 * other kind through, but nobody who writes them means that.
 */
export function typeOfSchema(schema: JsonSchema): Type {
  if (!isJsonObject(schema)) return schema === false ? neverType : unknownType;
  const known = types.get(schema);
  if (known !== undefined) return known;
  const type = narrow(unknownType, schema, openReading(schema));
  types.set(schema, type);
  return type;
}

/** Schemas are frozen data and asked for again and again. */
const types = new WeakMap<JsonObject, Type>();

interface Reading {
  readonly isDraft7: boolean;
  readonly references: LocalReferences;
  /** How often a referenced schema lies around the place that is read. */
  readonly around: Map<JsonObject, number>;
  subschemasLeft: number;
  depth: number;
}

function openReading(schema: JsonObject): Reading {
  const isDraft7 = /^https?:\/\/json-schema\.org\/draft-07\/schema#?$/.test(String(schema['$schema']));
  const references = new LocalReferences(schema);
  return { isDraft7, references, around: new Map(), subschemasLeft: typeLimits.subschemas, depth: 0 };
}

/** What is left of a type under a schema. Where a bound is reached nothing is taken away, which is always true. */
function narrow(base: Type, schema: JsonValue | undefined, reading: Reading): Type {
  if (schema === false) return neverType;
  const isSpent = (reading.subschemasLeft -= 1) < 0 || reading.depth >= typeLimits.depth;
  if (!isJsonObject(schema) || isSpent) return base;
  reading.depth += 1;
  const type = narrowByParts(narrowByReference(base, schema, reading), schema, reading);
  reading.depth -= 1;
  return type;
}

function narrowByReference(base: Type, schema: JsonObject, reading: Reading): Type {
  const target = reading.references.find(schema);
  if (target === undefined) return base;
  const { around } = reading;
  const count = around.get(target) ?? 0;
  if (count >= typeLimits.recursion) return base;
  around.set(target, count + 1);
  const type = narrow(base, target, reading);
  around.set(target, count);
  return type;
}

/** Keywords beside a `$ref` count in draft 2020-12 and are hidden by it in draft 7. */
function narrowByParts(base: Type, schema: JsonObject, reading: Reading): Type {
  if (reading.isDraft7 && Object.hasOwn(schema, '$ref')) return base;
  let type = intersectionOf(intersectionOf(base, readTypeKeyword(schema)), readValueKeywords(schema));
  const read = (subschema: JsonValue | undefined): Type => narrow(unknownType, subschema, reading);
  type = narrowKind(type, readObjectKeywords(schema, read));
  type = narrowKind(type, readListKeywords(schema, reading.isDraft7, read));
  for (const part of subschemasOf(schema, 'allOf') ?? []) type = narrow(type, part, reading);
  return narrowByChoice(narrowByChoice(type, schema, 'anyOf', reading), schema, 'oneOf', reading);
}

/** Keywords of objects judge objects only, and let other kinds through where the schema names some. */
function narrowKind(type: Type, part: ListType | ObjectType | null): Type {
  const options = optionsOf(type);
  if (part === null) return type;
  // A length alone is no reason to take a value for a list.
  if (options === null) return part.kind === 'list' && isAnyList(part) ? type : part;
  return unionOf(options.map((option) => (option.kind === part.kind ? intersectionOf(option, part) : option)));
}

function isAnyList({ prefix, rest }: ListType): boolean {
  return prefix.length === 0 && rest?.kind === 'unknown';
}

function narrowByChoice(base: Type, schema: JsonObject, keyword: 'anyOf' | 'oneOf', reading: Reading): Type {
  const choices = subschemasOf(schema, keyword);
  return choices === undefined ? base : unionOf(choices.map((choice) => narrow(base, choice, reading)));
}

/** Undefined where the keyword does not stand or has no list; an empty one is no schema either. */
function subschemasOf(schema: JsonObject, keyword: string): readonly JsonValue[] | undefined {
  const list = Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
  return Array.isArray(list) && list.length > 0 ? (list as readonly JsonValue[]) : undefined;
}
