/** What an execution asks of whoever supervises it: to run the children of its `workflow` node runs. */
import type { JsonObject, ParentLink } from '@ice/core';
import type { Outcome } from '../schedule/scheduler-options.js';

/** A child to run. */
export interface ChildStart {
  readonly executionId: string;
  readonly revision: string;
  /** With labels in the place of secrets. */
  readonly inputs: JsonObject;
  /** The values of those that are secrets, by name, as they are when it is asked. Absent: none is. */
  readonly secretInputs?: () => Promise<Readonly<Record<string, string>>>;
  /** Of its parent's blueprint, for the references in its own. */
  readonly pins: Readonly<Record<string, string>>;
  readonly parent: ParentLink;
  /** The key that started whatever is at the top. */
  readonly keyId?: string;
}

/** Runs children. */
export interface ChildExecutions {
  /** Starts the child, unless it was started before, and resolves with what it came to; null when this process lets go of it. */
  run(start: ChildStart): Promise<Outcome | null>;
  /** Nobody waits for it any more. */
  cancel(executionId: string, reason: string): Promise<void>;
  /** The budget of an execution above was raised here, by a key. */
  raise(executionId: string, budgetUsd: number, by?: string): Promise<void>;
}
