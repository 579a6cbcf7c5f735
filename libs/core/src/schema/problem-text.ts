/** The engine's errors in words for a person. What is shown of a value or a schema is short. */
import type { ErrorObject } from 'ajv';
import { isJsonObject, type JsonValue } from '../json/json-value.js';
import { escapeToken } from './subschemas.js';
import type { ValueProblem, ValueProblemCode } from './value-problem.js';

/** Turns an error of the engine about a value into a problem. */
export function valueProblem(error: ErrorObject, root: JsonValue): ValueProblem {
  const { instancePath, keyword, propertyName } = error;
  const describe = DESCRIPTIONS[keyword] ?? describeOther;
  const params = error.params as Params;
  if (propertyName !== undefined) {
    const { message } = describe(params, propertyName);
    const words = `the name ${quote(propertyName)} is not allowed: ${message}`;
    return { pointer: instancePath, code: 'property-name-invalid', message: clip(words), keyword: 'propertyNames' };
  }
  const { code, message, member } = describe(params, valueAt(root, instancePath));
  const pointer = member === undefined ? instancePath : `${instancePath}/${escapeToken(member)}`;
  return { pointer, code, message: clip(message), keyword };
}

type Params = Readonly<Record<string, JsonValue>>;

/** Code and words; `member` when the problem is about a member of the value rather than the value. */
interface Description {
  readonly code: ValueProblemCode;
  readonly message: string;
  readonly member?: string;
}

type Describe = (params: Params, value: JsonValue | undefined) => Description;

const MOST_CHARACTERS = 200;

const describeOther: Describe = () => ({ code: 'schema-mismatch', message: 'does not fit the schema' });

const unexpected = (member: JsonValue | undefined): Description => ({
  code: 'property-unexpected',
  message: 'is not an expected property',
  member: String(member),
});

const limit =
  (
    code: ValueProblemCode,
    say: (limit: JsonValue | undefined) => string,
    measure: (value: JsonValue) => number,
  ): Describe =>
  (params, value) => ({
    code,
    message: `expected ${say(params['limit'])}, got ${value === undefined ? 'none' : measure(value)}`,
  });

const length = (say: (limit: JsonValue | undefined) => string): Describe => limit('length-out-of-range', say, sizeOf);

const bound = (word: string): Describe => limit('number-out-of-range', (most) => `${word} ${String(most)}`, Number);

const noAlternative =
  (message: string): Describe =>
  () => ({ code: 'no-alternative-fits', message });

const missing: Describe = (params) => ({
  code: 'property-missing',
  message: params['property'] === undefined ? 'is required' : `is required beside ${quote(params['property'])}`,
  member: String(params['missingProperty']),
});

const tooManyItems: Describe = (params) => ({
  code: 'items-unexpected',
  message:
    params['limit'] === undefined
      ? 'has items that are not expected'
      : `expected at most ${String(params['limit'])} items`,
});

const DESCRIPTIONS: Readonly<Record<string, Describe>> = {
  type: (params, value) => ({
    code: 'type-mismatch',
    message: `expected ${typeNames(params['type'])}, got ${typeOf(value)}`,
  }),
  enum: (params) => ({ code: 'value-not-allowed', message: `expected one of ${listed(params['allowedValues'])}` }),
  const: (params) => ({ code: 'value-not-allowed', message: `expected ${quote(params['allowedValue'])}` }),
  not: () => ({ code: 'value-not-allowed', message: 'is a value that the schema excludes' }),
  'false schema': () => ({ code: 'value-not-allowed', message: 'no value is allowed here' }),
  required: missing,
  dependentRequired: missing,
  dependencies: missing,
  additionalProperties: (params) => unexpected(params['additionalProperty']),
  unevaluatedProperties: (params) => unexpected(params['unevaluatedProperty']),
  additionalItems: tooManyItems,
  unevaluatedItems: tooManyItems,
  items: tooManyItems,
  uniqueItems: (params) => ({
    code: 'items-not-unique',
    message: `items ${String(params['first'])} and ${String(params['second'])} are equal`,
  }),
  contains: (params) => ({ code: 'items-missing', message: containsMessage(params) }),
  minLength: length((least) => `at least ${String(least)} characters`),
  maxLength: length((most) => `at most ${String(most)} characters`),
  minItems: length((least) => `at least ${String(least)} items`),
  maxItems: length((most) => `at most ${String(most)} items`),
  minProperties: length((least) => `at least ${String(least)} properties`),
  maxProperties: length((most) => `at most ${String(most)} properties`),
  minimum: bound('at least'),
  maximum: bound('at most'),
  exclusiveMinimum: bound('more than'),
  exclusiveMaximum: bound('less than'),
  multipleOf: (params, value) => ({
    code: 'number-out-of-range',
    message: `expected a multiple of ${String(params['multipleOf'])}, got ${String(value)}`,
  }),
  pattern: (params) => ({
    code: 'pattern-mismatch',
    message: `expected text that matches ${String(params['pattern'])}`,
  }),
  format: (params) => ({ code: 'format-mismatch', message: `expected text in the format ${String(params['format'])}` }),
  anyOf: noAlternative('fits none of the alternatives'),
  oneOf: (params) => ({
    code: 'no-alternative-fits',
    message: params['passingSchemas'] === null ? 'fits none of the alternatives' : 'fits more than one alternative',
  }),
  if: (params) => ({
    code: 'schema-mismatch',
    message: `does not fit the schema under ${quote(params['failingKeyword'])}`,
  }),
  discriminator: (params) => ({
    code: 'no-alternative-fits',
    message: params['error'] === 'tag' ? 'expected text that names an alternative' : 'names none of the alternatives',
    member: String(params['tag']),
  }),
};

function containsMessage(params: Params): string {
  const { minContains, maxContains } = params;
  const most = maxContains === undefined ? '' : ` and at most ${String(maxContains)}`;
  return `expected at least ${String(minContains)}${most} items that fit the schema under "contains"`;
}

function typeNames(type: JsonValue | undefined): string {
  return Array.isArray(type) ? type.join(' or ') : String(type);
}

function typeOf(value: JsonValue | undefined): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Characters are code points, as JSON Schema counts them. */
function sizeOf(value: JsonValue): number {
  if (typeof value === 'string') return countCodePoints(value);
  if (Array.isArray(value)) return value.length;
  return isJsonObject(value) ? Object.keys(value).length : 0;
}

function countCodePoints(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; count += 1) index += (text.codePointAt(index) as number) > 0xffff ? 2 : 1;
  return count;
}

function listed(values: JsonValue | undefined): string {
  return Array.isArray(values) ? values.slice(0, 20).map(quote).join(', ') : '';
}

function quote(value: JsonValue | undefined): string {
  return value === undefined ? 'nothing' : clip(JSON.stringify(value));
}

function clip(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}

/** The value at a JSON Pointer that the engine gave. */
function valueAt(root: JsonValue, pointer: string): JsonValue | undefined {
  const tokens = pointer.split('/').slice(1);
  return tokens.reduce<JsonValue | undefined>((value, token) => {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    const isContainer = typeof value === 'object' && value !== null;
    return isContainer && Object.hasOwn(value, key) ? (value as Readonly<Record<string, JsonValue>>)[key] : undefined;
  }, root);
}
