/** Evaluates template fields in the scope of a run, and says a failure in the engine's words. What it gives is frozen: it may be an
 *  attempt's input and a loop's item at once, and no tool may change what others read. */
import {
  renderSealed,
  renderTemplateValue,
  sealTemplate,
  type Failure,
  type JsonObject,
  type JsonValue,
  type SealedTemplate,
  type SealedText,
  type TemplateValue,
} from '@ice/core';
import type { FrameScope } from './frame/frame-scope.js';
import type { NodeRun } from './node-run.js';

/** A value, or why there is none. Texts of it that hold secrets show labels, and come beside it: see `SealedText`. */
export type Evaluated =
  | { readonly ok: true; readonly value: JsonValue; readonly sealed?: readonly SealedText[] }
  | { readonly ok: false; readonly failure: Failure };

/** Evaluates one field of a run's node; an absent field is null. */
export function evaluateField(run: NodeRun, field: string, extra: JsonObject = {}): Evaluated {
  const template = run.plan.node.fields[field];
  if (template === undefined) return { ok: true, value: null };
  return evaluateTemplate(template, run.frame.scope.at(run, extra), field);
}

/** The same for a field that may hold secrets. No other may, so no other scope has any. */
export function evaluateWithSecrets(run: NodeRun, field: string): Evaluated {
  const template = run.plan.node.fields[field];
  const sealing = template && sealingOf(template);
  if (!sealing) return evaluateField(run, field);
  const result = renderSealed(sealing, run.frame.scope.at(run));
  if (!result.ok) return { ok: false, failure: expressionFailure(field, result.failure) };
  return { ok: true, value: frozen(result.rendering.value), sealed: result.rendering.sealed };
}

/** Taken apart once for all runs of a node. */
const sealings = new WeakMap<TemplateValue, SealedTemplate | null>();

function sealingOf(template: TemplateValue): SealedTemplate | null {
  const known = sealings.get(template);
  if (known !== undefined) return known;
  const made = sealTemplate(template);
  sealings.set(template, made);
  return made;
}

/** Evaluates those of the fields that the run's node has: an object by their names. */
export function evaluateFields(run: NodeRun, fields: readonly string[]): Evaluated {
  const values: Record<string, JsonValue> = {};
  for (const field of fields) {
    if (!run.plan.node.fields[field]) continue;
    const evaluated = evaluateField(run, field);
    if (!evaluated.ok) return evaluated;
    values[field] = evaluated.value;
  }
  return { ok: true, value: values };
}

/** Evaluates a template; `field` names it in the failure. */
export function evaluateTemplate(template: TemplateValue, scope: FrameScope, field: string): Evaluated {
  const result = renderTemplateValue(template, scope);
  if (result.ok) return { ok: true, value: frozen(result.value) };
  return { ok: false, failure: expressionFailure(field, result.failure) };
}

/** A failed expression as a failure of the engine: never retryable, since the same state gives the same failure. */
function expressionFailure(field: string, cause: { readonly code: string; readonly message: string }): Failure {
  return {
    code: 'expression-failed',
    message: `${field}: ${cause.message}`,
    retryable: false,
    evidence: { field, reason: cause.code },
  };
}

/** Freezes in place: what was just made is nobody else's yet, and what is frozen already is so to its leaves. */
function frozen(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value as Readonly<Record<string, JsonValue>>)) frozen(member);
  return Object.freeze(value);
}
