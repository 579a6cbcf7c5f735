/** How long one attempt of a node run (or a container) may take. */
import { longestCodeSeconds, longestSeconds, type Failure } from '@ice/core';
import { evaluateField } from './evaluate-field.js';
import type { NodeRun } from './node-run.js';

/** The literal limit of the run's node, or what its expression gives; null = none. */
export function timeoutOf(run: NodeRun): { readonly ms: number | null; readonly failure?: Failure } {
  if (!run.plan.node.fields['timeout_s']) return { ms: run.plan.node.timeoutMs };
  const evaluated = evaluateField(run, 'timeout_s');
  if (!evaluated.ok) return { ms: null, failure: evaluated.failure };
  const seconds = evaluated.value;
  const longest = run.plan.node.kind === 'code' ? longestCodeSeconds : longestSeconds;
  if (typeof seconds === 'number' && seconds > 0 && seconds <= longest) return { ms: Math.ceil(seconds * 1_000) };
  const given = JSON.stringify(seconds).slice(0, 80);
  const message = `timeout_s gave ${given}; it must be a number of seconds above 0 and up to ${longest}.`;
  return { ms: null, failure: { code: 'expression-failed', message, retryable: false } };
}
