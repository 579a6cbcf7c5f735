/**
 * Counts the work of a judgement, so that no schema can make one endless. One judgement runs at a time and never
 * yields, so one counter is enough; nothing of it is left when the judgement ends.
 */

class WorkExhausted extends Error {}

let unitsLeft = Number.POSITIVE_INFINITY;

/** Spends units of the work allowed to the running judgement, and ends the judgement when there are none left. */
export function spendWork(units: number): void {
  unitsLeft -= units;
  if (unitsLeft < 0) throw new WorkExhausted('A judgement took more work than is allowed.');
}

/** Runs a judgement that may spend so many units. Gives `undefined` when it wanted more. */
export function withinWork<Result>(units: number, judge: () => Result): Result | undefined {
  const unitsBefore = unitsLeft;
  unitsLeft = units;
  try {
    return judge();
  } catch (error) {
    if (error instanceof WorkExhausted) return undefined;
    throw error;
  } finally {
    unitsLeft = unitsBefore;
  }
}
