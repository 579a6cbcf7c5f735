/** A clock that a test holds in its hand: time stands still until the test moves it. */
import { Clock } from '@ice/core';

/** A call back that waits. */
interface Alarm {
  readonly dueMs: number;
  readonly callback: () => void;
}

/** Time for tests. Starts at 2026-01-01T00:00:00Z unless told otherwise. */
export class ManualClock extends Clock {
  /** In order of due time; those of one time in the order they were asked for. */
  #alarms: readonly Alarm[] = [];

  /** @param timeMs the time it starts at, in ms since 1970. */
  constructor(private timeMs: number = Date.UTC(2026, 0, 1)) {
    super();
  }

  /** How many call backs wait. */
  get pending(): number {
    return this.#alarms.length;
  }

  override now(): number {
    return this.timeMs;
  }

  override after(delayMs: number, callback: () => void): () => void {
    const alarm = { dueMs: this.timeMs + Math.max(0, delayMs), callback };
    const later = this.#alarms.findIndex((other) => other.dueMs > alarm.dueMs);
    this.#alarms = this.#alarms.toSpliced(later === -1 ? this.#alarms.length : later, 0, alarm);
    return () => {
      this.#alarms = this.#alarms.filter((other) => other !== alarm);
    };
  }

  /** Corrects the wall clock, forward or back; call backs keep their remaining delay. */
  set(timeMs: number): void {
    const shiftMs = timeMs - this.timeMs;
    this.timeMs = timeMs;
    this.#alarms = this.#alarms.map(({ dueMs, callback }) => ({ dueMs: dueMs + shiftMs, callback }));
  }

  /** Lets `ms` pass. Due call backs run in order, each at its own time, also those that an earlier one asked for. */
  advance(ms: number): void {
    const endMs = this.timeMs + ms;
    while (this.#ring(endMs));
    this.timeMs = endMs;
  }

  /** As `advance`, but promises settle before the first call back and after each, so that what they ask for in time counts. */
  async advanceSettled(ms: number): Promise<void> {
    const endMs = this.timeMs + ms;
    do await settled();
    while (this.#ring(endMs));
    this.timeMs = endMs;
  }

  /** Runs the next call back that is due by `endMs`; false when there is none. */
  #ring(endMs: number): boolean {
    const [next, ...later] = this.#alarms;
    if (!next || next.dueMs > endMs) return false;
    this.#alarms = later;
    this.timeMs = Math.max(this.timeMs, next.dueMs);
    next.callback();
    return true;
  }
}

/** Two turns of the event loop: one for promises and one for what they queued with `setImmediate`. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}
