/** What an execution asks of whoever supervises it: to run the children of its `workflow` node runs. */
import type { JsonObject, ParentLink } from '@ice/core';
import type { Outcome } from '../schedule/scheduler-options.js';

/** A child to run. */
export interface ChildStart {
  readonly executionId: string;
  readonly revision: string;
  readonly inputs: JsonObject;
  /** Of its parent's blueprint, for the references in its own. */
  readonly pins: Readonly<Record<string, string>>;
  readonly parent: ParentLink;
  /** What it may cost, in USD: what its parent has left. */
  readonly budgetUsd?: number;
}

/** Runs children. */
export interface ChildExecutions {
  /** Starts the child, unless it was started before, and resolves with what it came to; null when this process lets go of it. */
  run(start: ChildStart): Promise<Outcome | null>;
  /** Nobody waits for it any more. */
  cancel(executionId: string, reason: string): Promise<void>;
}
