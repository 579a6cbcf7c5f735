/** Time of a gate, which never goes back: a corrected wall clock must not turn a pause of a second into one of an hour. */
import type { Clock } from '@ice/core';

/** Ms on an axis of its own; only differences mean something. */
export class SteadyTime {
  #offsetMs = 0;
  #lastMs = -Infinity;

  constructor(private readonly clock: Clock) {}

  /** The time, never before one that was given earlier. */
  now(): number {
    const wallMs = this.clock.now();
    this.#offsetMs = Math.max(this.#offsetMs, this.#lastMs - wallMs);
    this.#lastMs = wallMs + this.#offsetMs;
    return this.#lastMs;
  }
}
