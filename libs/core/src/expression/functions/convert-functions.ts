/** Functions from one kind of value to another. */
import type { JsonValue } from '../../json/json-value.js';
import { numberType, stringType, unknownType } from '../../type/type.js';
import { spendReading, type Evaluation } from '../evaluation.js';
import { compactJson, textOf } from '../text-of.js';
import { describeKind, kindOf } from '../value-kind.js';
import { stop } from '../evaluation-failure.js';
import type { PureFunction } from './expression-function.js';
import { isOnly, kindNames, ordered } from './function-types.js';
import { formatDate, instantOf } from './instant.js';
import { needString, refuseArgument } from './need-argument.js';
import { parseJson } from './parse-json.js';

/** Entries of the table. */
export const convertFunctions: readonly PureFunction[] = [
  {
    kind: 'function',
    name: 'type',
    group: 'convert',
    arity: { min: 1, max: 1 },
    signature: 'type(value: any): string',
    documentation: 'The kind of the value: null, boolean, number, string, list or object.',
    example: { expression: 'type([])', value: 'list' },
    takes: [unknownType],
    typeOf: ([value = unknownType]) => kindNames(value),
    apply: (_evaluation, [value = null]) => kindOf(value),
  },
  {
    kind: 'function',
    name: 'string',
    group: 'convert',
    arity: { min: 1, max: 1 },
    signature: 'string(value: any): string',
    documentation: 'A string as it is, everything else as compact JSON.',
    example: { expression: 'string([1, true])', value: '[1,true]' },
    takes: [unknownType],
    typeOf: () => stringType,
    apply: (evaluation, [value = null]) => textOf(evaluation, value),
  },
  {
    kind: 'function',
    name: 'number',
    group: 'convert',
    arity: { min: 1, max: 1 },
    signature: 'number(value: string | number): number',
    documentation: 'The number that the text is, space around it aside. A text that is no number is a failure.',
    example: { expression: 'number("12.5")', value: 12.5 },
    takes: [ordered],
    typeOf: ([value = unknownType]) => (isOnly(value, 'number') ? value : numberType),
    apply: toNumber,
  },
  {
    kind: 'function',
    name: 'json',
    group: 'convert',
    arity: { min: 1, max: 1 },
    signature: 'json(value: any): string',
    documentation: 'Compact JSON; a string gets its quotes.',
    example: { expression: 'json({"a": "b"})', value: '{"a":"b"}' },
    takes: [unknownType],
    typeOf: () => stringType,
    apply: (evaluation, [value = null]) => compactJson(evaluation, value),
  },
  {
    kind: 'function',
    name: 'parse_json',
    group: 'convert',
    arity: { min: 1, max: 1 },
    signature: 'parse_json(text: string): any',
    documentation:
      'The value of a JSON text. What is no JSON, or holds a number that cannot be kept exactly, is a failure.',
    example: { expression: "parse_json('[1, 2]')", value: [1, 2] },
    takes: [stringType],
    typeOf: () => unknownType,
    apply: (evaluation, [text]) => parseJson(evaluation, needString(evaluation, 'parse_json', text)),
  },
  {
    kind: 'function',
    name: 'date',
    group: 'convert',
    arity: { min: 1, max: 2 },
    signature: 'date(when: string | number, format?: string): string',
    documentation:
      'An RFC 3339 text, a plain date or milliseconds since 1970, in UTC: as RFC 3339, or in a format of YYYY MM DD HH mm ss.',
    example: { expression: 'date("2026-11-05T10:30:00+02:00", "DD.MM.YYYY HH:mm")', value: '05.11.2026 08:30' },
    takes: [ordered, stringType],
    typeOf: () => stringType,
    apply: toDate,
  },
];

const numberText = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function toNumber(evaluation: Evaluation, [value = null]: readonly JsonValue[]): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string')
    stop(evaluation.at, 'type-error', `number() needs a string or a number, got ${describeKind(value)}.`);
  spendReading(evaluation, value.length);
  const text = value.trim();
  const number = numberText.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(number)) refuseArgument(evaluation, 'number() got a text that is no number.');
  if (/^[+-]?\d+$/.test(text) && !Number.isSafeInteger(number)) {
    refuseArgument(evaluation, 'number() got a whole number of 2^53 or more, which cannot be kept exactly.');
  }
  return number + 0;
}

function toDate(evaluation: Evaluation, [when = null, format]: readonly JsonValue[]): string {
  const instant = instantOf(evaluation, when);
  if (format === undefined) return instant.toISOString();
  return formatDate(evaluation, instant, needString(evaluation, 'date', format));
}
