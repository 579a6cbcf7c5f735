/** `parallel`: runs named branches side by side. `all` waits for every branch and fails with the first failure; `any` and `at_least`
 *  complete at the needed number and cancel the rest. Output `{branches, completed}`; a branch without a result is null. */
import type { Failure, JsonValue, ParallelNode } from '@ice/core';
import { evaluateField } from '../../schedule/evaluate-field.js';
import type { ContainerKind, FrameControl } from '../../schedule/frame/container-kind.js';
import type { NodeRun } from '../../schedule/node-run.js';

const prefix = 'branches.';

interface ParallelState {
  readonly names: readonly string[];
  readonly concurrency: number;
  /** Completed branches that are enough. */
  readonly needed: number;
  readonly outputs: Map<string, JsonValue>;
  readonly failures: Failure[];
  next: number;
  open: number;
}

/** The parallel kind. */
export const parallelKind: ContainerKind = {
  prepare(run) {
    const concurrency = evaluateField(run, 'concurrency');
    if (!concurrency.ok) return concurrency;
    const names = [...run.plan.blocks.keys()].filter((name) => name.startsWith(prefix));
    const width = concurrency.value ?? names.length;
    if (typeof width !== 'number' || !Number.isInteger(width) || width < 1) {
      const message = `concurrency gave ${JSON.stringify(width)}; it must be an integer from 1 on.`;
      return { ok: false, failure: { code: 'expression-failed', message, retryable: false } };
    }
    const needed = neededOf(run, names.length);
    const state: ParallelState = {
      names,
      concurrency: width,
      needed,
      outputs: new Map(),
      failures: [],
      next: 0,
      open: 0,
    };
    return { ok: true, state };
  },

  begin(run, state, frames) {
    run.container = state;
    advance(run, state as ParallelState, frames);
  },

  frameEnded(run, frame, result, frames) {
    const state = run.container as ParallelState;
    state.open -= 1;
    if (result.ok) state.outputs.set(frame.origin.key as string, result.output);
    else state.failures.push(result.failure);
    advance(run, state, frames);
  },
};

function advance(run: NodeRun, state: ParallelState, frames: FrameControl): void {
  if (state.outputs.size >= state.needed) return frames.complete(run, resultOf(state));
  const stillPossible = state.names.length - state.failures.length >= state.needed;
  while (stillPossible && state.open < state.concurrency && state.next < state.names.length) open(run, state, frames);
  if (state.open > 0) return;
  frames.fail(run, endingFailure(state));
}

function open(run: NodeRun, state: ParallelState, frames: FrameControl): void {
  const block = state.names[state.next] as string;
  state.next += 1;
  state.open += 1;
  frames.open(run, block, { key: block.slice(prefix.length) });
}

function resultOf(state: ParallelState): JsonValue {
  const names = state.names.map((name) => name.slice(prefix.length));
  const branches = Object.fromEntries(names.map((name) => [name, state.outputs.get(name) ?? null]));
  return { branches, completed: [...state.outputs.keys()] };
}

function endingFailure(state: ParallelState): Failure {
  const [first] = state.failures;
  if (first && state.needed === state.names.length) return first;
  const message = `Only ${state.outputs.size} of ${state.names.length} branches completed; ${state.needed} are needed.`;
  return { code: 'branch-failed', message, retryable: false, ...(first && { cause: first }) };
}

function neededOf(run: NodeRun, branches: number): number {
  const join = (run.plan.node.node as ParallelNode).join ?? 'all';
  if (join === 'all') return branches;
  return join === 'any' ? 1 : Math.min(join.at_least, branches);
}
