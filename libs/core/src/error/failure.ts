/** An error as data: what events, snapshots and problems carry. Never a stack, never a secret. */
import type { JsonObject } from '../json/json-value.js';

/** Why a node run, an attempt or an execution failed. */
export interface Failure {
  /** Kebab-case name. Engine failures use the codes of `ErrorCode`; tools and `fail` nodes may name their own. */
  readonly code: string;
  /** One sentence for a person. */
  readonly message: string;
  /** True when trying the same again may succeed. */
  readonly retryable: boolean;
  /** How long to wait before the next attempt, in ms, when the other side said so. */
  readonly retry_after_ms?: number;
  /** The node run in which the failure began. Absent where that is the carrier itself. */
  readonly path?: string;
  /** Small facts that help a reader (counts, names, positions). */
  readonly evidence?: JsonObject;
  /** The failure behind this one. */
  readonly cause?: Failure;
}
