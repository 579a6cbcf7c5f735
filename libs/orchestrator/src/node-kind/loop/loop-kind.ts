/** `loop`: runs its body once for every item, `concurrency` at a time (default 1), and gives `{items, failures}` in item order.
 *  More failures than tolerated end it: items that run may finish, no further one begins. */
import type { Failure, JsonValue, LoopNode } from '@ice/core';
import { evaluateField } from '../../schedule/evaluate-field.js';
import type { ContainerKind, FrameControl, Prepared } from '../../schedule/frame/container-kind.js';
import type { NodeRun } from '../../schedule/node-run.js';

interface LoopState {
  readonly items: readonly JsonValue[];
  readonly concurrency: number;
  readonly tolerated: number;
  readonly outputs: JsonValue[];
  readonly failures: { readonly index: number; readonly failure: Failure }[];
  /** The next item to begin. */
  next: number;
  open: number;
}

/** The loop kind. */
export const loopKind: ContainerKind = {
  prepare(run) {
    const items = evaluateField(run, 'items');
    if (!items.ok) return items;
    if (!Array.isArray(items.value))
      return refuse('items-not-a-list', `items gave ${kindOf(items.value)}, not a list.`);
    return prepareOver(run, items.value as readonly JsonValue[]);
  },

  begin(run, state, frames) {
    run.container = state;
    advance(run, state as LoopState, frames);
  },

  frameEnded(run, frame, result, frames) {
    const state = run.container as LoopState;
    const index = frame.origin.key as number;
    state.open -= 1;
    state.outputs[index] = result.ok ? result.output : null;
    if (!result.ok) state.failures.push({ index, failure: result.failure });
    advance(run, state, frames);
  },
};

function prepareOver(run: NodeRun, items: readonly JsonValue[]): Prepared {
  const limit = nodeOf(run).max_items ?? items.length;
  if (items.length > limit) {
    return refuse('loop-limit-exceeded', `The list has ${items.length} items; max_items allows ${limit}.`);
  }
  const concurrency = evaluateField(run, 'concurrency');
  if (!concurrency.ok) return concurrency;
  const width = concurrency.value ?? 1;
  if (typeof width !== 'number' || !Number.isInteger(width) || width < 1) {
    return refuse('expression-failed', `concurrency gave ${JSON.stringify(width)}; it must be an integer from 1 on.`);
  }
  const tolerated = toleratedOf(run, items.length);
  const state: LoopState = { items, concurrency: width, tolerated, outputs: [], failures: [], next: 0, open: 0 };
  return { ok: true, state, input: { item_count: items.length } };
}

/** Begins as many items as there is room for; ends the loop when nothing is left to begin or to wait for. */
function advance(run: NodeRun, state: LoopState, frames: FrameControl): void {
  const broken = state.failures.length > state.tolerated;
  while (!broken && state.open < state.concurrency && state.next < state.items.length) open(run, state, frames);
  if (state.open > 0) return;
  if (broken) frames.fail(run, endingFailure(state));
  else frames.complete(run, resultOf(state));
}

function open(run: NodeRun, state: LoopState, frames: FrameControl): void {
  const index = state.next;
  state.next += 1;
  state.open += 1;
  const variables = { [nodeOf(run).item_var]: state.items[index] ?? null, index };
  frames.open(run, 'body', { key: index, segment: `[${index}]`, variables });
}

function resultOf(state: LoopState): JsonValue {
  const failures = state.failures.toSorted((left, right) => left.index - right.index);
  return { items: state.outputs, failures: failures as unknown as JsonValue };
}

/** The failure of a single item keeps its code, so that retries and handlers can match it; several are `too-many-failures`. */
function endingFailure(state: LoopState): Failure {
  const [first] = state.failures;
  if (state.tolerated === 0 && first) return first.failure;
  const message = `${state.failures.length} of ${state.items.length} items failed; ${state.tolerated} are tolerated.`;
  return { code: 'too-many-failures', message, retryable: false, ...(first && { cause: first.failure }) };
}

/** A count, or a share of the items rounded down. */
function toleratedOf(run: NodeRun, items: number): number {
  const declared = nodeOf(run).tolerate_failures;
  if (typeof declared === 'string') return Math.floor((items * Number(declared.slice(0, -1))) / 100);
  return declared ?? 0;
}

function nodeOf(run: NodeRun): LoopNode {
  return run.plan.node.node as LoopNode;
}

function refuse(code: string, message: string): Prepared {
  return { ok: false, failure: { code, message, retryable: false } };
}

function kindOf(value: JsonValue): string {
  return value === null ? 'null' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
