/** `workflow`: runs a blueprint as a child execution with a journal of its own, and gives its outputs. */
import type { CompiledNode, Failure, JsonObject, OpenSignal } from '@ice/core';
import { evaluateWithSecrets } from '../../schedule/evaluate-field.js';
import type { NodeRun } from '../../schedule/node-run.js';
import { signalId } from '../../schedule/wait/signal-id.js';
import type { WaitKind, WaitPlace } from '../../schedule/wait/wait-kind.js';
import { expiryOf } from '../../schedule/wait/wait-times.js';
import { childId } from './child-id.js';

/** The workflow kind. */
export const childExecutionKind: WaitKind = {
  prepare(run, place) {
    const tooDeep = depthFailure(run, place);
    if (tooDeep) return { ok: false, failure: tooDeep };
    const inputs = evaluateWithSecrets(run, 'inputs');
    if (!inputs.ok) return inputs;
    const expiry = expiryOf(run, place.now);
    if (!expiry.ok) return expiry;
    const given = (inputs.value ?? {}) as JsonObject;
    const signal = signalOf(run, place, expiry.expires_at);
    const { sealed } = inputs;
    const child = { revision: revisionOf(run, place), inputs: given, ...(sealed && { sealed }) };
    return { ok: true, signal, input: given, child };
  },

  /** Its child is cancelled with it, so another attempt may follow. */
  expire({ startedAt, deadlineAt }) {
    const limit_ms = (deadlineAt ?? startedAt) - startedAt;
    const message = `The child execution did not end within ${limit_ms} ms.`;
    return { ok: false, failure: { code: 'timeout', message, retryable: true, evidence: { limit_ms } } };
  },
};

function signalOf(run: NodeRun, { executionId, now }: WaitPlace, expires_at: string | null): OpenSignal {
  return {
    signal_id: signalId(executionId, run),
    kind: 'workflow',
    path: run.path,
    child_execution_id: childId(executionId, run.path, run.attempts, now),
    expires_at,
  };
}

/** The compiler gives every node of this kind one. */
function childOf({ plan }: NodeRun): NonNullable<CompiledNode['child']> {
  return plan.node.child as NonNullable<CompiledNode['child']>;
}

function revisionOf(run: NodeRun, { revision }: WaitPlace): string {
  const child = childOf(run).revision;
  return child === 'self' ? revision : child;
}

function depthFailure(run: NodeRun, { depth }: WaitPlace): Failure | null {
  const limit = childOf(run).maxDepth;
  if (depth < limit) return null;
  const message = `A child here would be ${depth + 1} deep; max_depth allows ${limit}.`;
  return { code: 'depth-limit-exceeded', message, retryable: false, evidence: { depth, limit } };
}
