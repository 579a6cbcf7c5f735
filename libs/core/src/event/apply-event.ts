/** The one fold: event → state. Journal, REST, stream, CLI and Studio all use it, so nobody sees another status than anyone else.
 *  Total and without clocks: it never throws, and an event that was already applied changes nothing. */
import { addUsage, type Usage } from '../execution/usage.js';
import type { OpenSignal } from '../execution/open-signal.js';
import type { ExecutionSnapshot, NodeRunSnapshot } from '../execution/snapshot.js';
import type { JsonObject } from '../json/json-value.js';
import type { NodeRunStatus } from '../execution/status.js';
import type { EventData, ExecutionEvent } from './execution-event.js';
import { advanceHead, emptyHead, usageOf, type OpenHead } from './fold-head.js';

export { firstFence, foldHead } from './fold-head.js';

/** The state of the fold. Own one per reader; `applyEvent` changes it in place. */
export interface ExecutionState {
  readonly head: OpenHead;
  inputs: JsonObject;
  outputs: JsonObject | null;
  readonly nodes: Map<string, NodeRunSnapshot>;
  /** Paths that node runs have been heard of inside. */
  readonly containers: Set<string>;
  /** Open signals by the path of the node run that waits. */
  readonly signals: Map<string, OpenSignal>;
}

/** The state before the first event. */
export function emptyState(executionId: string): ExecutionState {
  return {
    head: emptyHead(executionId),
    inputs: {},
    outputs: null,
    nodes: new Map(),
    containers: new Set(),
    signals: new Map(),
  };
}

/** The state that a snapshot shows, to go on folding from there. What snapshots leave out (name, tags, who runs it) is empty. */
export function stateOf(snapshot: ExecutionSnapshot): ExecutionState {
  const { nodes, inputs, outputs, open_signals: signals, ...head } = snapshot;
  return {
    head: { ...emptyHead(snapshot.execution_id), ...head },
    inputs,
    outputs,
    nodes: new Map(nodes.map((node) => [node.path, node])),
    containers: new Set(nodes.map((node) => containerOf(node.path))),
    signals: new Map(signals.map((signal) => [signal.path, signal])),
  };
}

/** The snapshot of a state; later changes of the state do not reach it. */
export function snapshotOf(state: ExecutionState): ExecutionSnapshot {
  const { name: _name, tags: _tags, budget_usd: _budget, worker: _worker, fence: _fence, ...rest } = state.head;
  const { crashes: _crashes, key_id: _key, ...head } = rest;
  return {
    ...head,
    inputs: state.inputs,
    outputs: state.outputs,
    nodes: [...state.nodes.values()],
    open_signals: [...state.signals.values()],
  };
}

/** Folds one event in. Events must come in sequence; one at or below `head.sequence` is ignored. */
export function applyEvent(state: ExecutionState, event: ExecutionEvent): void {
  if (event.sequence <= state.head.sequence) return;
  advanceHead(state.head, event);
  if (event.type === 'execution.queued') state.inputs = event.data.inputs;
  if (event.type === 'execution.completed') state.outputs = event.data.outputs;
  if (event.path !== undefined) applyToNode(state, event, event.path);
  else applyToPauses(state, event);
}

function applyToNode(state: ExecutionState, event: ExecutionEvent, path: string): void {
  const { nodes } = state;
  const known = nodes.get(path);
  // Its container was tried again meanwhile: it costs what it costs, but is no node run of this attempt.
  if (event.type === 'attempt.late' && !known) return;
  const before = known ?? newNodeRun(path, event.node_id ?? path);
  if (!known) state.containers.add(containerOf(path));
  if (event.type !== 'attempt.late' && event.type !== 'log') state.signals.delete(path);
  switch (event.type) {
    case 'node.started':
      nodes.set(path, started(before, event.at, event.attempt ?? 1));
      return;
    case 'node.waiting':
      nodes.set(path, waiting(state, before, event.data.signal));
      return;
    case 'node.postponed':
      nodes.set(path, { ...before, status: 'waiting' });
      return;
    case 'node.retrying':
      forgetChildren(state, path);
      nodes.set(path, { ...charged(before, event.data.usage), failure: event.data.failure });
      return;
    case 'attempt.late':
    case 'model.answered':
    case 'tool.returned':
      nodes.set(path, charged(before, event.data.usage));
      return;
    case 'node.handling':
      nodes.set(path, { ...charged(before, event.data.usage), failure: event.data.failure });
      return;
    case 'node.completed':
      nodes.set(path, { ...ended(before, 'completed', event), ...outputOf(event.data) });
      return;
    case 'node.reused':
      nodes.set(path, { ...reused(before, event.at), ...outputOf(event.data), reused_from: event.data.execution_id });
      return;
    case 'node.failed':
      nodes.set(path, { ...ended(before, 'failed', event), failure: event.data.failure });
      return;
    case 'node.skipped':
      nodes.set(path, ended(before, 'skipped', event));
      return;
    case 'node.cancelled':
      nodes.set(path, ended(before, 'cancelled', event));
      return;
    default:
      return;
  }
}

