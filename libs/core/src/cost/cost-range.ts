/** Amounts that are known between bounds, and their arithmetic. They never overflow: what is more than can be counted stays at the most
 *  that can (about nine million USD, or as many calls). */

/** Least, likely and most. `min` <= `expected` <= `max`. */
export interface CostRange {
  readonly min: number;
  readonly expected: number;
  readonly max: number;
}

/** Money in nano-USD, with the most model calls that it can take. */
export interface CostAmount extends CostRange {
  readonly calls: number;
}

/** Costs nothing. */
export const free: CostAmount = Object.freeze({ min: 0, expected: 0, max: 0, calls: 0 });

/** Exactly so often. */
export function always(times: number): CostRange {
  return { min: times, expected: times, max: times };
}

/** One after the other, or side by side: money does not care. */
export function sumOf(amounts: readonly CostAmount[]): CostAmount {
  return amounts.reduce(add, free);
}

/** Repeated. */
export function timesOf(amount: CostAmount, times: CostRange): CostAmount {
  return {
    min: bounded(amount.min * times.min),
    expected: bounded(amount.expected * times.expected),
    max: bounded(amount.max * times.max),
    calls: bounded(amount.calls * times.max),
  };
}

/** One of several. */
export function oneOf(amounts: readonly CostAmount[]): CostAmount {
  if (amounts.length === 0) return free;
  return {
    min: Math.min(...amounts.map(({ min }) => min)),
    expected: sumOf(amounts).expected / amounts.length,
    max: Math.max(...amounts.map(({ max }) => max)),
    calls: Math.max(...amounts.map(({ calls }) => calls)),
  };
}

/** It may not happen at all. */
export function perhaps(amount: CostAmount): CostAmount {
  return { ...amount, min: 0 };
}

/** The most of it counts, and nothing of the rest: what only happens when something else fails. */
export function atWorst({ max, calls }: CostAmount): CostAmount {
  return { ...free, max, calls };
}

/** The most that is counted. */
export function bounded(amount: number): number {
  return Math.min(amount, Number.MAX_SAFE_INTEGER);
}

function add(left: CostAmount, right: CostAmount): CostAmount {
  return {
    min: bounded(left.min + right.min),
    expected: bounded(left.expected + right.expected),
    max: bounded(left.max + right.max),
    calls: bounded(left.calls + right.calls),
  };
}
