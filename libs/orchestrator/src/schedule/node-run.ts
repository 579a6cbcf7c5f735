/** One node in one execution, while its frame is open. Plain state: only the scheduler changes it. */
import type { Failure, JsonValue, NodeRunStatus, OpenSignal } from '@ice/core';
import type { NodePlan } from '../plan/plan.js';
import type { Frame } from './frame/frame.js';
import type { Progress } from './progress.js';

/** How a settled node run counts for those that wait for it. */
export type Outlook = 'completed' | 'skipped' | 'failed';

/** State of one node run. */
export class NodeRun {
  status: NodeRunStatus = 'pending';
  /** Attempts begun. */
  attempts = 0;
  /** Failed attempts by the retry policy that answered for them. */
  readonly retries: number[] = [];
  output: JsonValue = null;
  failure: Failure | null = null;
  /** How this run counts in the joins of its successors; null until it has settled. */
  outlook: Outlook | null = null;
  /** The failed node run that kept this one from running. */
  blockedBy: string | null = null;

  /** Predecessors still to settle, and how the required ones have ended. */
  unsettled: number;
  pendingRequired: number;
  /** True from the moment on at which the join let this run through or ruled it out. */
  joinDecided = false;
  completed = 0;
  skipped = 0;
  failed = 0;

  /** Milliseconds since 1970: when the current attempt began, and when it must have ended (null: no limit). */
  startedAt = 0;
  deadlineAt: number | null = null;

  /** What this run waits for; null when it does not. */
  signal: OpenSignal | null = null;

  /** What its attempts have recorded so far, for the next one to go on from. */
  progress: Progress[] = [];

  /** What a container keeps while its frames are open; each kind knows its own shape. */
  container: unknown = null;
  readonly frames = new Set<Frame>();
  /** True while a handle block runs for this run's failure. */
  handling = false;

  constructor(
    readonly frame: Frame,
    readonly plan: NodePlan,
    readonly path: string,
  ) {
    this.unsettled = plan.predecessors;
    this.pendingRequired = plan.required;
  }

  get isSettled(): boolean {
    return this.outlook !== null;
  }
}
