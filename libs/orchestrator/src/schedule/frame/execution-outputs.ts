/** The outputs of a completed execution: the declared ones, or those of the root's sinks by id. */
import { isJsonObject, type Failure, type JsonObject, type JsonValue, type TemplateValue } from '@ice/core';
import type { Plan } from '../../plan/plan.js';
import { evaluateTemplate } from '../evaluate-field.js';
import { outputsById } from './frame-result.js';
import type { Frame } from './frame.js';

/** Outputs, or the failure of the output that could not be had. */
export type ExecutionOutputs =
  | { readonly status: 'completed'; readonly outputs: JsonObject }
  | { readonly status: 'failed'; readonly failure: Failure };

/** Evaluates the outputs once everything has settled. */
export function executionOutputs(plan: Plan, root: Frame): ExecutionOutputs {
  const { outputs } = plan.compiled;
  if (!outputs) return { status: 'completed', outputs: outputsById(root) };
  const values: Record<string, JsonValue> = {};
  for (const [name, template] of Object.entries(outputs)) {
    const evaluated = evaluateOutput(name, template, root);
    if ('failure' in evaluated) return { status: 'failed', failure: evaluated.failure };
    values[name] = evaluated.value;
  }
  const result: JsonValue = values;
  return { status: 'completed', outputs: isJsonObject(result) ? result : {} };
}

function evaluateOutput(
  name: string,
  template: TemplateValue,
  root: Frame,
): { value: JsonValue } | { failure: Failure } {
  const evaluated = evaluateTemplate(template, root.scope.at(null), `outputs.${name}`);
  return evaluated.ok ? { value: evaluated.value } : { failure: { ...evaluated.failure, code: 'output-failed' } };
}
