/** `recursive`: repeats its body until a condition holds. The body's output is the next `state`; `until` is tested on it after each
 *  pass. Output `{state, iterations, converged}`. */
import type { JsonValue, RecursiveNode } from '@ice/core';
import { checkAgainst } from '../../schedule/check-schema.js';
import { evaluateField } from '../../schedule/evaluate-field.js';
import { notBoolean } from '../../schedule/failure/not-boolean.js';
import type { ContainerKind, FrameControl } from '../../schedule/frame/container-kind.js';
import type { NodeRun } from '../../schedule/node-run.js';

/** The recursive kind. */
export const recursiveKind: ContainerKind = {
  prepare(run) {
    const state = evaluateField(run, 'state');
    if (!state.ok) return state;
    const misfit = checkAgainst(run.plan.node.stateSchema, state.value, 'output-invalid');
    return misfit ? { ok: false, failure: misfit } : { ok: true, state: state.value, input: state.value };
  },

  begin(run, state, frames) {
    pass(run, 0, state as JsonValue, frames);
  },

  frameEnded(run, frame, result, frames) {
    if (!result.ok) return frames.fail(run, result.failure);
    const misfit = checkAgainst(run.plan.node.stateSchema, result.output, 'output-invalid');
    if (misfit) return frames.fail(run, misfit);
    judge(run, frame.origin.key as number, result.output, frames);
  },
};

/** Tests `until` after a pass, and goes on or ends. */
function judge(run: NodeRun, iteration: number, state: JsonValue, frames: FrameControl): void {
  const until = evaluateField(run, 'until', { state, iteration });
  if (!until.ok) return frames.fail(run, until.failure);
  if (typeof until.value !== 'boolean') return frames.fail(run, notBoolean('until', until.value));
  const iterations = iteration + 1;
  const { max_iterations, on_limit } = run.plan.node.node as RecursiveNode;
  if (until.value) return frames.complete(run, { state, iterations, converged: true });
  if (iterations < max_iterations) return pass(run, iterations, state, frames);
  if (on_limit === 'continue') return frames.complete(run, { state, iterations, converged: false });
  const message = `until did not hold within ${iterations} iterations.`;
  frames.fail(run, { code: 'iteration-limit-exceeded', message, retryable: false });
}

function pass(run: NodeRun, iteration: number, state: JsonValue, frames: FrameControl): void {
  frames.open(run, 'body', { key: iteration, segment: `[${iteration}]`, variables: { state, iteration } });
}
