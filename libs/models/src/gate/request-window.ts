/** A limit of requests a minute, as a window that slides: in any 60 s at most so many begin. Pure: the time is handed in. */

/** Length of the window, in ms. */
const windowMs = 60_000;

/** Remembers when the last requests began. */
export class RequestWindow {
  /** A ring: the oldest stands where the next one comes. */
  readonly #beganAtMs: number[] = [];
  #next = 0;

  /** @param limit requests a minute, 1 or more; null = no limit. */
  constructor(private readonly limit: number | null) {}

  /** How long the next request has to wait, in ms; 0 = it may begin. */
  leftMs(nowMs: number): number {
    const oldestMs = this.#beganAtMs[this.#next];
    return oldestMs === undefined ? 0 : Math.max(0, oldestMs + windowMs - nowMs);
  }

  /** A request begins. */
  note(nowMs: number): void {
    if (this.limit === null) return;
    this.#beganAtMs[this.#next] = nowMs;
    this.#next = (this.#next + 1) % this.limit;
  }
}
