/** Brings a scheduler to where a journal stops. Events are applied as they were recorded; decisions that they imply (which frames are
 *  open, what is ready) follow from the state as they did the first time. Nothing is decided anew here. */
import type { ExecutionEvent } from '@ice/core';
import { openHandleBlock } from './failure/failure-path.js';
import { decideRetry } from './failure/retry-decision.js';
import type { FrameControl } from './frame/container-kind.js';
import type { FrameTree } from './frame/frame-tree.js';
import type { NodeRun } from './node-run.js';
import { isProgressEvent } from './progress.js';
import type { NodeDraft, RunBook } from './run-book.js';
import type { SchedulerKinds } from './scheduler-options.js';

/** What a replay works on. */
export interface ReplayParts {
  readonly book: RunBook;
  readonly tree: FrameTree;
  readonly kinds: SchedulerKinds;
  readonly control: FrameControl;
}

/** One replay. */
export class Replay {
  /** Runs whose attempt was under way when the journal stopped. */
  readonly interrupted = new Set<NodeRun>();
  /** Runs that waited for their next attempt. */
  readonly retrying = new Set<NodeRun>();
  /** Containers that were open. */
  readonly open = new Set<NodeRun>();

  constructor(private readonly parts: ReplayParts) {}

  /** Applies one event of a node run, and gives the run; events of runs that nobody waits for any more change nothing. */
  apply(event: ExecutionEvent): NodeRun | null {
    const run = event.path === undefined ? undefined : this.parts.tree.locate(event.path);
    if (run && !run.isSettled && isProgressEvent(event)) run.progress.push(event);
    if (!run || run.isSettled || !isNodeEvent(event)) return null;
    this.applyTo(run, event);
    return run;
  }

  private applyTo(run: NodeRun, event: NodeDraft): void {
    this.interrupted.delete(run);
    this.retrying.delete(run);
    if (event.type === 'node.started') return this.started(run, event);
    if (event.type === 'node.retrying') return this.retried(run, event);
    if (event.type === 'node.postponed') return this.parts.book.apply(run, event);
    // Only what runs in a frame that is left is cancelled: the frame has come to nothing by that.
    if (event.type === 'node.cancelled') run.frame.closed = true;
    leaveFrames(run);
    this.open.delete(run);
    this.parts.book.apply(run, event);
    if (event.type === 'node.handling') openHandleBlock(this.parts.tree, run, event.data.failure);
  }

  private started(run: NodeRun, event: NodeDraft): void {
    this.parts.book.apply(run, event);
    const kind = this.parts.kinds.containers[run.plan.node.kind];
    if (!kind) return void this.interrupted.add(run);
    this.open.add(run);
    const prepared = kind.prepare(run);
    if (prepared.ok) kind.begin(run, prepared.state, this.parts.control);
  }

  private retried(run: NodeRun, event: Extract<NodeDraft, { type: 'node.retrying' }>): void {
    leaveFrames(run);
    const retry = decideRetry(run, event.data.failure);
    if (retry) run.retries.push(retry.policy);
    this.parts.book.apply(run, event);
    this.open.delete(run);
    this.retrying.add(run);
  }
}

/** What was cancelled inside is in the journal already. */
function leaveFrames(run: NodeRun): void {
  for (const frame of run.frames) frame.closed = true;
  run.frames.clear();
}

function isNodeEvent(event: ExecutionEvent): event is Extract<ExecutionEvent, { type: `node.${string}` }> {
  return event.type.startsWith('node.');
}
