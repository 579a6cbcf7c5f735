/** What anyone sees of an execution: the fold of its events. Wire form, snake_case. */
import type { Failure } from '../error/failure.js';
import type { CacheOrigin } from './cache-origin.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import type { OpenSignal } from './open-signal.js';
import type { ParentLink } from './parent-link.js';
import type { PayloadRef } from './payload-ref.js';
import type { RerunLink } from './rerun-link.js';
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
  /** What it may cost by now. */
  readonly budget_usd?: number;
  /** The key that started it, or the execution at the top above it. */
  readonly key_id?: string;
  /** The worker that runs it, or ran it last; absent for one that nobody has taken yet. */
  readonly worker?: string;
  /** The fence of that worker; see `Store.append`. */
  readonly fence: number;
  /** See `execution.resumed`. */
  readonly crashes: number;
  /** Present on a child execution. */
  readonly parent?: ParentLink;
  /** Present on a rerun: the execution that it came from. */
  readonly rerun?: Omit<RerunLink, 'outputs'>;
  /** While it waits, and something will end that by itself: when that is (RFC 3339). */
  readonly wakes_at?: string;
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
  /** Of a completed node run: what it gives, or in `output_ref` where a large one stands. */
  readonly output?: JsonValue;
  readonly output_ref?: PayloadRef;
  /** Of a completed node run whose output was taken from an earlier one. */
  readonly cached?: CacheOrigin;
  readonly failure?: Failure;
  readonly usage?: Usage;
  /** The execution whose result was used again. */
  readonly reused_from?: string;
  /** Of a `workflow` node run: its latest child. */
  readonly child_execution_id?: string;
  readonly started_at: string | null;
  readonly ended_at: string | null;
}

/** An execution as `GET /executions/{id}` shows it (which adds `links`). */
export interface ExecutionSnapshot {
  readonly execution_id: string;
  readonly status: ExecutionStatus;
  readonly blueprint_id: string | null;
  readonly revision: string;
  /** Present on a child execution. */
  readonly parent?: ParentLink;
  /** Present on a rerun: the execution that it came from. */
  readonly rerun?: Omit<RerunLink, 'outputs'>;
  readonly inputs: JsonObject;
  /** Null until the execution has completed. */
  readonly outputs: JsonObject | null;
  readonly failure?: Failure;
  /** In the order in which the node runs were first heard of. */
  readonly nodes: readonly NodeRunSnapshot[];
  readonly usage: Usage;
  readonly cost_usd: string;
  /** While it waits, and something will end that by itself: when that is (RFC 3339). */
  readonly wakes_at?: string;
  /** Sequence of the last event folded in. */
  readonly sequence: number;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  /** What its node runs wait for, in the order in which they began to; children are shown at their node runs. */
  readonly open_signals: readonly OpenSignal[];
}
