/** What an attempt asks of the execution that it belongs to, beside its means. */
import type { EventDraft, JsonObject, SealedText } from '@ice/core';
import type { Outcome } from '../../schedule/scheduler-options.js';

/** A child execution that an attempt waits for. */
export interface ChildCall {
  /** Minted and recorded by the attempt, so that the child is started once however often it is asked for. */
  readonly executionId: string;
  readonly revision: string;
  readonly inputs: JsonObject;
  /** Inputs that hold secrets: where they show labels. */
  readonly sealed?: readonly SealedText[];
}

/** The execution as one attempt sees it. */
export interface AttemptHost {
  /** Parents above the execution. */
  readonly depth: number;
  /** Records something beside the outcome, and does not wait for it. */
  note(draft: EventDraft): void;
  /** Records, and resolves when it is durable; false when it was not recorded: nobody waits for the attempt any more. */
  record(drafts: readonly EventDraft[]): Promise<boolean>;
  /** Starts a child, or finds the one of this id, and resolves with what it came to; null when this process lets go of it. */
  runChild(call: ChildCall): Promise<Outcome | null>;
  /** The attempt waits for something that is none of its own: meanwhile it holds no slot, and its time stands still. */
  aside(until: Promise<unknown>): Promise<void>;
}
