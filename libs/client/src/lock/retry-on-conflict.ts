/** Get, change, write, and all of it again when somebody else wrote in between. A write whose answer was lost is never repeated, since
 *  it may have been done. */
import { backoffMs } from '../http/backoff.js';
import { sleep } from '../http/sleep.js';
import type { CallOptions } from '../list/call-options.js';
import { IceProblem } from '../problem/ice-problem.js';

/** How often it is tried. */
export interface ChangeOptions extends CallOptions {
  /** Tries at most, the first one included. Default: 5. */
  readonly attempts?: number;
}

const defaultAttempts = 5;
const mostMs = 1_000;

/** @param attempt reads what is stored now and writes under its lock. @throws the conflict once the tries are used up. */
export async function retryOnConflict<T>(attempt: () => Promise<T>, options: ChangeOptions): Promise<T> {
  const { attempts = defaultAttempts, signal } = options;
  for (let failures = 1; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isConflict(error) || failures >= attempts) throw error;
      await sleep(backoffMs(failures, mostMs) / 4, signal);
    }
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof IceProblem && error.code === 'lock-conflict';
}
