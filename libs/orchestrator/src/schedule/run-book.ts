/** The state of all node runs of one execution. State changes only by applying an event, live and in replay alike; recording an
 *  event applies it and hands it to the turn. */
import { IceError, type EventDraft, type Failure, type JsonValue } from '@ice/core';
import { Fifo } from './fifo.js';
import type { Frame } from './frame/frame.js';
import { decideJoin } from './frame/join.js';
import type { NodeRun, Outlook } from './node-run.js';
import type { TurnCollector } from './turn.js';

/** A draft that speaks of a node run. */
export type NodeDraft = Extract<EventDraft, { type: `node.${string}` }>;

/** A draft before its place (path, node id, attempt) is filled in. */
type Unplaced<D> = D extends unknown ? Omit<D, 'path' | 'node_id' | 'attempt'> : never;

/** Keeps the runs of one execution. */
export class RunBook {
  /** Runs whose join said `run`, in the order in which that happened. */
  readonly ready = new Fifo<NodeRun>();
  /** Runs whose attempt holds a slot. */
  readonly running = new Set<NodeRun>();
  /** Runs that wait for the world, oldest first. */
  readonly waiting = new Set<NodeRun>();
  /** Runs whose attempt was put back, until the next one begins. */
  readonly postponed = new Set<NodeRun>();
  /** Runs between two attempts. */
  readonly retrying = new Set<NodeRun>();
  /** Runs that have failed, continued ones too. */
  failures = 0;
  /** Milliseconds since 1970, set by the scheduler before each of its moves. */
  now = 0;

  constructor(
    private readonly turn: TurnCollector,
    private readonly frameSettled: (frame: Frame) => void,
  ) {}

  /** Puts the first runs of a frame on the ready list. */
  enter(frame: Frame): void {
    for (const index of frame.plan.starts) this.ready.push(frame.runs[index] as NodeRun);
  }

  /** Records what happened to a run, and applies it. */
  record(run: NodeRun, draft: Unplaced<NodeDraft>, attempt = run.attempts): void {
    const { type, data } = draft;
    const place = { type, data, path: run.path, node_id: run.plan.node.id };
    const placed = (attempt > 0 ? { ...place, attempt } : place) as NodeDraft;
    this.turn.record(placed);
    this.apply(run, placed);
  }

  /** Changes the state as an event says. */
  apply(run: NodeRun, event: NodeDraft): void {
    run.attempts = event.attempt ?? run.attempts;
    switch (event.type) {
      case 'node.started':
        return this.applyStarted(run);
      case 'node.waiting':
        run.status = 'waiting';
        run.signal = event.data.signal;
        this.waiting.add(run);
        return;
      case 'node.postponed':
        return this.postpone(run);
      case 'node.retrying':
      case 'node.handling':
        run.failure = event.data.failure;
        this.rest(run);
        if (event.type === 'node.retrying') this.retrying.add(run);
        // After a failure that may pass, the next attempt goes on; after any other it begins anew.
        if (event.type === 'node.handling' || !event.data.failure.retryable) run.progress = [];
        run.status = 'running';
        return;
      case 'node.reused':
        run.output = event.data.output ?? null;
        return this.settle(run, 'completed', 'completed');
      case 'node.completed':
        run.output = outputOf(event);
        run.failure = null;
        return this.settle(run, 'completed', 'completed');
      case 'node.failed':
        this.failures += 1;
        run.failure = event.data.failure;
        return this.settle(run, 'failed', event.data.continued ? 'completed' : 'failed');
      case 'node.skipped':
        run.blockedBy = event.data.reason === 'predecessor-failed' ? (event.data.because ?? null) : null;
        return this.settle(run, 'skipped', event.data.reason === 'predecessor-failed' ? 'failed' : 'skipped');
      case 'node.cancelled':
        return this.settle(run, 'cancelled', 'skipped');
    }
  }

  /** Milliseconds since the current attempt began; 0 for a run that never did, and when the clock was set back meanwhile. */
  elapsed(run: NodeRun): number {
    return run.startedAt === 0 ? 0 : Math.max(0, this.now - run.startedAt);
  }

  private applyStarted(run: NodeRun): void {
    run.status = 'running';
    run.startedAt = this.now;
    this.retrying.delete(run);
    this.postponed.delete(run);
  }

  /** It waits for nothing of its own: the whole execution is held. */
  private postpone(run: NodeRun): void {
    this.rest(run);
    run.status = 'waiting';
    this.postponed.add(run);
  }

  /** The run keeps its place but holds no slot and no deadline for now. */
  private rest(run: NodeRun): void {
    this.running.delete(run);
    this.waiting.delete(run);
    this.retrying.delete(run);
    this.postponed.delete(run);
    run.signal = null;
    run.deadlineAt = null;
  }

  private settle(run: NodeRun, status: NodeRun['status'], outlook: Outlook): void {
    this.rest(run);
    run.status = status;
    run.outlook = outlook;
    run.container = null;
    run.progress = [];
    const { frame } = run;
    if (outlook === 'failed') noteFailure(frame, run);
    for (const successor of run.plan.successors)
      this.tell(frame.runs[successor.index] as NodeRun, run, successor.required);
    frame.unsettled -= 1;
    if (frame.unsettled === 0 && !frame.closed) this.frameSettled(frame);
  }

  /** Tells a successor how its predecessor ended; it becomes ready at the moment its join is decided. */
  private tell(successor: NodeRun, predecessor: NodeRun, required: boolean): void {
    successor.unsettled -= 1;
    if (required) count(successor, predecessor);
    const observed = successor.unsettled - successor.pendingRequired;
    if (successor.status !== 'pending' || observed > 0 || successor.joinDecided) return;
    if (joinOf(successor) === 'wait') return;
    successor.joinDecided = true;
    this.ready.push(successor);
  }
}

/** Reads the join table for a run. */
export function joinOf(run: NodeRun): 'wait' | 'run' | 'skip' {
  const { completed, skipped, failed, pendingRequired: pending } = run;
  return decideJoin(run.plan.node.join, { completed, skipped, failed, pending });
}

/** Events say it by reference in the journal only; whoever replays one puts it back first. */
function outputOf({ path, data }: Extract<NodeDraft, { type: 'node.completed' }>): JsonValue {
  if (data.output === undefined) throw new IceError('engine-fault', `The output of ${path ?? ''} is not in its event.`);
  return data.output;
}

function count(successor: NodeRun, predecessor: NodeRun): void {
  successor.pendingRequired -= 1;
  if (predecessor.outlook === 'completed') successor.completed += 1;
  else if (predecessor.outlook === 'failed') successor.failed += 1;
  else successor.skipped += 1;
  if (predecessor.outlook === 'failed') successor.blockedBy ??= predecessor.blockedBy ?? predecessor.path;
}

/** A frame fails with its first failure; runs that were skipped because of it add nothing. */
function noteFailure(frame: Frame, run: NodeRun): void {
  if (run.status !== 'failed' || !run.failure) return;
  frame.failure ??= withPath(run.failure, run.path);
}

/** A failure that says where it began. */
export function withPath(failure: Failure, path: string): Failure {
  return failure.path === undefined ? { ...failure, path } : failure;
}
