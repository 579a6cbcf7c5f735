/** The time that a call has, together with its caller's own signal. Leaves no timer and no listener behind once it is closed. */

/** See the head of this file. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #endsAt: number;
  readonly #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #follow = (): void => this.#controller.abort(this.outer?.reason);
  #isOver = false;

  /** @param ms Infinity = no end. @param outer the caller's signal; its reason becomes that of `signal`. */
  constructor(
    readonly ms: number,
    private readonly outer?: AbortSignal,
  ) {
    this.#endsAt = Date.now() + ms;
    this.#timer = Number.isFinite(ms) ? setTimeout(() => this.#expire(), ms) : undefined;
    outer?.addEventListener('abort', this.#follow);
    if (outer?.aborted) this.#follow();
  }

  /** Aborted by the caller, or when the time is over. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** True once the time was over before the caller gave up. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Ms that are left; below 0 when none are. */
  get leftMs(): number {
    return this.#endsAt - Date.now();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.outer?.removeEventListener('abort', this.#follow);
  }

  #expire(): void {
    this.#isOver = !this.#controller.signal.aborted;
    this.#controller.abort();
  }
}
