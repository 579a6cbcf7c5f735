/** How much of something there may be at a time: in one place, and small in tests. */
import type { Settings } from '../config/app-config.js';

/** See the head of this file. */
export interface Quotas {
  /** Partial blueprints of an organisation that are not finalized. */
  readonly openPartials: number;
  /** Executions of all organisations that wait for a worker; without a line those in the memory of a process, whether they run or wait for
   *  a slot. */
  readonly runningExecutions: number;
}

/** The quotas as they are outside of tests. */
export function quotasOf({ maxQueued }: Pick<Settings, 'maxQueued'>): Quotas {
  return Object.freeze({ openPartials: 10_000, runningExecutions: maxQueued });
}
