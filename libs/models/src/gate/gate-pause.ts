/** The pause of a gate: no call goes out before it ends. It only ever gets longer. Pure: the time is handed in. */

/** A pause; none at first. */
export class GatePause {
  #endsAtMs = -Infinity;

  /** How long it still lasts, in ms; 0 = it is over. */
  leftMs(nowMs: number): number {
    return Math.max(0, this.#endsAtMs - nowMs);
  }

  /** Lasts for `pauseMs` from now on, or for longer where it did. */
  extend(pauseMs: number, nowMs: number): void {
    this.#endsAtMs = Math.max(this.#endsAtMs, nowMs + pauseMs);
  }
}
