/** Waits for the end of an execution that runs in this process. */
import type { Clock } from '@ice/core';
import type { RunningExecution } from '../run/running-execution.js';

/** True as soon as it has ended; false when it has left memory without that, or after `limitMs`. */
export function hasEndedWithin(execution: RunningExecution, limitMs: number, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const stopTimer = clock.after(limitMs, () => resolve(false));
    const done = (): void => {
      stopTimer();
      resolve(execution.head.ended_at !== null);
    };
    execution.run().then(done, done);
  });
}
