/** How attempts come to other workers. The execution stays where it is: its owner schedules, pays and records, and another worker that has
 *  a slot free makes the attempt and hands back what it came to. Only attempts that may be made twice are given away, since a worker may
 *  die with one and another must then make it again. */
import type { CompiledNode, JsonValue, NodeKind, SealedText } from '@ice/core';
import type { Outcome } from '../../schedule/scheduler-options.js';
import type { Note } from './attempt-context.js';

/** An attempt for whoever has a slot free: all that it takes to make it, beside the stores that all workers share. JSON. */
export interface RelayedAttempt {
  readonly executionId: string;
  /** Of its owner: with another one it is another worker's by now, and the attempt is wanted no more. */
  readonly fence: number;
  readonly blueprintId: string | null;
  readonly revision: string;
  readonly pins: Readonly<Record<string, string>>;
  /** JSON pointer of the node in its document. */
  readonly pointer: string;
  readonly path: string;
  readonly attempt: number;
  /** Parents above the execution. */
  readonly depth: number;
  readonly input: JsonValue;
  readonly sealed: readonly SealedText[];
  /** How long it may take; null: as long as it likes. */
  readonly timeoutMs: number | null;
}

/** What a relayed attempt came to, and what it has reported on its way. JSON. */
export interface RelayedEnd {
  readonly outcome: Outcome;
  readonly notes: readonly Note[];
}

/** Gives attempts to other workers. */
export interface AttemptRelay {
  /** Attempts that the workers of all processes may make for others at a time; 0 while there is nobody. */
  readonly width: number;
  /**
   * Resolves with what the attempt came to, wherever it was made; one that is on its way already (its owner may have died meanwhile) is
   * not made a second time.
   * @throws the signal's reason; IceError `store-unavailable` when it could not be given away, or nobody can tell what became of it.
   */
  make(attempt: RelayedAttempt, signal: AbortSignal): Promise<RelayedEnd>;
}

/** Kinds whose attempts ask nothing of their execution on their way. */
const relayed: ReadonlySet<NodeKind> = new Set(['tool', 'llm', 'code']);

/** Whether another worker may make attempts of this node. */
export function mayBeRelayed({ kind, effect }: Pick<CompiledNode, 'kind' | 'effect'>): boolean {
  return relayed.has(kind) && effect !== 'at_most_once';
}
