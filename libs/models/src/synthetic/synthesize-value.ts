/** Makes a value that fits a schema, as far as that can be seen without trying; the caller checks it. Never throws, always ends. */
import { isJsonObject } from '@ice/core';
import type { JsonObject, JsonSchema, JsonValue } from '@ice/core';
import type { Draft } from './draft.js';
import { flattenSchema } from './flatten-schema.js';
import { listOf } from './merge-schemas.js';
import { synthesizeArray } from './synthesize-array.js';
import { synthesizeNumber } from './synthesize-number.js';
import { synthesizeObject } from './synthesize-object.js';
import { synthesizeString } from './synthesize-string.js';

/** What kinds of value the keywords of a schema without `type` speak of. */
const speakingKeywords: readonly (readonly [string, readonly string[]])[] = [
  ['object', ['properties', 'required', 'additionalProperties', 'patternProperties', 'minProperties', 'propertyNames']],
  ['array', ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems', 'contains']],
  ['string', ['minLength', 'maxLength', 'pattern', 'format']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
];

const anyType = ['string', 'integer', 'boolean', 'object', 'array', 'number', 'null'];

/** Objects and lists inside each other; only a schema that nothing finite fits goes so deep. */
const deepest = 48;

/** Keywords of which it cannot be seen beforehand whether a value fits. */
const doubtful = [
  ...['$ref', '$dynamicRef', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'dependentSchemas', 'dependencies', 'contains'],
  ...['patternProperties', 'propertyNames', 'unevaluatedProperties', 'unevaluatedItems'],
];

/** Times that one value is made before the last of them has to do, and those of them that make the usual choices. */
const mostTries = 10;
const usualTries = 3;

/** One value, made anew some times where it does not fit. `null` where the schema fits nothing. */
export function synthesizeValue(schema: JsonSchema, draft: Draft): JsonValue {
  let value = madeValue(schema, draft);
  if (!isDoubtful(schema, draft)) return value;
  for (let count = 1; count < mostTries && draft.tries.left > 0 && !draft.parts.fits(schema, value); count += 1) {
    draft.tries.left -= 1;
    value = madeValue(schema, count < usualTries ? draft : { ...draft, isRetry: true });
  }
  return value;
}

/** The whole is judged, and made anew, by whoever asked for it. */
function isDoubtful(schema: JsonSchema, { depth, budget }: Draft): schema is JsonObject {
  return (
    depth > 0 &&
    budget.characters > 0 &&
    isJsonObject(schema) &&
    doubtful.some((keyword) => Object.hasOwn(schema, keyword))
  );
}

function madeValue(schema: JsonSchema, draft: Draft): JsonValue {
  // Who has used up all characters is given up in any case, and ends at once: three children a value, 48 deep, would never end.
  const isOver = draft.depth > deepest || draft.budget.characters <= 0;
  const plain = isOver ? undefined : flattenSchema(schema, draft);
  if (plain === undefined) return null;
  // What is deep is dear: a recursion that never ends well must end soon.
  draft.budget.characters -= 1 + draft.depth;
  const given = givenValues(plain);
  return given.length > 0 ? givenValue(given, draft) : ofType(typeOf(plain, draft), plain, draft);
}

function ofType(type: string, schema: JsonObject, draft: Draft): JsonValue {
  switch (type) {
    case 'object':
      return synthesizeObject(schema, draft, synthesizeValue);
    case 'array':
      return synthesizeArray(schema, draft, synthesizeValue);
    case 'integer':
    case 'number':
      return synthesizeNumber(schema, draft, type);
    case 'boolean':
      return draft.variety === 0 ? draft.random.chance(1 / 2) : draft.variety % 2 === 0;
    case 'null':
      return null;
    default:
      return synthesizeString(schema, draft);
  }
}

/** The values that the schema lists, those of its types only. */
function givenValues(schema: JsonObject): readonly JsonValue[] {
  const { const: constant, enum: listed, type } = schema;
  const given = Object.hasOwn(schema, 'const') ? [constant as JsonValue] : listOf(listed);
  const types = listOf(type);
  return types.length === 0 ? given : given.filter((value) => types.some((name) => isOfType(value, name)));
}

function givenValue(values: readonly JsonValue[], draft: Draft): JsonValue {
  if (draft.variety > 0) return values[draft.variety % values.length] ?? null;
  if (draft.size !== 'least') return draft.random.pick(values, null);
  const lengths = values.map((value) => JSON.stringify(value).length);
  return values[lengths.indexOf(Math.min(...lengths))] ?? null;
}

/** A type that the schema allows; `null` among others hardly ever. */
function typeOf(schema: JsonObject, draft: Draft): string {
  const named = listOf(schema['type']).map(String);
  const types = named.length > 0 ? named : spokenOf(schema, draft);
  const some = types.filter((type) => type !== 'null');
  if (draft.size === 'least' && types.includes('null')) return 'null';
  return some.length < types.length && draft.random.chance(1 / 8)
    ? 'null'
    : draft.random.pick(some, types[0] ?? 'string');
}

/** The kinds of value that the keywords speak of; of all others, such a schema accepts any. */
function spokenOf(schema: JsonObject, draft: Draft): readonly string[] {
  if (draft.isRetry) return anyType;
  const found = speakingKeywords.find(([, keywords]) => keywords.some((keyword) => Object.hasOwn(schema, keyword)));
  if (found) return [found[0]];
  return Object.hasOwn(schema, 'not') ? anyType : ['string'];
}

function isOfType(value: JsonValue, type: JsonValue): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isJsonObject(value);
  return type === 'null' ? value === null : typeof value === type;
}
