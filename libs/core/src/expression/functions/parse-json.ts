/** Reading JSON texts inside an evaluation: what comes out is JSON as the whole system knows it. */
import { isJsonObject, type JsonValue } from '../../json/json-value.js';
import { spendReading, type Evaluation } from '../evaluation.js';
import { isList } from '../value-kind.js';
import { walkValue } from '../walk-value.js';
import { refuseArgument } from './need-argument.js';

/** The value of a JSON text. Messages never quote the text: it may hold a secret. */
export function parseJson(evaluation: Evaluation, text: string): JsonValue {
  spendReading(evaluation, text.length);
  const value = tryParse(text);
  if (value === undefined) refuseArgument(evaluation, 'parse_json() got a text that is no JSON.');
  walkValue(evaluation, value);
  checkExact(evaluation, value);
  return value;
}

function tryParse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** JSON.parse rounds long whole numbers, overflows to infinity and makes a key `__proto__` an own one. */
function checkExact(evaluation: Evaluation, value: JsonValue): void {
  if (typeof value === 'number') {
    if (Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))) return;
    refuseArgument(evaluation, 'parse_json() met a number that cannot be kept exactly.');
  }
  if (isList(value)) for (const item of value) checkExact(evaluation, item);
  else if (isJsonObject(value)) {
    if (Object.hasOwn(value, '__proto__')) refuseArgument(evaluation, 'parse_json() met the key "__proto__".');
    for (const key of Object.keys(value)) checkExact(evaluation, value[key] ?? null);
  }
}
