/** A key that is the same for equal values, so that repeats are found without comparing all with all. */
import { isJsonObject, type JsonValue } from '../json/json-value.js';
import type { Evaluation } from './evaluation.js';
import { isList } from './value-kind.js';
import { walkValue } from './walk-value.js';

/**
 * Equal values give the same text, unequal ones do not. Numbers become texts too, and none that looks like an array index:
 * the engine hashes both without a seed, so chosen ones would make a set quadratic.
 */
export function identityOf(evaluation: Evaluation, value: JsonValue): string {
  walkValue(evaluation, value);
  return typeof value === 'string' ? `"${value}` : `:${sortedJson(value)}`;
}

function sortedJson(value: JsonValue): string {
  if (isList(value)) return `[${value.map(sortedJson).join()}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${sortedJson(value[key] ?? null)}`).join()}}`;
}
