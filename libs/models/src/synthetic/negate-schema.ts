/** What a schema refuses, said as what fits it, as far as one schema can say it. Pure but for the choice of what is to be violated. */
import { isJsonObject } from '@ice/core';
import type { JsonObject, JsonSchema, JsonValue } from '@ice/core';
import { listOf } from './merge-schemas.js';
import type { SeededRandom } from './seeded-random.js';

type Negate = (value: JsonValue, random: SeededRandom) => JsonSchema | undefined;

const allTypes = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];
const numeric = ['number', 'integer'];

/** What violates a keyword. One that is not here can only be tried. */
const negations: ReadonlyMap<string, Negate> = new Map<string, Negate>([
  ['minimum', (value) => ({ type: numeric, exclusiveMaximum: value })],
  ['maximum', (value) => ({ type: numeric, exclusiveMinimum: value })],
  ['exclusiveMinimum', (value) => ({ type: numeric, maximum: value })],
  ['exclusiveMaximum', (value) => ({ type: numeric, minimum: value })],
  ...counts('string', 'Length'),
  ...counts('array', 'Items'),
  ...counts('object', 'Properties'),
  ['type', (value) => ({ type: allTypes.filter((type) => !includes(listOf(value), type)) })],
  ['required', (value, random) => without(random.pick(listOf(value), ''))],
  ['properties', (value, random) => misfitMember(value, random)],
  ['items', (value) => ({ type: 'array', contains: { not: value } })],
  ['contains', (value) => ({ type: 'array', items: { not: value } })],
  ['not', (value) => asSchema(value)],
  ['anyOf', (value) => ({ allOf: listOf(value).map((part) => ({ not: part })) })],
  ['allOf', (value, random) => ({ not: random.pick(listOf(value), true) })],
]);

/** A schema of which every value violates the given one, or nearly; undefined where there is none. */
export function negateSchema(schema: JsonValue, random: SeededRandom): JsonSchema | undefined {
  if (typeof schema === 'boolean') return !schema;
  if (!isJsonObject(schema)) return undefined;
  const keywords = Object.keys(schema);
  // Beside `contains` these say something else than alone.
  if (keywords.length === 0 || keywords.some((keyword) => /^(?:min|max)Contains$/.test(keyword))) return undefined;
  const chosen = random.pick(keywords, '');
  return negations.get(chosen)?.(schema[chosen] ?? null, random);
}

function counts(type: string, of: string): readonly (readonly [string, Negate])[] {
  return [
    [`min${of}`, (value) => ({ type, [`max${of}`]: Number(value) - 1 })],
    [`max${of}`, (value) => ({ type, [`min${of}`]: Number(value) + 1 })],
  ];
}

/** Every integer is a number. */
function includes(types: readonly JsonValue[], type: string): boolean {
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}

function without(key: JsonValue): JsonObject {
  return { type: 'object', properties: { [String(key)]: false } };
}

function misfitMember(members: JsonValue, random: SeededRandom): JsonSchema | undefined {
  const [key, member] = random.pick(Object.entries(isJsonObject(members) ? members : {}), ['', true]);
  return member === true ? undefined : { type: 'object', required: [key], properties: { [key]: { not: member } } };
}

function asSchema(value: JsonValue): JsonSchema {
  return typeof value === 'boolean' || isJsonObject(value) ? value : true;
}
