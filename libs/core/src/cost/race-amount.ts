/** What blocks cost that begin together, when some of them may be enough. Pure. */
import { sumOf, type CostAmount } from './cost-range.js';

/** Least: the cheapest that are enough. As a rule and at worst all run to their ends, since nobody knows which are the first. */
export function raceAmount(branches: readonly CostAmount[], atLeast: number): CostAmount {
  const cheapest = branches.map(({ min }) => min).sort((left, right) => left - right);
  const min = cheapest.slice(0, atLeast).reduce((sum, each) => sum + each, 0);
  return { ...sumOf(branches), min };
}
