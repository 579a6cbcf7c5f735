/** Counts the text of a diff, so that an answer about two large documents stays an answer. */

/** Lets text through until there is too much of it, and then none any more. */
export class DiffMeter {
  #left: number;

  /** @param maxText characters. */
  constructor(maxText: number) {
    this.#left = maxText;
  }

  /** True once something was not let through. */
  get isExceeded(): boolean {
    return this.#left < 0;
  }

  /** True when this much more may be told. */
  take(characters: number): boolean {
    if (this.#left >= 0) this.#left -= characters;
    return this.#left >= 0;
  }
}
