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

/** One value. `null` where the schema fits nothing. */
export function synthesizeValue(schema: JsonSchema, draft: Draft): JsonValue {
  const plain = draft.depth > deepest ? undefined : flattenSchema(schema, draft);
  if (plain === undefined) return null;
  draft.budget.characters -= 1;
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
