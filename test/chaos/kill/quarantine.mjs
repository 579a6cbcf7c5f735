// Executions that are given up after three lost processes: right for one that ends them, and by the journal nobody can tell it from one
// that three of the harness's own faults have hit in a row. So few of those are a fact and no fault.
import { isProgress } from '@ice/orchestrator';

const lossesInARow = 3;
/** One of so many may be: the longest run, of 95,000 under 1,000 faults, had two. */
const executionsForOne = 10_000;

/** @param {any} snapshot */
export function isGivenUp({ status, failure }) {
  return status === 'failed' && failure.code === 'quarantined';
}

/** Whose own quarantine it was: a failed child's code is its parent's too. @param {any} snapshot @returns {string} */
export function quarantinedOf({ execution_id: id, failure }) {
  return failure.evidence?.child_execution_id ?? id;
}

/**
 * Null if it was rightly given up: the last three owners got nothing done, and each of them met a fault of the harness.
 * @param {readonly any[]} events of the quarantined execution @param {(from: number, to: number) => number} faultsBetween in ms since 1970
 */
export function faultOfQuarantine(events, faultsBetween) {
  const lost = lostOwnerships(events).slice(-lossesInARow);
  if (lost.length < lossesInARow) return `it was given up after ${lost.length} lost processes`;
  if (lost.some(({ owned }) => owned.some(isProgress))) return 'it was given up though a lost process had got on';
  return lost.every(({ from, to }) => faultsBetween(from, to) > 0)
    ? null
    : 'it was given up for a process that met no fault';
}

/** @param {number} executions @param {number} givenUp how many of them */
export function areTooMany(executions, givenUp) {
  return givenUp > Math.ceil(executions / executionsForOne);
}

/** What each owner recorded that was lost, and from when to when it was its own. @param {readonly any[]} events */
function lostOwnerships(events) {
  const begun = events.flatMap(({ type }, index) => (index === 0 || type === 'execution.resumed' ? [index] : []));
  return begun.slice(0, -1).flatMap((begin, nth) => {
    const owned = events.slice(begin, begun[nth + 1]);
    if (owned.at(-1).type === 'execution.waiting') return [];
    return [{ owned, from: Date.parse(owned[0].at), to: Date.parse(events[begun[nth + 1] ?? 0].at) }];
  });
}
