/** The open frames of one execution: entering blocks, leaving them, cancelling what runs inside. */
import type { BlockPlan } from '../../plan/plan.js';
import type { NodeRun } from '../node-run.js';
import type { RunBook } from '../run-book.js';
import type { TurnCollector } from '../turn.js';
import type { OpenFrame } from './container-kind.js';
import type { ExecutionFacts } from './frame-scope.js';
import { Frame, type FrameOrigin } from './frame.js';

/** Keeps the frames of one execution. */
export class FrameTree {
  root: Frame | null = null;
  /** The frame of the `finally` block once it has been entered. */
  cleanup: Frame | null = null;

  constructor(
    private readonly book: RunBook,
    private readonly turn: TurnCollector,
    private readonly execution: ExecutionFacts,
  ) {}

  /** Enters the root block. */
  openRoot(block: BlockPlan): void {
    this.root = this.enter(block, { owner: null, outer: null, prefix: '', key: '', variables: {} });
  }

  /** Enters the `finally` block; it sees the root's nodes. */
  openCleanup(block: BlockPlan): void {
    this.cleanup = this.enter(block, { owner: null, outer: this.root, prefix: '', key: '', variables: {} });
  }

  /** Enters a block of a node. */
  open(run: NodeRun, name: string, { key, segment = '', variables = {} }: OpenFrame): void {
    const prefix = `${run.path}${segment}.`;
    const block = run.plan.blocks.get(name) as BlockPlan;
    run.frames.add(this.enter(block, { owner: run, outer: run.frame, prefix, key, variables }));
  }

  /** Names the nodes of a block that is not entered, so that a reader sees them skipped. */
  skip(run: NodeRun, name: string): void {
    for (const { node } of run.plan.blocks.get(name)?.nodes ?? []) {
      const place = { path: `${run.path}.${node.id}`, node_id: node.id };
      this.turn.record({ type: 'node.skipped', data: { reason: 'branch-not-taken' }, ...place });
    }
  }

  /** Cancels whatever is still open in a node. */
  closeFrames(run: NodeRun, reason: string): void {
    for (const frame of run.frames) this.close(frame, reason);
    run.frames.clear();
  }

  /** Cancels what runs inside a frame, innermost first; what had not begun there stays unheard of. */
  close(frame: Frame, reason: string): void {
    if (frame.closed) return;
    frame.closed = true;
    for (const run of frame.runs) {
      if (run.isSettled || run.status === 'pending') continue;
      if (this.book.running.has(run)) this.turn.abort(run);
      if (run.signal?.child_execution_id !== undefined) this.turn.cancelChild(run.signal.child_execution_id);
      this.closeFrames(run, reason);
      this.book.record(run, { type: 'node.cancelled', data: { reason } });
    }
  }

  /** The node run at a path, if its frame is open. */
  locate(path: string): NodeRun | undefined {
    const dot = path.lastIndexOf('.');
    const id = path.slice(dot + 1);
    if (dot < 0) return ownRun(this.root, id) ?? ownRun(this.cleanup, id);
    const owner = this.locate(path.slice(0, dot).replace(/\[\d+\]$/, ''));
    for (const frame of owner?.frames ?? []) {
      const run = frame.origin.prefix === path.slice(0, dot + 1) ? ownRun(frame, id) : undefined;
      if (run) return run;
    }
    return undefined;
  }

  private enter(block: BlockPlan, origin: FrameOrigin): Frame {
    const frame = new Frame(block, origin, this.execution);
    this.book.enter(frame);
    return frame;
  }
}

function ownRun(frame: Frame | null, id: string): NodeRun | undefined {
  const index = frame?.plan.block.indexById.get(id);
  return index === undefined ? undefined : frame?.runs[index];
}
