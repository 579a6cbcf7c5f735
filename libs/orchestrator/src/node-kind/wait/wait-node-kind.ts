/** `wait`: waits for a span (`for_s`), for a time (`until`) or for a signal, and gives the signal's value; after a time, null. */
import { longestSeconds, timeOf, type Failure, type JsonValue, type OpenSignal, type WaitNode } from '@ice/core';
import { evaluateField } from '../../schedule/evaluate-field.js';
import type { NodeRun } from '../../schedule/node-run.js';
import { signalId } from '../../schedule/wait/signal-id.js';
import type { PreparedWait, WaitKind, WaitPlace } from '../../schedule/wait/wait-kind.js';
import { answerTimeout, expiryOf } from '../../schedule/wait/wait-times.js';

/** The wait kind. */
export const waitNodeKind: WaitKind = {
  prepare(run, place) {
    const { signal, for_s } = run.plan.node.node as WaitNode;
    if (signal !== undefined) return forSignal(run, signal, place);
    return for_s === undefined ? untilTime(run, place) : forSpan(run, place);
  },

  expire(run) {
    return run.signal?.kind === 'timer' ? { ok: true, output: null } : answerTimeout(run);
  },
};

function forSignal(run: NodeRun, name: string, { executionId, now }: WaitPlace): PreparedWait {
  const expiry = expiryOf(run, now);
  if (!expiry.ok) return expiry;
  const { answerSchema } = run.plan.node;
  const signal: OpenSignal = {
    signal_id: signalId(executionId, run),
    kind: 'signal',
    path: run.path,
    name,
    ...(answerSchema !== null && { answer_schema: answerSchema }),
    expires_at: expiry.expires_at,
  };
  return { ok: true, signal };
}

function forSpan(run: NodeRun, place: WaitPlace): PreparedWait {
  const span = evaluateField(run, 'for_s');
  if (!span.ok) return span;
  const { value } = span;
  if (typeof value === 'number' && value >= 0 && value <= longestSeconds)
    return timer(run, place, place.now + Math.ceil(value * 1_000));
  return refuse(`for_s gave ${shown(value)}; it must be a number of seconds from 0 to ${longestSeconds}.`);
}

function untilTime(run: NodeRun, place: WaitPlace): PreparedWait {
  const until = evaluateField(run, 'until');
  if (!until.ok) return until;
  const { value } = until;
  const at = typeof value === 'string' ? timeOf(value) : null;
  if (at !== null) return timer(run, place, at);
  return refuse(`until gave ${shown(value)}; it must be a time such as "2030-01-31T09:00:00Z".`);
}

/** One that is over already ends with the next look at the clock. Only null may end it earlier. */
function timer(run: NodeRun, { executionId }: WaitPlace, at: number): PreparedWait {
  const expires_at = new Date(at).toISOString();
  const signal_id = signalId(executionId, run);
  return {
    ok: true,
    signal: { signal_id, kind: 'timer', path: run.path, answer_schema: { type: 'null' }, expires_at },
  };
}

function shown(value: JsonValue): string {
  return JSON.stringify(value).slice(0, 80);
}

function refuse(message: string): PreparedWait {
  const failure: Failure = { code: 'wait-invalid', message, retryable: false };
  return { ok: false, failure };
}
