/** Walks whole values before something native (JSON.stringify, a comparison) does: pays for them and bounds their depth. */
import { isJsonObject, type JsonValue } from '../json/json-value.js';
import { stop } from './evaluation-failure.js';
import { spend, spendReading, type Evaluation } from './evaluation.js';
import { expressionLimits } from './expression-limits.js';
import { isList } from './value-kind.js';

/** Pays for every value inside, and for the texts; fails when it is nested deeper than the limit. */
export function walkValue(evaluation: Evaluation, value: JsonValue, depth = 0): void {
  if (typeof value === 'string') return spendReading(evaluation, value.length);
  spend(evaluation, 1);
  if (isList(value)) {
    const inner = checkValueDepth(evaluation, depth + 1);
    for (const item of value) walkValue(evaluation, item, inner);
  } else if (isJsonObject(value)) {
    const inner = checkValueDepth(evaluation, depth + 1);
    for (const key of Object.keys(value)) walkEntry(evaluation, key, value[key] ?? null, inner);
  }
}

/** The depth, or a failure when it is over the limit. */
export function checkValueDepth(evaluation: Evaluation, depth: number): number {
  if (depth <= expressionLimits.valueDepth) return depth;
  stop(evaluation.at, 'value-too-deep', `The value is nested deeper than ${expressionLimits.valueDepth} levels.`);
}

function walkEntry(evaluation: Evaluation, key: string, value: JsonValue, depth: number): void {
  spendReading(evaluation, key.length);
  walkValue(evaluation, value, depth);
}
