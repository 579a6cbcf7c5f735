/** Template value + scope → JSON value. Parts without expressions are given back as they are, without a copy. */
import type { JsonValue } from '../json/json-value.js';
import { evaluatePart, type EvaluationResult } from './evaluate.js';
import { failureOf, type EvaluationFailure } from './evaluation-failure.js';
import { openEvaluation, spend, type Evaluation } from './evaluation.js';
import { renderText } from './render-template.js';
import type { Scope } from './scope.js';
import type { LocatedTemplate, TemplateValue } from './template.js';

/** A failure and the string in which it happened. */
export interface LocatedFailure extends EvaluationFailure {
  /** JSON pointer from the value; the span is in that string. */
  readonly pointer: string;
}

/**
 * Renders a value.
 *
 * @param fuel steps that all its expressions may use together. Default `expressionLimits.fuel`.
 */
export function renderTemplateValue(
  value: TemplateValue,
  scope: Scope,
  fuel?: number,
): EvaluationResult<LocatedFailure> {
  if (value.kind === 'literal') return { ok: true, value: value.value };
  const rendering = { evaluation: openEvaluation(scope, { start: 0, end: 0 }, fuel), pointer: '' };
  try {
    return { ok: true, value: renderValue(value, rendering) };
  } catch (error) {
    return { ok: false, failure: { ...failureOf(error), pointer: rendering.pointer } };
  }
}

interface Rendering {
  readonly evaluation: Evaluation;
  /** The string that is being rendered. */
  pointer: string;
}

function renderValue(value: TemplateValue, rendering: Rendering): JsonValue {
  switch (value.kind) {
    case 'literal':
      return value.value;
    case 'list':
      spend(rendering.evaluation, value.items.length);
      return value.items.map((item) => renderValue(item, rendering));
    case 'object':
      return renderObject(value.entries, rendering);
    default:
      return renderString(value, rendering);
  }
}

function renderObject(entries: readonly (readonly [string, TemplateValue])[], rendering: Rendering): JsonValue {
  spend(rendering.evaluation, entries.length);
  const object: Record<string, JsonValue> = {};
  for (const [key, value] of entries) object[key] = renderValue(value, rendering);
  return object;
}

function renderString(template: LocatedTemplate, rendering: Rendering): JsonValue {
  rendering.pointer = template.pointer;
  if (template.kind === 'expression') return evaluatePart(template.expression, rendering.evaluation);
  return renderText(template.parts, rendering.evaluation);
}
