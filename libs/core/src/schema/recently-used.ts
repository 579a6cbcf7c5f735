/** Keeps a bounded number of things by name; the one not asked for the longest goes first. */

/** A cache of the values that were asked for lately. */
export class RecentlyUsed<Value> {
  readonly #kept = new Map<string, Value>();
  readonly #most: number;

  /** @param most how many values are kept, at least 1 */
  constructor(most: number) {
    this.#most = most;
  }

  /** The value of a key; made, and kept, when there is none. */
  getOrMake(key: string, make: () => Value): Value {
    const value = this.#kept.has(key) ? (this.#kept.get(key) as Value) : make();
    this.#kept.delete(key);
    this.#kept.set(key, value);
    if (this.#kept.size > this.#most) this.#dropOldest();
    return value;
  }

  #dropOldest(): void {
    for (const oldest of this.#kept.keys()) {
      this.#kept.delete(oldest);
      return;
    }
  }
}
