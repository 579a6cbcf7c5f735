/** Equality of JSON values: by content, the order of an object's keys does not matter, different kinds are never equal. */
import { isJsonObject, type JsonArray, type JsonObject, type JsonValue } from '../json/json-value.js';
import { spend, spendReading, type Evaluation } from './evaluation.js';
import { isList } from './value-kind.js';
import { checkValueDepth } from './walk-value.js';

/** True when both are the same JSON. Costs a step per value and per 64 characters compared. */
export function deepEqual(evaluation: Evaluation, left: JsonValue, right: JsonValue, depth = 0): boolean {
  spend(evaluation, 1);
  // Before ===, which reads through two long texts that are equal but not the same.
  if (typeof left === 'string' && typeof right === 'string') return equalTexts(evaluation, left, right);
  if (left === right) return true;
  if (isList(left) && isList(right)) return equalLists(evaluation, left, right, checkValueDepth(evaluation, depth + 1));
  if (isList(left) || isList(right) || !isJsonObject(left) || !isJsonObject(right)) return false;
  return equalObjects(evaluation, left, right, checkValueDepth(evaluation, depth + 1));
}

function equalTexts(evaluation: Evaluation, left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  spendReading(evaluation, left.length);
  return left === right;
}

function equalLists(evaluation: Evaluation, left: JsonArray, right: JsonArray, depth: number): boolean {
  if (left.length !== right.length) return false;
  return left.every((item, index) => deepEqual(evaluation, item, right[index] ?? null, depth));
}

function equalObjects(evaluation: Evaluation, left: JsonObject, right: JsonObject, depth: number): boolean {
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every(
    (key) => Object.hasOwn(right, key) && deepEqual(evaluation, left[key] ?? null, right[key] ?? null, depth),
  );
}
