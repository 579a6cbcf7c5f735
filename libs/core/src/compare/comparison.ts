/** What a comparison of two executions says. Wire form, snake_case. */
import type { ExecutionStatus, NodeRunStatus } from '../execution/status.js';

/** Two executions, node run by node run. Time and money are shown and never make a difference. */
export interface ExecutionComparison {
  /** True when both came to the same: status, outputs, and every node run. */
  readonly same: boolean;
  /** Where they part, in the order of execution; null where they are the same. */
  readonly cause: DifferenceCause | null;
  readonly left: ExecutionFigures;
  readonly right: ExecutionFigures;
  /** JSON pointers at which the inputs differ, at most 20. */
  readonly inputs: readonly string[];
  /** JSON pointers at which the outputs differ, at most 20. */
  readonly outputs: readonly string[];
  readonly revision: RevisionComparison;
  /** In the order in which they settled: at most 1,000 that differ, and as many that do not where those were asked for. */
  readonly nodes: readonly NodeRunComparison[];
  /** Of all node runs, also those that are not listed. */
  readonly counts: { readonly same: number; readonly different: number };
  /** True when not all that belong into `nodes` are there. */
  readonly truncated: boolean;
}

/** One of the two executions. */
export interface ExecutionFigures {
  readonly execution_id: string;
  readonly status: ExecutionStatus;
  /** Null until it has started and ended. */
  readonly duration_ms: number | null;
  readonly cost_usd: string;
  /** Code of its failure. */
  readonly failure?: string;
}

/** What they ran. */
export interface RevisionComparison {
  readonly same: boolean;
  readonly left: string;
  readonly right: string;
  /** Nodes that the two documents define differently, at most 1,000. */
  readonly nodes: readonly {
    readonly id: string;
    readonly change: 'added' | 'removed' | 'changed' | 'moved';
  }[];
  /** JSON pointers of other fields of the document that differ, at most 20. */
  readonly document: readonly string[];
}

/** One node run in both. */
export interface NodeRunComparison {
  readonly path: string;
  readonly node_id: string;
  /** Null where the execution has no such node run. */
  readonly left: NodeRunFigures | null;
  readonly right: NodeRunFigures | null;
  /** `none`: neither has one. */
  readonly output: 'same' | 'differs' | 'left_only' | 'right_only' | 'none';
  /** JSON pointers at which the outputs differ, at most 20; none for large outputs, which are compared by their hashes. */
  readonly pointers: readonly string[];
  /** Null for one that does not differ. */
  readonly reason: DifferenceReason | null;
}

/** One node run in one of them. */
export interface NodeRunFigures {
  readonly status: NodeRunStatus;
  readonly attempts: number;
  /** Null until it has started and ended. */
  readonly duration_ms: number | null;
  readonly cost_usd: string;
  /** Code of its failure. */
  readonly failure?: string;
}

/** Why a node run differs. */
export type DifferenceCode =
  /** The two documents define the node (or in `because` a container around it) differently. */
  | 'definition-differs'
  /** The inputs of the executions differ, and no node run before it does. */
  | 'inputs-differ'
  /** The node run `because` differs, and this one depends on it. */
  | 'predecessor-differs'
  /** The container is made of node runs, of which `because` was the first to differ. */
  | 'inner-differs'
  /** The same definition worked on the same input and gave something else. */
  | 'not-deterministic'
  /** The same question was answered differently from outside. */
  | 'answer-differs'
  /** The child executions differ; `children` can be compared in turn. */
  | 'child-differs'
  /** The same definition failed in one of them on the same input. */
  | 'failed'
  /** One of them was cancelled, failed elsewhere, or has not got that far yet. */
  | 'not-reached'
  /** What was recorded does not tell. */
  | 'unknown';

/** Why a node run differs, for programs and for people. */
export interface DifferenceReason {
  readonly code: DifferenceCode;
  /** One sentence. */
  readonly message: string;
  /** Path of the node run behind it. */
  readonly because?: string;
  /** JSON pointers at which what it worked on differs; for `inputs-differ`, of the execution's inputs. At most 20. */
  readonly pointers?: readonly string[];
  /** Ids of the child executions, left and right. */
  readonly children?: readonly [string, string];
}

/** Where two executions part. */
export interface DifferenceCause extends DifferenceReason {
  /** The node run that differs first; null where none does and only the executions as a whole differ. */
  readonly path: string | null;
}
