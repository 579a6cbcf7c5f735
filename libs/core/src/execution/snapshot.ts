/** What anyone sees of an execution: the fold of its events. Wire form, snake_case. */
import type { Failure } from '../error/failure.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import type { ExecutionStatus, NodeRunStatus } from './status.js';
import type { Usage } from './usage.js';

/** The head of an execution: the small facts that lists show. Stored beside the journal, so it holds neither inputs nor outputs. */
export interface ExecutionHead {
  readonly execution_id: string;
  readonly status: ExecutionStatus;
  readonly name: string;
  readonly blueprint_id: string | null;
  readonly revision: string;
  readonly tags: readonly string[];
  readonly failure?: Failure;
  readonly usage: Usage;
  readonly cost_usd: string;
  readonly budget_usd?: number;
  /** The worker that runs it, or ran it last; absent for one that nobody has taken yet. */
  readonly worker?: string;
  /** The fence of that worker; see `Store.append`. */
  readonly fence: number;
  /** See `execution.resumed`. */
  readonly crashes: number;
  /** Sequence of the last event folded in. */
  readonly sequence: number;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly ended_at: string | null;
}

/** One node run as the snapshot shows it. What it worked on and why it was skipped stand in its events. */
export interface NodeRunSnapshot {
  readonly path: string;
  readonly node_id: string;
  readonly status: NodeRunStatus;
  /** Attempts begun so far; 0 for a node run that never began. */
  readonly attempts: number;
  readonly output?: JsonValue;
  readonly failure?: Failure;
  readonly usage?: Usage;
  readonly started_at: string | null;
  readonly ended_at: string | null;
}

/** An execution as `GET /executions/{id}` shows it (which adds `links`). */
export interface ExecutionSnapshot {
  readonly execution_id: string;
  readonly status: ExecutionStatus;
  readonly blueprint_id: string | null;
  readonly revision: string;
  readonly inputs: JsonObject;
  /** Null until the execution has completed. */
  readonly outputs: JsonObject | null;
  readonly failure?: Failure;
  /** In the order in which the node runs were first heard of. */
  readonly nodes: readonly NodeRunSnapshot[];
  readonly usage: Usage;
  readonly cost_usd: string;
  /** Sequence of the last event folded in. */
  readonly sequence: number;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  /** Questions that wait for an answer; none are asked in this version. */
  readonly open_signals: readonly never[];
}
