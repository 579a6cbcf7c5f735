/** Functions on texts. Lengths and positions count characters (code points). */
import type { JsonValue } from '../../json/json-value.js';
import { booleanType, listOfType, stringType } from '../../type/type.js';
import { findText } from '../find-text.js';
import { spend, spendReading, spendText, type Evaluation } from '../evaluation.js';
import type { PureFunction } from './expression-function.js';
import { needString, refuseArgument } from './need-argument.js';

/** Entries of the table. `contains`, `slice` and `size` work on lists too and stand with them. */
export const stringFunctions: readonly PureFunction[] = [
  {
    kind: 'function',
    name: 'upper',
    group: 'string',
    arity: { min: 1, max: 1 },
    signature: 'upper(text: string): string',
    documentation: 'The text in capital letters.',
    example: { expression: '"ice".upper()', value: 'ICE' },
    takes: [stringType],
    typeOf: () => stringType,
    apply: (evaluation, values) => transform(evaluation, 'upper', values, (text) => text.toUpperCase()),
  },
  {
    kind: 'function',
    name: 'lower',
    group: 'string',
    arity: { min: 1, max: 1 },
    signature: 'lower(text: string): string',
    documentation: 'The text in small letters.',
    example: { expression: '"ICE".lower()', value: 'ice' },
    takes: [stringType],
    typeOf: () => stringType,
    apply: (evaluation, values) => transform(evaluation, 'lower', values, (text) => text.toLowerCase()),
  },
  {
    kind: 'function',
    name: 'trim',
    group: 'string',
    arity: { min: 1, max: 1 },
    signature: 'trim(text: string): string',
    documentation: 'The text without white space at its ends.',
    example: { expression: '"  ice ".trim()', value: 'ice' },
    takes: [stringType],
    typeOf: () => stringType,
    apply: (evaluation, values) => transform(evaluation, 'trim', values, (text) => text.trim()),
  },
  {
    kind: 'function',
    name: 'split',
    group: 'string',
    arity: { min: 2, max: 2 },
    signature: 'split(text: string, separator: string): list',
    documentation: 'The pieces between the separators; an empty separator gives the characters.',
    example: { expression: '"a,b".split(",")', value: ['a', 'b'] },
    takes: [stringType, stringType],
    typeOf: () => listOfType(stringType),
    apply: (evaluation, [text, separator]) =>
      split(evaluation, needString(evaluation, 'split', text), needString(evaluation, 'split', separator)),
  },
  {
    kind: 'function',
    name: 'replace',
    group: 'string',
    arity: { min: 3, max: 3 },
    signature: 'replace(text: string, search: string, replacement: string): string',
    documentation: 'The text with every occurrence replaced. The searched text may not be empty.',
    example: { expression: '"a-b-c".replace("-", "+")', value: 'a+b+c' },
    takes: [stringType, stringType, stringType],
    typeOf: () => stringType,
    apply: replace,
  },
  {
    kind: 'function',
    name: 'startsWith',
    group: 'string',
    arity: { min: 2, max: 2 },
    signature: 'startsWith(text: string, start: string): boolean',
    documentation: 'True when the text begins with the other one.',
    example: { expression: '"iceberg".startsWith("ice")', value: true },
    takes: [stringType, stringType],
    typeOf: () => booleanType,
    apply: (evaluation, values) => compareEnds(evaluation, 'startsWith', values, (text, end) => text.startsWith(end)),
  },
  {
    kind: 'function',
    name: 'endsWith',
    group: 'string',
    arity: { min: 2, max: 2 },
    signature: 'endsWith(text: string, end: string): boolean',
    documentation: 'True when the text ends with the other one.',
    example: { expression: '"iceberg".endsWith("berg")', value: true },
    takes: [stringType, stringType],
    typeOf: () => booleanType,
    apply: (evaluation, values) => compareEnds(evaluation, 'endsWith', values, (text, end) => text.endsWith(end)),
  },
  {
    kind: 'function',
    name: 'slug',
    group: 'string',
    arity: { min: 1, max: 1 },
    signature: 'slug(text: string): string',
    documentation: 'Small letters and digits; accents are dropped, everything else becomes one dash, none at the ends.',
    example: { expression: '"Crème brûlée, 2 pieces!".slug()', value: 'creme-brulee-2-pieces' },
    takes: [stringType],
    typeOf: () => stringType,
    apply: (evaluation, [text]) => slug(evaluation, needString(evaluation, 'slug', text)),
  },
];

function transform(
  evaluation: Evaluation,
  name: string,
  [value]: readonly JsonValue[],
  apply: (text: string) => string,
): string {
  const text = needString(evaluation, name, value);
  spendReading(evaluation, text.length);
  const result = apply(text);
  spendText(evaluation, result.length);
  return result;
}

function compareEnds(
  evaluation: Evaluation,
  name: string,
  [first, second]: readonly JsonValue[],
  holds: (text: string, end: string) => boolean,
): boolean {
  const [text, end] = [needString(evaluation, name, first), needString(evaluation, name, second)];
  spendReading(evaluation, end.length);
  return holds(text, end);
}

function split(evaluation: Evaluation, text: string, separator: string): readonly string[] {
  if (separator === '') {
    spend(evaluation, text.length);
    return Array.from(text);
  }
  return pieces(text, separator, findText(evaluation, text, separator));
}

function replace(evaluation: Evaluation, values: readonly JsonValue[]): string {
  const [text, search, replacement] = values.map((value) => needString(evaluation, 'replace', value)) as [
    string,
    string,
    string,
  ];
  if (search === '') refuseArgument(evaluation, 'replace() cannot search for an empty text.');
  const places = findText(evaluation, text, search);
  spendText(evaluation, text.length + places.length * (replacement.length - search.length));
  return pieces(text, search, places).join(replacement);
}

/** What stands between the places. */
function pieces(text: string, separator: string, places: readonly number[]): readonly string[] {
  const starts = [0, ...places.map((place) => place + separator.length)];
  return starts.map((start, index) => text.slice(start, places[index] ?? text.length));
}

/** Folds each character by itself: normalising a long text at once is quadratic in a run of combining marks. */
function slug(evaluation: Evaluation, text: string): string {
  spend(evaluation, text.length);
  const folded = Array.from(text, foldCharacter).join('').toLowerCase();
  const dashed = folded.replace(/[^\p{L}\p{N}\p{M}]+/gu, '-').replace(/^-|-$/g, '');
  spendText(evaluation, dashed.length);
  return dashed;
}

/** Without accents; what only decomposes (a Hangul syllable) is put together again, and vowel signs stay. */
function foldCharacter(character: string): string {
  return character
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
}
