/** How a value stands in a text: strings as they are, everything else as compact JSON. */
import type { JsonValue } from '../json/json-value.js';
import { spendText, type Evaluation } from './evaluation.js';
import { walkValue } from './walk-value.js';

/** The text of a value; null gives `null`, so callers that insert into a text refuse it first. */
export function textOf(evaluation: Evaluation, value: JsonValue): string {
  if (typeof value === 'string') return value;
  return value === null || typeof value !== 'object' ? String(value) : compactJson(evaluation, value);
}

/** Compact JSON, keys in the order of the object. */
export function compactJson(evaluation: Evaluation, value: JsonValue): string {
  walkValue(evaluation, value);
  const text = JSON.stringify(value);
  spendText(evaluation, text.length);
  return text;
}
