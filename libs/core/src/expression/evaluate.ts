/** Expression + scope → value or named failure. Pure, bounded by fuel; the only throws are those of a faulty scope. */
import type { JsonValue } from '../json/json-value.js';
import { failureOf, type EvaluationFailure } from './evaluation-failure.js';
import { openEvaluation, type Evaluation } from './evaluation.js';
import type { Expression } from './expression.js';
import type { Scope } from './scope.js';

/** A value, or why there is none. */
export type EvaluationResult<Failure extends EvaluationFailure = EvaluationFailure> =
  { readonly ok: true; readonly value: JsonValue } | { readonly ok: false; readonly failure: Failure };

/**
 * Evaluates an expression. The value may share parts with what the scope gave: treat both as read-only.
 *
 * @param fuel steps that may be used. Default `expressionLimits.fuel`.
 */
export function evaluate(expression: Expression, scope: Scope, fuel?: number): EvaluationResult {
  const evaluation = openEvaluation(scope, expression.root, fuel);
  try {
    return { ok: true, value: expression.evaluator(evaluation) };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}

/** The value of an expression that is a part of a larger evaluation. Throws `EvaluationStop`. */
export function evaluatePart(expression: Expression, evaluation: Evaluation): JsonValue {
  evaluation.at = expression.root;
  return expression.evaluator(evaluation);
}
