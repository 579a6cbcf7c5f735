/** Numbers that look random and are the same in every process for the same seed. Never use it for secrets or ids. */
import { createHash } from 'node:crypto';

/** A stream of choices, fixed by its seed. */
export class SeededRandom {
  #state: number;

  constructor(seed: string) {
    this.#state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  }

  /** A number from 0 up to, but not including, 1. */
  fraction(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `least` to `greatest`, both included. */
  integer(least: number, greatest: number): number {
    return least + Math.floor(this.fraction() * (greatest - least + 1));
  }

  /** True in about this share of cases. */
  chance(share: number): boolean {
    return this.fraction() < share;
  }

  /** One of the entries; the fallback when there is none. */
  pick<Entry>(entries: readonly Entry[], fallback: Entry): Entry {
    return entries[this.integer(0, entries.length - 1)] ?? fallback;
  }

  /** The entries in another order. */
  shuffled<Entry>(entries: readonly Entry[]): readonly Entry[] {
    const keyed = entries.map((entry) => ({ entry, key: this.fraction() }));
    return keyed.sort((left, right) => left.key - right.key).map(({ entry }) => entry);
  }
}
