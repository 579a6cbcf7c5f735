// Choices that come again with the same seed.
import { createHash } from 'node:crypto';

/** A source of choices: the hashes of a counter. */
export class Random {
  #count = 0;

  /** @param {number} seed */
  constructor(seed) {
    this.seed = seed;
  }

  /** From 0 up to, not including, 1. */
  next() {
    this.#count += 1;
    return createHash('sha256').update(`${this.seed}:${this.#count}`).digest().readUInt32BE(0) / 2 ** 32;
  }

  /** A whole number from `low` to `high`, both included. @param {number} low @param {number} high */
  between(low, high) {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** @template T @param {readonly T[]} choices @returns {T} */
  of(choices) {
    return /** @type {T} */ (choices[this.between(0, choices.length - 1)]);
  }
}
