/** One schema that asks for what two ask for, as far as one can be written. Pure. What cannot be merged is left to the check of the value. */
import { isJsonObject } from '@ice/core';
import type { JsonObject, JsonSchema, JsonValue } from '@ice/core';
import { commonMultiple } from './common-multiple.js';

type Combine = (left: JsonValue, right: JsonValue) => JsonValue;

const greater: Combine = (left, right) => Math.max(Number(left), Number(right));
const lesser: Combine = (left, right) => Math.min(Number(left), Number(right));
const subschema: Combine = (left, right) => mergeSchemas(asSchema(left), asSchema(right));
const subschemas: Combine = (left, right) => mergeMembers(left, right, subschema);
const union: Combine = (left, right) => [...new Set([...listOf(left), ...listOf(right)])];

/** How the values of a keyword in two schemas become one. A keyword that is not here keeps the first. */
const combinations: ReadonlyMap<string, Combine> = new Map([
  ...keywords(greater, 'minimum exclusiveMinimum minLength minItems minProperties'),
  ...keywords(lesser, 'maximum exclusiveMaximum maxLength maxItems maxProperties'),
  ...keywords(
    subschema,
    'items additionalItems additionalProperties propertyNames unevaluatedProperties unevaluatedItems',
  ),
  ...keywords(subschemas, 'properties patternProperties dependentSchemas'),
  ...keywords((left, right) => mergeItems(listOf(left), listOf(right)), 'prefixItems'),
  ...keywords(union, 'required allOf'),
  ...keywords((left, right) => mergeMembers(left, right, union), 'dependentRequired'),
  ...keywords((left, right) => left === true || right === true, 'uniqueItems'),
  ...keywords((left, right) => ({ anyOf: [left, right] }), 'not'),
  ...keywords((left, right) => commonMultiple(Number(left), Number(right)), 'multipleOf'),
  ...keywords((left, right) => common(listOf(left), listOf(right)), 'enum'),
  ...keywords((left, right) => commonTypes(listOf(left), listOf(right)), 'type'),
]);

/** Groups of keywords that two of stay two, in `allOf`, for good: no one keyword says both. */
const lasting = [['contains', 'minContains', 'maxContains'], ['pattern']];

/** Groups of keywords that mean something only together; two of a kind are kept apart. */
const groups = [['anyOf'], ['oneOf'], ['if', 'then', 'else'], ...lasting];

/** The merged schema; `false` where one of them accepts nothing. */
export function mergeSchemas(left: JsonSchema, right: JsonSchema): JsonSchema {
  if (left === false || right === false) return false;
  if (left === true) return right;
  return right === true ? left : mergeObjects(left, right);
}

/** True of a part of `allOf` that is there because it cannot be merged. */
export function isApart(part: JsonSchema): boolean {
  return isJsonObject(part) && Object.keys(part).every((keyword) => lasting.flat().includes(keyword));
}

/** The list in a keyword that may hold one value instead. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
}

function mergeObjects(left: JsonObject, right: JsonObject): JsonObject {
  const clashing = groups.filter(([first = '']) => Object.hasOwn(left, first) && Object.hasOwn(right, first)).flat();
  const { inside: apart, outside: rest } = divided(right, clashing);
  const merged = mergeMembers(left, rest, (one, other, keyword) => combinations.get(keyword)?.(one, other) ?? one);
  return clashing.length === 0 ? merged : { ...merged, allOf: [...listOf(merged['allOf']), apart] };
}

function divided(
  schema: JsonObject,
  keys: readonly string[],
): { readonly inside: JsonObject; readonly outside: JsonObject } {
  const entries = Object.entries(schema);
  const isInside = ([key]: readonly [string, JsonValue]): boolean => keys.includes(key);
  return {
    inside: Object.fromEntries(entries.filter(isInside)),
    outside: Object.fromEntries(entries.filter((entry) => !isInside(entry))),
  };
}

/** The members of both; those that both have are combined. */
function mergeMembers(
  left: JsonValue,
  right: JsonValue,
  combine: (left: JsonValue, right: JsonValue, key: string) => JsonValue,
): JsonObject {
  const members = new Map(isJsonObject(left) ? Object.entries(left) : []);
  for (const [key, value] of Object.entries(isJsonObject(right) ? right : {})) {
    const known = members.get(key);
    members.set(key, known === undefined ? value : combine(known, value, key));
  }
  return Object.fromEntries(members);
}

/** Position by position; where one has none, the other's stands. */
function mergeItems(left: readonly JsonValue[], right: readonly JsonValue[]): readonly JsonValue[] {
  const [longer, shorter] = left.length < right.length ? [right, left] : [left, right];
  return longer.map((item, position) => subschema(item, shorter[position] ?? true));
}

function keywords(combine: Combine, names: string): readonly (readonly [string, Combine])[] {
  return names.split(' ').map((name) => [name, combine]);
}

function asSchema(value: JsonValue): JsonSchema {
  return typeof value === 'boolean' || isJsonObject(value) ? value : true;
}

function common(left: readonly JsonValue[], right: readonly JsonValue[]): readonly JsonValue[] {
  const texts = new Set(right.map((value) => JSON.stringify(value)));
  return left.filter((value) => texts.has(JSON.stringify(value)));
}

/** Every integer is a number: `number` and `integer` have `integer` in common. */
function commonTypes(left: readonly JsonValue[], right: readonly JsonValue[]): readonly JsonValue[] {
  const has = (types: readonly JsonValue[], type: JsonValue): boolean =>
    types.includes(type) || (type === 'integer' && types.includes('number'));
  return [...new Set([...left, ...right])].filter((type) => has(left, type) && has(right, type));
}
