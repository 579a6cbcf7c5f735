/** Says why node runs differ, from what was recorded alone: nothing is run or computed again. Each answer looks at the node run, at
 *  those it depends on and at the containers around it, so that explaining them all stays linear. */
import { isFinalStatus } from '../execution/status.js';
import type { BlueprintRelations } from './blueprint-relations.js';
import type { ComparedExecution } from './compared-execution.js';
import type { DifferenceReason } from './comparison.js';
import { compareInputs, differingPointers, hasSettled, type PairedRun, type RunPair } from './run-pair.js';
import { besides, containerAt, frameOf, nodeOf, passBefore } from './run-path.js';

/** Two executions with what is known of their difference so far. */
export interface ExplainedSides {
  readonly left: ComparedExecution;
  readonly right: ComparedExecution;
  readonly relations: BlueprintRelations;
  /** Pointers at which the inputs of the executions differ. */
  readonly inputs: readonly string[];
}

type Side = 'left' | 'right';

const containerKinds: ReadonlySet<string> = new Set(['loop', 'recursive', 'parallel', 'group', 'condition', 'swarm']);
const outsideKinds: ReadonlySet<string> = new Set(['human', 'wait']);
const buildsOnPasses: ReadonlySet<string> = new Set(['recursive', 'swarm']);

/** Explains the differing pairs of two executions. */
export class DifferenceExplainer {
  readonly #differing: ReadonlySet<string>;
  /** By container and by pass: the node run in it that differed first. */
  readonly #firstInside = new Map<string, string>();
  /** By container: what is behind the differences in it, as far as it lies outside; null for nothing. */
  readonly #outside = new Map<string, DifferenceReason | null>();

  /** @param differing pairs in the order in which they settled. */
  constructor(
    private readonly sides: ExplainedSides,
    differing: readonly RunPair[],
  ) {
    this.#differing = new Set(differing.map(({ path }) => path));
    for (const { path } of differing) this.#noteInside(path);
  }

  /** Why a pair that differs does. */
  explain(pair: RunPair): DifferenceReason {
    if (this.sides.relations.changedIds.has(pair.nodeId)) return changedNode(pair.nodeId);
    const input = compareInputs(pair);
    if (input === 'same' && !isContainer(pair)) return this.#sameInput(pair);
    const behind = this.#inside(pair) ?? this.#behind(pair.path) ?? this.#unreached(pair) ?? this.#otherInputs();
    if (behind) return input === 'differs' ? { ...behind, ...inputPointers(pair, behind) } : behind;
    return onlyFailure(pair) ?? unexplained(pair);
  }

  #noteInside(path: string): void {
    for (let inner = path; frameOf(inner) !== ''; inner = containerAt(inner)) {
      for (const place of [frameOf(inner), containerAt(inner)]) {
        if (!this.#firstInside.has(place)) this.#firstInside.set(place, path);
      }
    }
  }

