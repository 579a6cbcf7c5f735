/** The node runs of two executions, one beside the other. A pair knows no reason: it tells what is and whether that differs. */
import type { NodeRunSnapshot } from '../execution/snapshot.js';
import type { JsonValue } from '../json/json-value.js';
import { diffValues } from '../diff/diff-values.js';
import { isEqualJson } from '../schema/json-equality.js';
import type { ComparedExecution, RunFacts } from './compared-execution.js';

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
  const runs = [left, right].map(runsOf) as [Runs, Runs];
  const paths = new Set([...runs[0].keys(), ...runs[1].keys()]);
  return [...paths]
    .map((path) => pairOf(path, runs[0].get(path) ?? null, runs[1].get(path) ?? null))
    .map((pair) => ({ pair, place: placeOf(pair) }))
    .sort((one, other) => one.place - other.place)
    .map(({ pair }) => pair);
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

type Runs = ReadonlyMap<string, PairedRun>;

function runsOf({ snapshot, facts }: ComparedExecution): Runs {
  return new Map(snapshot.nodes.map((run) => [run.path, { run, facts: facts.get(run.path) ?? { sequence: 0 } }]));
}

function pairOf(path: string, left: PairedRun | null, right: PairedRun | null): RunPair {
  const nodeId = (left ?? right)?.run.node_id ?? path;
  return { path, nodeId, left, right, differs: left === null || right === null || !isSame(left.run, right.run) };
}

/** Causes settle before what they cause, in each of the two: so does the pair, by the earlier of its ends. */
function placeOf({ left, right }: RunPair): number {
  const places = [left, right].map((one) => (one && hasSettled(one) ? one.facts.sequence : Infinity));
  return Math.min(...places, Number.MAX_SAFE_INTEGER);
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
