/** A clock that a spec moves by hand: time passes only in `advance`. Never used outside of specs. */
import { Clock } from '@ice/core';

interface Alarm {
  atMs: number;
  readonly callback: () => void;
}

/** Time for specs, from 1,000,000 on. */
export class HandClock extends Clock {
  #nowMs = 1_000_000;
  #alarms: readonly Alarm[] = [];

  /** Call backs that wait. */
  get pending(): number {
    return this.#alarms.length;
  }

  override now(): number {
    return this.#nowMs;
  }

  override after(delayMs: number, callback: () => void): () => void {
    const alarm = { atMs: this.#nowMs + delayMs, callback };
    this.#alarms = [...this.#alarms, alarm];
    return () => (this.#alarms = this.#alarms.filter((other) => other !== alarm));
  }

  /** Sets the wall clock back; waiting call backs keep their delay. */
  setBack(ms: number): void {
    this.#nowMs -= ms;
    // The same alarms: whoever set one may still stop it.
    for (const alarm of this.#alarms) alarm.atMs -= ms;
  }

  /** Lets time pass, with each call back at its own time; promises settle before the next one, and in the end. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    while (this.#ring(endMs)) await settled();
    this.#nowMs = endMs;
    await settled();
  }

  /** Runs the next call back that is due; false when there is none. */
  #ring(endMs: number): boolean {
    const due = this.#alarms.filter(({ atMs }) => atMs <= endMs);
    const [next] = due.toSorted((left, right) => left.atMs - right.atMs);
    if (!next) return false;
    this.#alarms = this.#alarms.filter((alarm) => alarm !== next);
    this.#nowMs = Math.max(this.#nowMs, next.atMs);
    next.callback();
    return true;
  }
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
