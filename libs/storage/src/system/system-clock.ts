/** The clock of the machine. Delays run on the monotonic timer of the event loop, so a corrected wall clock neither hurries nor
 *  holds them. */
import { Clock } from '@ice/core';

/** The longest delay of one timer (about 25 days); a longer one would fire at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Real time. A pending call back keeps the process alive: a retry that waits is work that is not done. */
export class SystemClock extends Clock {
  override now(): number {
    return Date.now();
  }

  override after(delayMs: number, callback: () => void): () => void {
    let timer: NodeJS.Timeout;
    const wait = (remainingMs: number): void => {
      const partMs = Math.min(remainingMs, longestTimerMs);
      timer = setTimeout(() => (remainingMs > partMs ? wait(remainingMs - partMs) : callback()), partMs);
    };
    wait(Math.max(0, delayMs));
    return () => clearTimeout(timer);
  }
}
