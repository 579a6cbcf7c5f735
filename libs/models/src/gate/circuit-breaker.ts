/**
 * Whether a provider that keeps failing is asked at all. Closed: everybody may ask. Open: nobody, for a while. Half-open: one call, the
 * probe, may ask, and its end decides. Pure: the time is handed in, and nothing waits here.
 */

/** Failures in a row that open it. */
const mostFailures = 5;

/** How long it stays open the first time, in ms; each probe that fails doubles it. */
const firstOpenMs = 10_000;

/** How long it stays open at most, in ms. */
const longestOpenMs = 60_000;

/** See the head of this file. */
export type CircuitState = 'closed' | 'open' | 'half-open';

/** The right to make one call. It is given back with exactly one of `succeeded`, `failed` and `dropped`. */
export interface CircuitTicket {
  /** Counts openings: what calls from before one say is old news after it. */
  readonly era: number;
  readonly isProbe: boolean;
}

/** The circuit of one provider. */
export class CircuitBreaker {
  #era = 0;
  #failures = 0;
  /** How long it was opened for; 0 = closed. */
  #openMs = 0;
  #openUntilMs = -Infinity;
  #hasProbe = false;

  /** Open becomes half-open by time alone. */
  state(nowMs: number): CircuitState {
    if (this.#openMs === 0) return 'closed';
    return this.leftMs(nowMs) > 0 ? 'open' : 'half-open';
  }

  /** How long it stays open, in ms; 0 where it is not. */
  leftMs(nowMs: number): number {
    return Math.max(0, this.#openUntilMs - nowMs);
  }

  /** The right to a call, or null: it is open, or the probe is under way. */
  admit(nowMs: number): CircuitTicket | null {
    const state = this.state(nowMs);
    if (state === 'open' || this.#hasProbe) return null;
    this.#hasProbe = state === 'half-open';
    return { era: this.#era, isProbe: this.#hasProbe };
  }

  /** The provider works: failures before this one are forgotten, and a probe closes the circuit. */
  succeeded({ era }: CircuitTicket): void {
    if (era !== this.#era) return;
    this.#failures = 0;
    this.#openMs = 0;
    this.#hasProbe = false;
  }

  /** The provider did not work. */
  failed({ era, isProbe }: CircuitTicket, nowMs: number): void {
    if (era !== this.#era) return;
    this.#failures += 1;
    if (isProbe) this.#open(Math.min(2 * this.#openMs, longestOpenMs), nowMs);
    else if (this.#failures >= mostFailures) this.#open(firstOpenMs, nowMs);
  }

  /** The call says nothing about the provider; if it was the probe, another one may be it. */
  dropped({ era, isProbe }: CircuitTicket): void {
    if (era === this.#era && isProbe) this.#hasProbe = false;
  }

  #open(openMs: number, nowMs: number): void {
    this.#era += 1;
    this.#openMs = openMs;
    this.#openUntilMs = nowMs + openMs;
    this.#hasProbe = false;
  }
}
