/** Until when a run can go on as it does: a container around it may have less time than it has itself. */
import type { NodeRun } from './node-run.js';

/** The first deadline of a run and all that it stands in, in ms since 1970; Infinity when none of them has one. */
export function firstDeadline(run: NodeRun): number {
  let first = Infinity;
  for (let at: NodeRun | null = run; at; at = at.frame.origin.owner) first = Math.min(first, at.deadlineAt ?? Infinity);
  return first;
}
