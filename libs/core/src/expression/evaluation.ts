/** The state of one evaluation: its scope, its bound variables and its fuel. It lives for one call and is never shared. */
import type { JsonValue } from '../json/json-value.js';
import { stop } from './evaluation-failure.js';
import { expressionLimits } from './expression-limits.js';
import type { Span } from './expression-node.js';
import type { Scope } from './scope.js';

/** What a compiled expression runs on. */
export interface Evaluation {
  readonly scope: Scope;
  /** Values of macro variables, by nesting depth. */
  readonly locals: JsonValue[];
  /** Steps that are left. One step is about one node visited, one item touched, or 64 characters made or searched. */
  fuel: number;
  /** Where a failure of a function or of the fuel is reported; set before each call. */
  at: Span;
}

/** A compiled node. */
export type Evaluator = (evaluation: Evaluation) => JsonValue;

/** A compiled path that gives `undefined` where its end, or anything on the way, is not there. */
export type OptionalEvaluator = (evaluation: Evaluation) => JsonValue | undefined;

/** A fresh evaluation. */
export function openEvaluation(scope: Scope, at: Span, fuel: number = expressionLimits.fuel): Evaluation {
  return { scope, locals: [], fuel, at };
}

/** Pays `steps`; ends the evaluation when there is not enough left (and when the budget is no number). */
export function spend(evaluation: Evaluation, steps: number): void {
  if (!((evaluation.fuel -= steps) >= 0)) exhausted(evaluation);
}

/** Pays for reading through a text of this length. */
export function spendReading(evaluation: Evaluation, length: number): void {
  spend(evaluation, 1 + Math.floor(length / 64));
}

/** Pays for making a text of this length; call it before making one that may be long. */
export function spendText(evaluation: Evaluation, length: number): void {
  checkTextLength(evaluation, length);
  spendReading(evaluation, length);
}

/** Ends the evaluation when a text of this length is too long to make. */
export function checkTextLength(evaluation: Evaluation, length: number): void {
  const { textLength } = expressionLimits;
  if (length <= textLength) return;
  stop(evaluation.at, 'expression-fuel-exhausted', `The text is longer than ${textLength} characters.`);
}

function exhausted(evaluation: Evaluation): never {
  stop(evaluation.at, 'expression-fuel-exhausted', 'The expression used up its budget of steps.');
}
