/** Takes arguments of functions apart: the value when it has the kind that is needed, else a type error that names both. */
import { isJsonObject, type JsonArray, type JsonObject, type JsonValue } from '../../json/json-value.js';
import type { Evaluation } from '../evaluation.js';
import { stop } from '../evaluation-failure.js';
import { describeKind, isList } from '../value-kind.js';

/** A string. */
export function needString(evaluation: Evaluation, name: string, value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : stopAtKind(evaluation, name, 'a string', value);
}

/** A number. */
export function needNumber(evaluation: Evaluation, name: string, value: JsonValue | undefined): number {
  return typeof value === 'number' ? value : stopAtKind(evaluation, name, 'a number', value);
}

/** A list. */
export function needList(evaluation: Evaluation, name: string, value: JsonValue | undefined): JsonArray {
  return value !== undefined && isList(value) ? value : stopAtKind(evaluation, name, 'a list', value);
}

/** An object. */
export function needObject(evaluation: Evaluation, name: string, value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : stopAtKind(evaluation, name, 'an object', value);
}

/** A whole number within bounds. */
export function needWhole(
  evaluation: Evaluation,
  name: string,
  value: JsonValue | undefined,
  min: number,
  max: number,
): number {
  const number = needNumber(evaluation, name, value);
  if (Number.isInteger(number) && number >= min && number <= max) return number;
  refuseArgument(evaluation, `${name}() needs a whole number from ${min} to ${max}.`);
}

/** Ends the evaluation: the kind is right, the value is not. */
export function refuseArgument(evaluation: Evaluation, message: string): never {
  stop(evaluation.at, 'argument-invalid', message);
}

function stopAtKind(evaluation: Evaluation, name: string, needed: string, value: JsonValue | undefined): never {
  stop(evaluation.at, 'type-error', `${name}() needs ${needed}, got ${describeKind(value ?? null)}.`);
}
