/** When a wait ends by itself, and with what. */
import type { Failure, JsonObject } from '@ice/core';
import { evaluateField } from '../evaluate-field.js';
import type { NodeRun } from '../node-run.js';
import type { Outcome } from '../scheduler-options.js';
import { timeoutOf } from '../timeout-of.js';

/** A time that is so many ms from now, as journals write it, or why there is none; null = never. */
export function expiryOf(
  run: NodeRun,
  now: number,
): { readonly ok: true; readonly expires_at: string | null } | { readonly ok: false; readonly failure: Failure } {
  const { ms, failure } = timeoutOf(run);
  if (failure) return { ok: false, failure };
  return { ok: true, expires_at: ms === null ? null : new Date(now + ms).toISOString() };
}

/** What stands in for an answer that did not come: the node's `on_timeout` value, or a failure. */
export function answerTimeout(run: NodeRun): Outcome {
  const { on_timeout } = run.plan.node.node as { readonly on_timeout?: 'fail' | JsonObject };
  if (typeof on_timeout !== 'object') return { ok: false, failure: noAnswer(run) };
  const evaluated = evaluateField(run, 'on_timeout');
  return evaluated.ok ? { ok: true, output: evaluated.value } : evaluated;
}

/** Asking again would be another question, so this is not retryable. */
function noAnswer({ startedAt, deadlineAt }: NodeRun): Failure {
  const limit_ms = (deadlineAt ?? startedAt) - startedAt;
  return {
    code: 'timeout',
    message: `No answer came within ${limit_ms} ms.`,
    retryable: false,
    evidence: { limit_ms },
  };
}
