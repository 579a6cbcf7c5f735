/** The node runs of two executions, one beside the other. A pair knows no reason: it tells what is and whether that differs. */
import type { NodeRunSnapshot } from '../execution/snapshot.js';
import type { JsonValue } from '../json/json-value.js';
import { diffValues } from '../diff/diff-values.js';
import { isEqualJson } from '../schema/json-equality.js';
import type { ComparedExecution, RunFacts } from './compared-execution.js';
import { containerAt } from './run-path.js';

/** JSON pointers that are told of one difference. */
const maxPointers = 20;

/** A node run in one of the executions. */
export interface PairedRun {
  readonly run: NodeRunSnapshot;
  readonly facts: RunFacts;
}

/** A node run in both, or in one of them. */
export interface RunPair {
  readonly path: string;
  readonly nodeId: string;
  readonly left: PairedRun | null;
  readonly right: PairedRun | null;
  readonly differs: boolean;
}

/** All pairs, in the order in which they settled; what has not settled in either comes last. */
export function pairRuns(left: ComparedExecution, right: ComparedExecution): readonly RunPair[] {
  const drafts = new Map<string, Draft>();
  for (const run of left.snapshot.nodes) drafts.set(run.path, { left: pairedRun(run, left), right: null });
  for (const run of right.snapshot.nodes) {
    const draft = drafts.get(run.path);
    if (draft) draft.right = pairedRun(run, right);
    else drafts.set(run.path, { left: null, right: pairedRun(run, right) });
  }
  const pairs: (RunPair & { readonly place: number })[] = [];
  for (const [path, draft] of drafts) if (!isInReused(path, draft, drafts)) pairs.push(pairOf(path, draft));
  return pairs.sort((one, other) => one.place - other.place);
}

/** Up to 20 places at which two values differ. */
export function differingPointers(left: JsonValue | undefined, right: JsonValue | undefined): readonly string[] {
  const pointers: string[] = [];
  for (const { pointer } of diffValues(left, right)) {
    pointers.push(pointer);
    if (pointers.length === maxPointers) break;
  }
  return pointers;
}

/** True once nothing more comes of it. A cancelled one has settled too, but came to nothing by itself. */
export function hasSettled({ run }: PairedRun): boolean {
  return run.ended_at !== null;
}

/** A pair of which one side may still be missing. */
interface Draft {
  readonly left: PairedRun | null;
  right: PairedRun | null;
}

function pairedRun(run: NodeRunSnapshot, { facts }: ComparedExecution): PairedRun {
  return { run, facts: facts.get(run.path) ?? { sequence: 0 } };
}

/** What is in a container whose output was reused has not run, and is no difference. */
function isInReused(path: string, { left, right }: Draft, drafts: ReadonlyMap<string, Draft>): boolean {
  if (left !== null && right !== null) return false;
  const missing = left === null ? 'left' : 'right';
  for (let around = containerAt(path); around !== ''; around = containerAt(around)) {
    if (drafts.get(around)?.[missing]?.run.reused_from !== undefined) return true;
  }
  return false;
}

function pairOf(path: string, { left, right }: Draft) {
  const nodeId = (left ?? right)?.run.node_id ?? path;
  const differs = left === null || right === null || !isSame(left.run, right.run);
  return { path, nodeId, left, right, differs, place: Math.min(placeOf(left), placeOf(right)) };
}

/** Causes settle before what they cause, in each of the two: so does the pair, by the earlier of its ends. */
function placeOf(paired: PairedRun | null): number {
  return paired && hasSettled(paired) ? paired.facts.sequence : Number.MAX_SAFE_INTEGER;
}

function isSame(left: NodeRunSnapshot, right: NodeRunSnapshot): boolean {
  if (left.status !== right.status) return false;
  if (left.status === 'failed') return left.failure?.code === right.failure?.code;
  return isSameOutput(left, right);
}

/** By hash where a large one stands elsewhere; it stands there in both, if it is the same. */
export function isSameOutput(left: NodeRunSnapshot, right: NodeRunSnapshot): boolean {
  if (left.output_ref || right.output_ref) return left.output_ref?.hash === right.output_ref?.hash;
  if (left.output === undefined || right.output === undefined) return left.output === right.output;
  return isEqualJson(left.output, right.output);
}

/** Whether both worked on the same. `unknown`: one of them has not begun, or its input was not recorded. */
export function compareInputs({ left, right }: RunPair): 'same' | 'differs' | 'unknown' {
  const [one, other] = [left?.facts.start, right?.facts.start];
  if (!one || !other) return 'unknown';
  if (one.input_ref && other.input_ref) return one.input_ref.hash === other.input_ref.hash ? 'same' : 'differs';
  // One input is large and the other is not, or is larger still.
  if (one.input_ref || other.input_ref) return 'differs';
  if (one.input === undefined || other.input === undefined) return 'unknown';
  return isEqualJson(one.input, other.input) ? 'same' : 'differs';
}