  /** Of one definition and one input. */
  #sameInput(pair: RunPair): DifferenceReason {
    return this.#unreached(pair) ?? children(pair) ?? answers(pair) ?? onlyFailure(pair) ?? undetermined(pair);
  }

  /** Of a container that has run in both. */
  #inside({ path, left, right }: RunPair): DifferenceReason | null {
    if (!left?.facts.start || !right?.facts.start) return null;
    const because = this.#firstInside.get(path);
    if (because === undefined) return null;
    return { code: 'inner-differs', message: `In it, ${because} was the first to differ.`, because };
  }

  /** What a node run depends on, beside it, in the pass before, or further out. */
  #behind(path: string): DifferenceReason | null {
    return this.#beside(path) ?? this.#passBefore(path) ?? this.#aroundOf(containerAt(path));
  }

  #beside(path: string): DifferenceReason | null {
    for (const id of this.sides.relations.predecessors.get(nodeOf(path)) ?? []) {
      const because = besides(path, id);
      if (this.#differing.has(because)) return predecessor(because);
    }
    return null;
  }

  /** A recursion hands its state from pass to pass, a swarm its answers; the passes of a loop know nothing of each other. */
  #passBefore(path: string): DifferenceReason | null {
    const before = passBefore(path);
    if (before === null || !buildsOnPasses.has(this.#kindAt(containerAt(path)) ?? '')) return null;
    const because = this.#firstInside.get(before);
    return because === undefined ? null : predecessor(because);
  }

  #aroundOf(container: string): DifferenceReason | null {
    if (container === '') return null;
    const known = this.#outside.get(container);
    if (known !== undefined) return known;
    const isChanged = this.sides.relations.changedIds.has(nodeOf(container));
    const found = isChanged ? { ...changedNode(nodeOf(container)), because: container } : this.#behind(container);
    this.#outside.set(container, found);
    return found;
  }

  #kindAt(path: string): string | undefined {
    const { left, right } = this.sides;
    return (left.facts.get(path) ?? right.facts.get(path))?.start?.kind;
  }

  /** One of them did not get to the end of this node run, and what ended it did not begin here. */
  #unreached(pair: RunPair): DifferenceReason | null {
    const side = (['left', 'right'] as const).find((one) => this.#isCutOff(one, pair[one]));
    if (side === undefined) return null;
    const { status } = this.sides[side].snapshot;
    const how = isFinalStatus(status) ? `was ${status === 'failed' ? 'ended by a failure' : status}` : `is ${status}`;
    return { code: 'not-reached', message: `The ${side} execution ${how} and has not got to the end of it.` };
  }

  #isCutOff(side: Side, run: PairedRun | null): boolean {
    if (this.sides[side].snapshot.status === 'completed') return run?.run.status === 'cancelled';
    return run === null || !hasSettled(run) || run.run.status === 'cancelled';
  }

  #otherInputs(): DifferenceReason | null {
    const { inputs } = this.sides;
    return inputs.length === 0 ? null : otherInputs(inputs);
  }
}

/** The inputs of the executions differ. */
export function otherInputs(pointers: readonly string[]): DifferenceReason {
  return { code: 'inputs-differ', message: `The inputs differ at ${pointers[0] || 'their root'}.`, pointers };
}

function changedNode(id: string): DifferenceReason {
  return { code: 'definition-differs', message: `The two blueprints differ at the node ${id}.` };
}

function predecessor(because: string): DifferenceReason {
  return { code: 'predecessor-differs', message: `It depends on ${because}, which differs.`, because };
}

function children({ left, right }: RunPair): DifferenceReason | null {
  const [one, other] = [left?.run.child_execution_id, right?.run.child_execution_id];
  if (one === undefined || other === undefined) return null;
  const message = `Its child executions ${one} and ${other} differ on the same inputs.`;
  return { code: 'child-differs', message, children: [one, other] };
}

function answers({ left, right }: RunPair): DifferenceReason | null {
  const kind = (left ?? right)?.facts.start?.kind ?? '';
  if (!outsideKinds.has(kind)) return null;
  return { code: 'answer-differs', message: 'What it waited for was answered differently.' };
}

/** The code with which it failed, where it failed in one of them only. */
function onlyFailure({ left, right }: RunPair): DifferenceReason | null {
  const failed = [left?.run, right?.run].filter((run) => run?.status === 'failed');
  if (failed.length !== 1) return null;
  const side = failed[0] === left?.run ? 'left' : 'right';
  return { code: 'failed', message: `On the ${side} it failed with ${failed[0]?.failure?.code ?? 'no code'}.` };
}

function undetermined({ nodeId }: RunPair): DifferenceReason {
  const message = `The node ${nodeId} is not deterministic: the same definition and input gave something else.`;
  return { code: 'not-deterministic', message };
}

function unexplained(pair: RunPair): DifferenceReason {
  const isOther = compareInputs(pair) === 'differs';
  const message = isOther
    ? 'What it worked on differs, and nothing that it depends on does: it read its own execution.'
    : 'What it worked on was not recorded, and nothing that it depends on differs.';
  return { code: 'unknown', message, ...(isOther && { pointers: pointersOfInput(pair) }) };
}

/** Those of the execution's own inputs say more. */
function inputPointers(pair: RunPair, { pointers }: DifferenceReason): Pick<DifferenceReason, 'pointers'> {
  return { pointers: pointers ?? pointersOfInput(pair) };
}

function pointersOfInput({ left, right }: RunPair): readonly string[] {
  const [one, other] = [left?.facts.start?.input, right?.facts.start?.input];
  return one === undefined || other === undefined ? [] : differingPointers(one, other);
}

function isContainer({ left, right }: RunPair): boolean {
  return containerKinds.has((left ?? right)?.facts.start?.kind ?? '');
}
