/** The join table: whether a node may run, given how its predecessors ended. Pure; the table itself stands in the blueprint reference. */
import type { Join } from '@ice/core';

/** How the predecessors that count have ended so far. */
export interface Tally {
  /** Completed, also by `continue`, a fallback or a handle block. */
  readonly completed: number;
  /** Skipped by a condition, or cancelled. */
  readonly skipped: number;
  /** Failed unhandled, or skipped because of such a failure further up. */
  readonly failed: number;
  /** Not settled yet. */
  readonly pending: number;
}

/** What the join says. */
export type JoinVerdict = 'wait' | 'run' | 'skip';

/** Reads the join table. With no predecessors every join runs. */
export function decideJoin(join: Join, tally: Tally): JoinVerdict {
  if (join === 'any' && tally.completed > 0) return 'run';
  if (tally.pending > 0) return 'wait';
  if (tally.completed + tally.skipped + tally.failed === 0) return 'run';
  return mayRun(join, tally) ? 'run' : 'skip';
}

function mayRun(join: Join, { completed, skipped, failed }: Tally): boolean {
  switch (join) {
    case 'all':
      return failed === 0 && completed > 0;
    case 'any':
      return completed > 0;
    case 'all_settled':
      return true;
    case 'none_failed':
      return failed === 0;
    case 'all_completed':
      return failed === 0 && skipped === 0;
  }
}
