/**
 * Which members and items of one value the keywords of a schema have evaluated. Exists only while a schema with
 * `unevaluatedProperties` or `unevaluatedItems` judges that value; all other judgements never make one.
 */
import { spendWork } from './work-meter.js';

/** The evaluated parts of one object or list. */
export class EvaluatedParts {
  readonly #names = new Set<string>();
  readonly #indexes = new Set<number>();
  #prefix = 0;

  /** How many items from the first on have been evaluated, when no item behind them has been. */
  get onlyPrefix(): number | undefined {
    return this.#indexes.size === 0 ? this.#prefix : undefined;
  }

  hasName(name: string): boolean {
    return this.#names.has(name);
  }

  addName(name: string): void {
    this.#names.add(name);
  }

  hasIndex(index: number): boolean {
    return index < this.#prefix || this.#indexes.has(index);
  }

  addIndex(index: number): void {
    this.#indexes.add(index);
  }

  /** Adds the first items. */
  addPrefix(length: number): void {
    if (length > this.#prefix) this.#prefix = length;
  }

  /** Adds what another schema has evaluated of the same value. */
  addAll(other: EvaluatedParts): void {
    spendWork(other.#names.size + other.#indexes.size);
    for (const name of other.#names) this.#names.add(name);
    for (const index of other.#indexes) this.#indexes.add(index);
    this.addPrefix(other.#prefix);
  }
}
