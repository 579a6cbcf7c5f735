/** What a node kind that waits for the world has to say. Pure: it says what is waited for, and what comes when that does not. */
import type { Failure, JsonObject, JsonValue, OpenSignal, SealedText } from '@ice/core';
import type { NodeRun } from '../node-run.js';
import type { Outcome } from '../scheduler-options.js';

/** What a wait may know of its execution. */
export interface WaitPlace {
  readonly executionId: string;
  readonly revision: string;
  /** Parents above the execution. */
  readonly depth: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The execution that a `workflow` node run waits for. */
export interface ChildRequest {
  readonly revision: string;
  readonly inputs: JsonObject;
  /** Inputs that hold secrets; absent where none does. */
  readonly sealed?: readonly SealedText[];
}

/** What is waited for, before it is recorded. */
export type PreparedWait =
  | { readonly ok: true; readonly signal: OpenSignal; readonly input?: JsonValue; readonly child?: ChildRequest }
  | { readonly ok: false; readonly failure: Failure };

/** One kind that waits. Stateless. */
export interface WaitKind {
  /** What this attempt of the run waits for. */
  prepare(run: NodeRun, place: WaitPlace): PreparedWait;
  /** What comes when the time is over. */
  expire(run: NodeRun): Outcome;
}
