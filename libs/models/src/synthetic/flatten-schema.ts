/** Makes a schema plain: references followed, `allOf` merged, one branch chosen of each alternative. Pure but for the choices. */
import { isJsonObject } from '@ice/core';
import type { JsonObject, JsonSchema, JsonValue } from '@ice/core';
import { isGenerous } from './draft.js';
import type { Draft } from './draft.js';
import { isApart, listOf, mergeSchemas } from './merge-schemas.js';
import { negateSchema } from './negate-schema.js';
import { resolveReference } from './resolve-reference.js';
import { schemaHeight } from './schema-height.js';

/** What a dynamic reference leads to depends on where it is reached from; here it leads to where it would lead if it were none. */
const references = ['$ref', '$dynamicRef'];

/** References and alternatives that are followed for one value; more is a circle of references. */
const mostResolutions = 100;

/** A schema without `$ref`, `anyOf`, `oneOf` and `if`, and with nothing in `allOf` that could be merged; undefined where nothing fits. */
export function flattenSchema(schema: JsonSchema, draft: Draft): JsonObject | undefined {
  let plain: JsonSchema = schema;
  for (let count = 0; count < mostResolutions; count += 1) {
    if (plain === false || isContradictory(plain)) return undefined;
    if (plain === true) return {};
    const next = resolvedOnce(plain, draft);
    if (next === undefined) return plain;
    plain = next;
  }
  return undefined;
}

/** One thing less to resolve; undefined when the schema is plain. Alternatives go before `allOf`, which may bring others of the kind. */
function resolvedOnce(schema: JsonObject, draft: Draft): JsonSchema | undefined {
  const reference = references.find((keyword) => Object.hasOwn(schema, keyword));
  if (reference) return withReference(schema, reference, draft);
  if (Object.hasOwn(schema, 'not')) return withNegation(schema, draft) ?? withOthers(schema, draft);
  return withOthers(schema, draft);
}

function withOthers(schema: JsonObject, draft: Draft): JsonSchema | undefined {
  if (Object.hasOwn(schema, 'anyOf')) return withBranch(schema, 'anyOf', draft);
  if (Object.hasOwn(schema, 'oneOf')) return withBranch(schema, 'oneOf', draft);
  if (Object.hasOwn(schema, 'if')) return withCondition(schema, draft);
  if (Object.hasOwn(schema, 'dependentSchemas')) return withDependents(schema, draft);
  if (!listOf(schema['allOf']).map(asSchema).every(isApart)) return withAll(schema);
  return undefined;
}

function withReference(schema: JsonObject, keyword: string, draft: Draft): JsonSchema {
  const reference = schema[keyword];
  const target = typeof reference === 'string' ? (resolveReference(reference, draft.root) ?? true) : true;
  return mergeSchemas(without(schema, keyword), target);
}

/** Undefined where what must not be can only be tried: then `not` stays. */
function withNegation(schema: JsonObject, draft: Draft): JsonSchema | undefined {
  const negated = negateSchema(schema['not'] ?? true, draft.random);
  const merged = negated === undefined ? undefined : mergeSchemas(without(schema, 'not'), negated);
  return merged !== undefined && isContradictory(merged) ? undefined : merged;
}

function withAll(schema: JsonObject): JsonSchema {
  return listOf(schema['allOf']).map(asSchema).reduce(mergeSchemas, without(schema, 'allOf'));
}

function withBranch(schema: JsonObject, keyword: 'anyOf' | 'oneOf', draft: Draft): JsonSchema {
  const rest = without(schema, keyword);
  const branches = inOrder(listOf(schema[keyword]).map(asSchema), draft);
  const merged = branches.map((branch) => mergeSchemas(rest, branch));
  return merged.find((candidate) => !isContradictory(candidate)) ?? false;
}

/** Finite branches by chance, `null` hardly ever first; where it must be short, the flattest first. */
function inOrder(branches: readonly JsonSchema[], draft: Draft): readonly JsonSchema[] {
  const measured = draft.random
    .shuffled(branches)
    .map((branch) => ({ branch, height: schemaHeight(branch, draft.root) }));
  const finite = measured.filter(({ height }) => height < Infinity);
  const rank = ({ branch, height }: { branch: JsonSchema; height: number }): number =>
    isGenerous(draft) ? Number(isNull(branch) && !draft.random.chance(1 / 8)) : height;
  const ranked = (finite.length > 0 ? finite : measured).map((entry) => ({ ...entry, rank: rank(entry) }));
  return ranked.sort((left, right) => left.rank - right.rank).map(({ branch }) => branch);
}

function withCondition(schema: JsonObject, draft: Draft): JsonSchema {
  const rest = ['if', 'then', 'else'].reduce(without, schema);
  const fulfilled = mergeSchemas(mergeSchemas(rest, asSchema(schema['if'])), asSchema(schema['then']));
  const otherwise = mergeSchemas(rest, asSchema(schema['else']));
  const isFirst = draft.random.chance(1 / 2) && !isContradictory(fulfilled);
  return isFirst || isContradictory(otherwise) ? fulfilled : otherwise;
}

/** Each dependent schema either holds together with its key, or the key stays away. */
function withDependents(schema: JsonObject, draft: Draft): JsonSchema {
  const dependents = isJsonObject(schema['dependentSchemas'] ?? null) ? (schema['dependentSchemas'] as JsonObject) : {};
  const required = listOf(schema['required']);
  return Object.entries(dependents).reduce<JsonSchema>(
    (plain, [key, dependent]) => {
      const isPresent = required.includes(key) || (draft.size === 'full' && draft.random.chance(1 / 2));
      const choice = isPresent
        ? mergeSchemas({ required: [key] }, asSchema(dependent))
        : { properties: { [key]: false } };
      return mergeSchemas(plain, choice);
    },
    without(schema, 'dependentSchemas'),
  );
}

/** True where it is plain to see that nothing fits. */
function isContradictory(schema: JsonSchema): boolean {
  if (typeof schema === 'boolean') return !schema;
  return ['type', 'enum'].some((keyword) => Object.hasOwn(schema, keyword) && listOf(schema[keyword]).length === 0);
}

function isNull(schema: JsonSchema): boolean {
  return isJsonObject(schema) && (schema['type'] === 'null' || schema['const'] === null);
}

function without(schema: JsonObject, keyword: string): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== keyword));
}

function asSchema(value: JsonValue | undefined): JsonSchema {
  return typeof value === 'boolean' || (value !== undefined && isJsonObject(value)) ? value : true;
}
