/** Refusals in words for a person. What is shown of a value or a schema is short. */
import { isJsonObject, type JsonValue } from '../json/json-value.js';
import { countCodePoints } from './count-code-points.js';
import type { KeywordRefusal, RefusalDetails } from './keyword-refusal.js';
import { escapeToken } from './subschemas.js';
import type { ValueProblem, ValueProblemCode } from './value-problem.js';

/** Turns a refusal of a value into a problem. */
export function valueProblem({ pointer, keyword, details, value, propertyName }: KeywordRefusal): ValueProblem {
  const { code, message, member } = (DESCRIPTIONS[keyword] ?? describeOther)(details, value);
  if (propertyName !== undefined) {
    const words = `the name ${quote(propertyName)} is not allowed: ${message}`;
    return { pointer, code: 'property-name-invalid', message: clip(words), keyword: 'propertyNames' };
  }
  const place = member === undefined ? pointer : `${pointer}/${escapeToken(member)}`;
  return { pointer: place, code, message: clip(message), keyword };
}

/** Code and words; `member` when the problem is about a member of the value rather than the value. */
interface Description {
  readonly code: ValueProblemCode;
  readonly message: string;
  readonly member?: string;
}

type Describe = (details: RefusalDetails, value: JsonValue) => Description;

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
  (details, value) => ({
    code,
    message: `expected ${say(details['limit'])}, got ${measure(value)}`,
  });

const length = (say: (limit: JsonValue | undefined) => string): Describe => limit('length-out-of-range', say, sizeOf);

const bound = (word: string): Describe => limit('number-out-of-range', (most) => `${word} ${String(most)}`, Number);

const noAlternative =
  (message: string): Describe =>
  () => ({ code: 'no-alternative-fits', message });

const missing: Describe = (details) => ({
  code: 'property-missing',
  message: details['property'] === undefined ? 'is required' : `is required beside ${quote(details['property'])}`,
  member: String(details['missingProperty']),
});

const tooManyItems: Describe = (details) => ({
  code: 'items-unexpected',
  message:
    details['limit'] === undefined
      ? 'has items that are not expected'
      : `expected at most ${String(details['limit'])} items`,
});

const DESCRIPTIONS: Readonly<Record<string, Describe>> = {
  type: (details, value) => ({
    code: 'type-mismatch',
    message: `expected ${typeNames(details['type'])}, got ${typeOf(value)}`,
  }),
  enum: (details) => ({ code: 'value-not-allowed', message: enumerationMessage(details['allowedValues']) }),
  const: (details) => ({ code: 'value-not-allowed', message: `expected ${quote(details['allowedValue'])}` }),
  not: () => ({ code: 'value-not-allowed', message: 'is a value that the schema excludes' }),
  'false schema': () => ({ code: 'value-not-allowed', message: 'no value is allowed here' }),
  required: missing,
  dependentRequired: missing,
  dependencies: missing,
  additionalProperties: (details) => unexpected(details['additionalProperty']),
  unevaluatedProperties: (details) => unexpected(details['unevaluatedProperty']),
  additionalItems: tooManyItems,
  unevaluatedItems: tooManyItems,
  items: tooManyItems,
  uniqueItems: (details) => ({
    code: 'items-not-unique',
    message: `items ${String(details['first'])} and ${String(details['second'])} are equal`,
  }),
  contains: (details) => ({ code: 'items-missing', message: containsMessage(details) }),
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
  multipleOf: (details, value) => ({
    code: 'number-out-of-range',
    message: `expected a multiple of ${String(details['multipleOf'])}, got ${String(value)}`,
  }),
  pattern: (details) => ({
    code: 'pattern-mismatch',
    message: `expected text that matches ${String(details['pattern'])}`,
  }),
  format: (details) => ({
    code: 'format-mismatch',
    message: `expected text in the format ${String(details['format'])}`,
  }),
  anyOf: noAlternative('fits none of the alternatives'),
  oneOf: (details) => ({
    code: 'no-alternative-fits',
    message: details['passingSchemas'] === null ? 'fits none of the alternatives' : 'fits more than one alternative',
  }),
  if: (details) => ({
    code: 'schema-mismatch',
    message: `does not fit the schema under ${quote(details['failingKeyword'])}`,
  }),
  discriminator: (details) => ({
    code: 'no-alternative-fits',
    message: details['error'] === 'tag' ? 'expected text that names an alternative' : 'names none of the alternatives',
    member: String(details['tag']),
  }),
};

function containsMessage(details: RefusalDetails): string {
  const { minContains, maxContains } = details;
  const most = maxContains === undefined ? '' : ` and at most ${String(maxContains)}`;
  return `expected at least ${String(minContains)}${most} items that fit the schema under "contains"`;
}

function typeNames(type: JsonValue | undefined): string {
  return Array.isArray(type) ? type.join(' or ') : String(type);
}

function typeOf(value: JsonValue): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Characters are code points, as JSON Schema counts them. */
function sizeOf(value: JsonValue): number {
  if (typeof value === 'string') return countCodePoints(value);
  if (Array.isArray(value)) return value.length;
  return isJsonObject(value) ? Object.keys(value).length : 0;
}

function enumerationMessage(values: JsonValue | undefined): string {
  const isEmpty = Array.isArray(values) && values.length === 0;
  return isEmpty ? 'is a value that the schema excludes' : `expected one of ${listed(values)}`;
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
