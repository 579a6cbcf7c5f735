/** Compares two executions, node run by node run, and says where they part and why. Pure, total and linear in what was recorded, and
 *  bounded in what it says. */
import type { Failure } from '../error/failure.js';
import type { NodeRunSnapshot } from '../execution/snapshot.js';
import { relateBlueprints, type BlueprintRelations } from './blueprint-relations.js';
import type { ComparedExecution } from './compared-execution.js';
import type {
  DifferenceCause,
  DifferenceReason,
  ExecutionComparison,
  ExecutionFigures,
  NodeRunComparison,
  NodeRunFigures,
  RevisionComparison,
} from './comparison.js';
import { DifferenceExplainer, otherInputs, type ExplainedSides } from './difference-explainer.js';
import { differingPointers, isSameOutput, pairRuns, type PairedRun, type RunPair } from './run-pair.js';

/** Node runs of each sort that one answer lists; the same for changed nodes. */
const maxListed = 1_000;
const maxPointers = 20;

/** What to list. */
export interface CompareOptions {
  /** True: node runs that do not differ are listed as well. Default: they are counted. */
  readonly includeEqual?: boolean;
}

/** The comparison of two executions, which may be one and the same, and may still run: then as far as they got. */
export function compareExecutions(
  left: ComparedExecution,
  right: ComparedExecution,
  options: CompareOptions = {},
): ExecutionComparison {
  const relations = relateBlueprints(left.document, documentOf(left, right));
  const inputs = differingPointers(left.snapshot.inputs, right.snapshot.inputs);
  const outputs = differingPointers(left.snapshot.outputs, right.snapshot.outputs);
  const pairs = pairRuns(left, right);
  const differing = pairs.filter(({ differs }) => differs);
  const sides = { left, right, relations, inputs };
  const explainer = new DifferenceExplainer(sides, differing);
  const cause = differing.length > 0 ? firstCause(differing, explainer) : wholeCause(sides, outputs);
  const listed = listOf(pairs, options.includeEqual === true);
  return {
    same: cause === null,
    cause,
    left: figuresOf(left),
    right: figuresOf(right),
    inputs,
    outputs,
    revision: revisionOf(left, right, relations),
    nodes: listed.pairs.map((pair) => comparisonOf(pair, pair.differs ? explainer.explain(pair) : null)),
    counts: { same: pairs.length - differing.length, different: differing.length },
    truncated: listed.truncated,
  };
}

/** One document for one revision, so that none is compared with itself. */
function documentOf(left: ComparedExecution, right: ComparedExecution) {
  return left.snapshot.revision === right.snapshot.revision ? left.document : right.document;
}

function listOf(pairs: readonly RunPair[], includeEqual: boolean) {
  const counts = { true: 0, false: 0 };
  const wanted = pairs.filter(({ differs }) => differs || includeEqual);
  const listed = wanted.filter(({ differs }) => (counts[`${differs}`] += 1) <= maxListed);
  return { pairs: listed, truncated: listed.length < wanted.length };
}

/** What settled first differs first. Should its reason lie in another node run all the same, that one is told. */
function firstCause(differing: readonly RunPair[], explainer: DifferenceExplainer): DifferenceCause {
  const first = differing[0] as RunPair;
  const reason = explainer.explain(first);
  if (reason.code !== 'predecessor-differs' && reason.code !== 'inner-differs') return { ...reason, path: first.path };
  const behind = differing.find(({ path }) => path === reason.because) ?? first;
  return { ...explainer.explain(behind), path: behind.path };
}

/** Of executions whose node runs are all the same; null where they came to the same too. */
function wholeCause({ left, right, relations, inputs }: ExplainedSides, outputs: readonly string[]) {
  const [one, other] = [left.snapshot, right.snapshot];
  if (one.status === other.status && one.failure?.code === other.failure?.code && outputs.length === 0) return null;
  const reason = otherEnd(left, right) ?? (relations.document.length > 0 ? otherDocument(relations) : null);
  return { ...(reason ?? (inputs.length > 0 ? otherInputs(inputs) : unexplained)), path: null };
}

const unexplained: DifferenceReason = { code: 'unknown', message: 'Nothing that was recorded says why.' };

function otherDocument({ document }: BlueprintRelations): DifferenceReason {
  return { code: 'definition-differs', message: `The two blueprints differ at ${document[0] ?? ''}.` };
}

/** Only one of them has failed, was cancelled, or is over. */
function otherEnd(left: ComparedExecution, right: ComparedExecution): DifferenceReason | null {
  const sides = { left: left.snapshot, right: right.snapshot };
  if (sides.left.status === sides.right.status) return null;
  const side = (['left', 'right'] as const).find((one) => sides[one].status !== 'completed') ?? 'left';
  const { status, failure } = sides[side];
  if (failure) return { code: 'failed', message: `The ${side} execution failed with ${failure.code}.` };
  return { code: 'not-reached', message: `The ${side} execution is ${status}.` };
}

function revisionOf(
  { snapshot: left }: ComparedExecution,
  { snapshot: right }: ComparedExecution,
  { changes, document }: BlueprintRelations,
): RevisionComparison {
  return {
    same: left.revision === right.revision,
    left: left.revision,
    right: right.revision,
    nodes: changes.slice(0, maxListed),
    document: document.slice(0, maxPointers),
  };
}

function figuresOf({ snapshot }: ComparedExecution): ExecutionFigures {
  const { execution_id, status, cost_usd } = snapshot;
  return { execution_id, status, duration_ms: durationOf(snapshot), cost_usd, ...failureOf(snapshot) };
}

function comparisonOf(pair: RunPair, reason: DifferenceReason | null): NodeRunComparison {
  const { path, nodeId, left, right } = pair;
  const output = compareOutputs(left?.run, right?.run);
  const pointers = output === 'differs' ? outputPointers(left?.run, right?.run) : [];
  return { path, node_id: nodeId, left: runFigures(left), right: runFigures(right), output, pointers, reason };
}

function runFigures(paired: PairedRun | null): NodeRunFigures | null {
  if (!paired) return null;
  const { status, attempts, usage } = paired.run;
  const cost_usd = usage?.cost_usd ?? '0';
  return { status, attempts, duration_ms: durationOf(paired.run), cost_usd, ...failureOf(paired.run) };
}

function compareOutputs(
  left: NodeRunSnapshot | undefined,
  right: NodeRunSnapshot | undefined,
): NodeRunComparison['output'] {
  const [one, other] = [left, right].map((run) => run?.status === 'completed');
  if (left && right && one && other) return isSameOutput(left, right) ? 'same' : 'differs';
  if (one) return 'left_only';
  return other ? 'right_only' : 'none';
}

function outputPointers(left: NodeRunSnapshot | undefined, right: NodeRunSnapshot | undefined): readonly string[] {
  if (left?.output_ref || right?.output_ref) return [];
  return differingPointers(left?.output, right?.output);
}

interface Timed {
  readonly started_at: string | null;
  readonly ended_at: string | null;
}

function durationOf({ started_at, ended_at }: Timed): number | null {
  return started_at === null || ended_at === null ? null : Date.parse(ended_at) - Date.parse(started_at);
}

function failureOf({ failure }: { readonly failure?: Failure }): { readonly failure?: string } {
  return failure ? { failure: failure.code } : {};
}