function started(before: NodeRunSnapshot, at: string, attempt: number): NodeRunSnapshot {
  return { ...before, status: 'running', attempts: attempt, started_at: before.started_at ?? at };
}

/** Pauses are signals of the execution as a whole, so their events name no node run. */
function applyToPauses({ signals }: ExecutionState, event: ExecutionEvent): void {
  const isPause = event.type === 'monitor.fired' || event.type === 'budget.exhausted';
  if (isPause && event.data.signal) signals.set(event.data.signal.path, event.data.signal);
  if (event.type === 'signal.answered') {
    for (const [path, { signal_id }] of signals) if (signal_id === event.data.signal_id) signals.delete(path);
  }
  if (event.type === 'execution.ending' || isEnd(event)) signals.clear();
}

function isEnd({ type }: ExecutionEvent): boolean {
  return type === 'execution.completed' || type === 'execution.failed' || type === 'execution.cancelled';
}

/** The child of a `workflow` node run is told there; all else that may be answered is an open signal. */
function waiting({ signals }: ExecutionState, before: NodeRunSnapshot, signal: OpenSignal): NodeRunSnapshot {
  const { child_execution_id } = signal;
  if (child_execution_id !== undefined) return { ...before, status: 'waiting', child_execution_id };
  signals.set(signal.path, signal);
  return { ...before, status: 'waiting' };
}

/** It never began, and its end is when it was taken over. */
function reused(before: NodeRunSnapshot, at: string): NodeRunSnapshot {
  return { ...before, status: 'completed', ended_at: at };
}

/** Status, end and usage of a settled node run. A failure of an earlier attempt goes away with the end. */
function ended(before: NodeRunSnapshot, status: NodeRunStatus, event: ExecutionEvent): NodeRunSnapshot {
  const { failure: _earlier, ...rest } = charged(before, usageOf(event));
  return { ...rest, status, ended_at: event.at };
}

/** In the form in which it was recorded. */
function outputOf(
  data: Pick<EventData['node.completed'], 'output' | 'output_ref' | 'cached'>,
): Pick<NodeRunSnapshot, 'output' | 'output_ref' | 'cached'> {
  const { output, output_ref, cached } = data;
  return { ...(output !== undefined && { output }), ...(output_ref && { output_ref }), ...(cached && { cached }) };
}

function charged(before: NodeRunSnapshot, usage: Usage | undefined): NodeRunSnapshot {
  if (!usage) return before;
  return { ...before, usage: before.usage ? addUsage(before.usage, usage) : usage };
}

/** A container that is tried again runs its whole block anew: the node runs of the failed attempt leave the snapshot. Most retries
 *  are those of a leaf, which has none: a search for them all over would make the fold quadratic. */
function forgetChildren({ nodes, containers, signals }: ExecutionState, path: string): void {
  if (!containers.delete(path)) return;
  const inBlock = `${path}.`;
  const inPass = `${path}[`;
  for (const other of nodes.keys()) {
    if (!other.startsWith(inBlock) && !other.startsWith(inPass)) continue;
    nodes.delete(other);
    containers.delete(other);
    signals.delete(other);
  }
}

/** `each[3].say` → `each`: the path of the container around a node run; empty for one that stands in none. */
function containerOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.'))).replace(/\[\d+\]$/, '');
}

function newNodeRun(path: string, nodeId: string): NodeRunSnapshot {
  return { path, node_id: nodeId, status: 'pending', attempts: 0, started_at: null, ended_at: null };
}
