/** Template + scope → value. A lone expression keeps its type; in a text values are inserted once and never read as templates. */
import type { JsonValue } from '../json/json-value.js';
import { evaluate, evaluatePart, type EvaluationResult } from './evaluate.js';
import { failureOf, stop } from './evaluation-failure.js';
import { checkTextLength, openEvaluation, spendReading, type Evaluation } from './evaluation.js';
import type { Expression } from './expression.js';
import type { Scope } from './scope.js';
import type { Template } from './template.js';
import { textOf } from './text-of.js';

const nowhere = { start: 0, end: 0 };

/**
 * Renders one template.
 *
 * @param fuel steps that all its expressions may use together. Default `expressionLimits.fuel`.
 */
export function renderTemplate(template: Template, scope: Scope, fuel?: number): EvaluationResult {
  if (template.kind === 'literal') return { ok: true, value: template.value };
  if (template.kind === 'expression') return evaluate(template.expression, scope, fuel);
  try {
    return { ok: true, value: renderText(template.parts, openEvaluation(scope, nowhere, fuel)) };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}

/** The text of a template's parts. Throws `EvaluationStop`. */
export function renderText(parts: readonly (string | Expression)[], evaluation: Evaluation): JsonValue {
  let text = '';
  for (const part of parts) {
    const piece = typeof part === 'string' ? part : insertedText(part, evaluation);
    spendReading(evaluation, piece.length);
    checkTextLength(evaluation, text.length + piece.length);
    text += piece;
  }
  return text;
}

function insertedText(expression: Expression, evaluation: Evaluation): string {
  const value = evaluatePart(expression, evaluation);
  if (value !== null) return textOf(evaluation, value);
  stop(expression.root, 'null-in-text', 'Null cannot stand in a text; use default(path, value).');
}
