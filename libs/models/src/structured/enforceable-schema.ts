/** The part of a JSON Schema that providers can hold a model to while it writes. Pure. What they cannot enforce goes into the
 *  description, so that the model reads it; the whole schema is judged by the engine afterwards. */
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '@ice/core';

/** Deepest nesting that providers take. */
const deepest = 10;

/** Keywords that providers enforce or ignore as they are. */
const kept = ['type', 'title', 'enum', 'const'];

/** Keywords that say nothing about values. */
const silent = ['$schema', '$id', '$comment', 'default', 'examples', 'deprecated', 'readOnly', 'writeOnly'];

/** Keywords that are rewritten below, or whose absence from the result would change what is asked for. */
const shaping = ['properties', 'required', 'additionalProperties', 'items', 'anyOf', 'oneOf', '$defs', 'description'];

/** Keywords that cannot be told in words: a schema with one of them is not enforceable. */
const unfit = [
  ...['allOf', 'not', 'if', 'then', 'else', 'prefixItems', 'additionalItems', 'contains', 'patternProperties'],
  ...['dependentSchemas', 'dependentRequired', 'dependencies', 'propertyNames', 'unevaluatedProperties'],
  ...['unevaluatedItems', '$dynamicRef', '$anchor', '$dynamicAnchor', 'definitions', 'minProperties', 'maxProperties'],
];

/** What a provider asks of schemas. */
export interface SchemaDemands {
  /** Every property must be required. */
  readonly requiresAll: boolean;
  /** A definition may refer to itself, at once or by way of others. */
  readonly takesRecursion: boolean;
}

/**
 * The schema in the common form: objects are closed, everything has a type, `oneOf` is `anyOf`. Each value of it that fits what was
 * moved into descriptions fits the schema. Undefined where the schema has no such form: free keys, conditions, references to
 * elsewhere, a root that is no object.
 */
export function enforceableSchema(schema: JsonSchema, demands: SchemaDemands): JsonObject | undefined {
  if (!isJsonObject(schema) || schema['type'] !== 'object') return undefined;
  const mayRecur = JSON.stringify(schema['$defs'] ?? {}).includes('"$ref"');
  if (mayRecur && !demands.takesRecursion) return undefined;
  return rewritten(schema, demands, 0);
}

function rewritten(schema: JsonValue | undefined, demands: SchemaDemands, depth: number): JsonObject | undefined {
  if (!isJsonObject(schema) || depth > deepest || !isFit(schema)) return undefined;
  // Providers take nothing beside a reference.
  if (schema['$ref'] !== undefined && depth > 0) return { $ref: schema['$ref'] };
  const parts = [
    membersOf(schema, demands, depth),
    elementsOf(schema, demands, depth),
    choicesOf(schema, demands, depth),
    definitionsOf(schema, demands, depth),
  ];
  if (parts.includes(undefined)) return undefined;
  const same = Object.entries(schema).filter(([key]) => kept.includes(key));
  return Object.assign({}, Object.fromEntries(same), descriptionOf(schema), ...parts) as JsonObject;
}

function isFit(schema: JsonObject): boolean {
  if (unfit.some((key) => Object.hasOwn(schema, key))) return false;
  const reference = schema['$ref'];
  if (reference !== undefined) return typeof reference === 'string' && reference.startsWith('#/$defs/');
  return ['type', 'enum', 'const', 'anyOf', 'oneOf'].some((key) => Object.hasOwn(schema, key));
}

/** What an object has. Where nothing is named, any key may come: no provider can hold a model to that. */
function membersOf(schema: JsonObject, demands: SchemaDemands, depth: number): JsonObject | undefined {
  if (!typesOf(schema).includes('object')) return {};
  const { properties, additionalProperties, required = [] } = schema;
  const isOpen = additionalProperties === true || isJsonObject(additionalProperties);
  if (!isJsonObject(properties) || isOpen || !Array.isArray(required)) return undefined;
  const names = Object.keys(properties);
  const needed = required as readonly JsonValue[];
  if (needed.some((name) => !names.includes(String(name)))) return undefined;
  if (demands.requiresAll && needed.length < names.length) return undefined;
  const members = rewrittenMembers(properties, demands, depth);
  return members && { properties: members, required: needed, additionalProperties: false };
}

function elementsOf(schema: JsonObject, demands: SchemaDemands, depth: number): JsonObject | undefined {
  if (!typesOf(schema).includes('array')) return {};
  const items = rewritten(schema['items'], demands, depth + 1);
  return items && { items };
}

function choicesOf(schema: JsonObject, demands: SchemaDemands, depth: number): JsonObject | undefined {
  const choices = schema['anyOf'] ?? schema['oneOf'];
  if (choices === undefined) return {};
  if (!Array.isArray(choices) || (schema['anyOf'] && schema['oneOf'])) return undefined;
  const all = (choices as readonly JsonValue[]).map((choice) => rewritten(choice, demands, depth + 1));
  return all.includes(undefined) ? undefined : { anyOf: all as readonly JsonObject[] };
}

function definitionsOf(schema: JsonObject, demands: SchemaDemands, depth: number): JsonObject | undefined {
  const definitions = schema['$defs'];
  if (definitions === undefined) return {};
  const all = isJsonObject(definitions) ? rewrittenMembers(definitions, demands, depth) : undefined;
  return all && { $defs: all };
}

function rewrittenMembers(members: JsonObject, demands: SchemaDemands, depth: number): JsonObject | undefined {
  const all = Object.entries(members).map(([name, each]) => [name, rewritten(each, demands, depth + 1)] as const);
  if (all.some(([, each]) => each === undefined)) return undefined;
  return Object.fromEntries(all as readonly (readonly [string, JsonObject])[]);
}

/** The description, with the keywords that only words can carry. */
function descriptionOf(schema: JsonObject): JsonObject {
  const known = [...kept, ...silent, ...shaping];
  const told = Object.entries(schema).filter(([key]) => !known.includes(key));
  const own = typeof schema['description'] === 'string' ? [schema['description']] : [];
  const words = [...own, ...(told.length > 0 ? [JSON.stringify(Object.fromEntries(told))] : [])];
  return words.length > 0 ? { description: words.join(' ') } : {};
}

function typesOf(schema: JsonObject): readonly JsonValue[] {
  const { type } = schema;
  return Array.isArray(type) ? (type as readonly JsonValue[]) : [type ?? null];
}
