/** Keywords about any value: its type, and the values it may be. */
import { isJsonObject, type JsonArray, type JsonValue } from '../../json/json-value.js';
import { canonicalText } from '../canonical-text.js';
import { isEqualJson } from '../json-equality.js';
import type { Rule } from '../judge.js';
import type { RefusalDetails } from '../keyword-refusal.js';
import type { CompileKeyword, KeywordTable } from '../keyword-table.js';
import { isDeeperThan } from '../schema-depth.js';
import { MAX_SCHEMA_DEPTH } from '../schema-limits.js';
import { spendWork } from '../work-meter.js';

const type: CompileKeyword<JsonValue> = (value) => {
  const details = { type: value };
  if (typeof value === 'string') return TYPE_RULES[value]?.(details);
  const tests = (value as readonly string[]).map((name) => TYPE_TESTS[name]);
  return (tested, judgement) =>
    tests.some((test) => test?.(tested) === true) || judgement.refuse('type', details, tested);
};

const TYPE_TESTS: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: isJsonObject,
};

type MakeTypeRule = (details: RefusalDetails) => Rule<JsonValue>;

/** A rule of its own for each type: it is the rule that is asked most. */
const TYPE_RULES: Readonly<Record<string, MakeTypeRule>> = {
  string: (details) => (value, judgement) => typeof value === 'string' || judgement.refuse('type', details, value),
  number: (details) => (value, judgement) => typeof value === 'number' || judgement.refuse('type', details, value),
  integer: (details) => (value, judgement) => Number.isInteger(value) || judgement.refuse('type', details, value),
  boolean: (details) => (value, judgement) => typeof value === 'boolean' || judgement.refuse('type', details, value),
  null: (details) => (value, judgement) => value === null || judgement.refuse('type', details, value),
  array: (details) => (value, judgement) => Array.isArray(value) || judgement.refuse('type', details, value),
  object: (details) => (value, judgement) => isJsonObject(value) || judgement.refuse('type', details, value),
};

const constant: CompileKeyword<JsonValue> = (allowedValue) => {
  const details = { allowedValue };
  const isSimple = typeof allowedValue !== 'object' || allowedValue === null;
  const isEqual = isSimple
    ? (value: JsonValue) => value === allowedValue
    : (value: JsonValue) => isEqualJson(allowedValue, value);
  return (value, judgement) => isEqual(value) || judgement.refuse('const', details, value);
};

const isComposite = (value: JsonValue): boolean => typeof value === 'object' && value !== null;

const enumeration: CompileKeyword<JsonValue> = (allowedValues) => {
  const values = allowedValues as JsonArray;
  const simple = new Set<JsonValue>(values.filter((value) => !isComposite(value)));
  const composite = values.filter(isComposite);
  const isAmong = composite.length <= MOST_COMPARED ? comparedWith(composite) : lookedUpIn(composite);
  const details = { allowedValues };
  return (value, judgement) =>
    (isComposite(value) ? isAmong(value) : simple.has(value)) || judgement.refuse('enum', details, value);
};

/** With more objects and lists than this a value is looked up by its text instead of being compared with each. */
const MOST_COMPARED = 8;

const comparedWith =
  (values: JsonArray) =>
  (value: JsonValue): boolean => {
    spendWork(values.length);
    return values.some((allowed) => isEqualJson(allowed, value));
  };

function lookedUpIn(values: JsonArray): (value: JsonValue) => boolean {
  const texts = new Set(values.map(canonicalText));
  return (value) => {
    if (isDeeperThan(value, MAX_SCHEMA_DEPTH)) return false;
    const text = canonicalText(value);
    spendWork(Math.ceil(text.length / CHARACTERS_PER_UNIT));
    return texts.has(text);
  };
}

const CHARACTERS_PER_UNIT = 16;

/** The type, which is judged before anything else. */
export const typeKeywords: KeywordTable<JsonValue> = { type };

/** Keywords that say which values there may be. */
export const anyKeywords: KeywordTable<JsonValue> = { const: constant, enum: enumeration };
