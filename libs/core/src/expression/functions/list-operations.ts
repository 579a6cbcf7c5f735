/** What the functions on lists do. Each pays for the items that it touches before it touches them. */
import { isJsonObject, type JsonArray, type JsonValue } from '../../json/json-value.js';
import { countCodePoints, sliceCodePoints } from '../code-points.js';
import { deepEqual } from '../deep-equal.js';
import { spend, spendReading, spendText, type Evaluation } from '../evaluation.js';
import { stop } from '../evaluation-failure.js';
import { findText } from '../find-text.js';
import { finiteNumber } from '../finite-number.js';
import { identityOf } from '../identity-of.js';
import { textOf } from '../text-of.js';
import { describeKind, isList } from '../value-kind.js';
import { needList, needNumber, needString, needWhole, refuseArgument } from './need-argument.js';

type Values = readonly JsonValue[];

/** Items, characters or keys. */
export function size(evaluation: Evaluation, [value = null]: Values): number {
  if (isList(value)) return value.length;
  if (typeof value === 'string') {
    spendReading(evaluation, value.length);
    return countCodePoints(value);
  }
  if (!isJsonObject(value)) stopAtKind(evaluation, 'size() needs a list, a string or an object', value);
  const count = Object.keys(value).length;
  spend(evaluation, count);
  return count;
}

/** An equal item of a list, or a text inside a text. */
export function contains(evaluation: Evaluation, [whole = null, part = null]: Values): boolean {
  if (isList(whole)) return whole.some((item) => deepEqual(evaluation, item, part));
  if (typeof whole !== 'string') stopAtKind(evaluation, 'contains() needs a list or a string', whole);
  const needle = needString(evaluation, 'contains', part);
  return needle === '' || findText(evaluation, whole, needle, 1).length > 0;
}

/** A part of a list or of a text. */
export function slice(evaluation: Evaluation, [whole = null, start, end]: Values): JsonValue {
  if (!isList(whole) && typeof whole !== 'string') stopAtKind(evaluation, 'slice() needs a list or a string', whole);
  const length = size(evaluation, [whole]);
  const from = position(evaluation, start, length);
  const to = Math.max(from, end === undefined ? length : position(evaluation, end, length));
  if (typeof whole === 'string') {
    spendText(evaluation, to - from);
    return sliceCodePoints(whole, from, to);
  }
  spend(evaluation, to - from);
  return whole.slice(from, to);
}

/** The items as one text. */
export function join(evaluation: Evaluation, [list, separator = '']: Values): string {
  const items = needList(evaluation, 'join', list);
  const between = needString(evaluation, 'join', separator);
  spend(evaluation, items.length);
  const texts = items.map((item) => textInList(evaluation, item));
  const length = texts.reduce((total, text) => total + text.length, between.length * Math.max(0, texts.length - 1));
  spendText(evaluation, length);
  return texts.join(between);
}

/** The sum of numbers. */
export function sum(evaluation: Evaluation, [list]: Values): number {
  const items = needList(evaluation, 'sum', list);
  spend(evaluation, items.length);
  return finiteNumber(
    evaluation,
    items.reduce<number>((total, item) => total + needNumber(evaluation, 'sum', item), 0),
  );
}

/** The least or the greatest of numbers or strings. */
export function extreme(evaluation: Evaluation, name: 'min' | 'max', [list]: Values): JsonValue {
  const items = needList(evaluation, name, list);
  const [first = null] = items;
  if (items.length === 0) refuseArgument(evaluation, `${name}() of an empty list does not exist.`);
  spend(evaluation, items.length);
  if (typeof first === 'number')
    return items.reduce((best, item) => nearer(name, best, needNumber(evaluation, name, item)));
  if (typeof first !== 'string') stopAtKind(evaluation, `${name}() needs numbers or strings`, first);
  return items.reduce((best, item) => {
    const text = needString(evaluation, name, item);
    spendReading(evaluation, text.length);
    return nearer(name, best, text);
  });
}

/** One level of lists taken out. */
export function flatten(evaluation: Evaluation, [list]: Values): JsonArray {
  const items = needList(evaluation, 'flatten', list);
  spend(evaluation, items.length);
  for (const item of items) if (isList(item)) spend(evaluation, item.length);
  return items.flat(1);
}

/** The first of each group of equal items. */
export function distinct(evaluation: Evaluation, [list]: Values): JsonArray {
  const seen = new Set<string>();
  return needList(evaluation, 'distinct', list).filter((item) => {
    const identity = identityOf(evaluation, item);
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}

function position(evaluation: Evaluation, value: JsonValue | undefined, length: number): number {
  const place = needWhole(evaluation, 'slice', value, -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  return Math.min(Math.max(place < 0 ? place + length : place, 0), length);
}

function textInList(evaluation: Evaluation, item: JsonValue): string {
  if (item === null)
    stop(evaluation.at, 'null-in-text', 'join() met a null; filter it out or use default(path, value).');
  return textOf(evaluation, item);
}

/** Both are numbers or both are strings, which order by the same operators. */
function nearer(name: 'min' | 'max', best: JsonValue, item: number | string): JsonValue {
  return (name === 'min') === item < (best as number | string) && item !== best ? item : best;
}

function stopAtKind(evaluation: Evaluation, rule: string, value: JsonValue): never {
  stop(evaluation.at, 'type-error', `${rule}, got ${describeKind(value)}.`);
}
