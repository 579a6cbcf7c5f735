/** Did-you-mean: finds the name that a misspelt one most likely stands for. It never guesses between two equally near ones, so its
 *  answer may become a fix. */

/** Names beyond this length are not compared: a wrong name of this size is no slip of a finger. */
const maxLength = 64;

/** The one nearest candidate, or undefined where none is near enough or two are equally near. Case, `-` and spaces count nothing. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length === 0 || name.length > maxLength) return undefined;
  const wanted = normalise(name);
  let distances: Distances | undefined;
  let cutoff = name.length < 3 ? 0 : Math.max(1, Math.floor(name.length / 3));
  let nearest: string | undefined;
  for (const candidate of candidates) {
    if (candidate.length > maxLength || Math.abs(candidate.length - name.length) > cutoff) continue;
    distances ??= new Distances();
    const distance = distances.between(wanted, normalise(candidate), cutoff);
    if (distance > cutoff || candidate === nearest) continue;
    nearest = distance < cutoff || nearest === undefined ? candidate : ambiguous;
    cutoff = distance;
  }
  return nearest === ambiguous ? undefined : nearest;
}

/** Stands for "two at this distance"; an empty text is no name. */
const ambiguous = '';

function normalise(name: string): string {
  return name.toLowerCase().replace(/[-\s]/g, '_');
}

/** More than any distance, and small enough for a byte after one addition. */
const far = 250;

/** Damerau-Levenshtein distances (a swap of neighbours counts one), within a band: a thousand candidates share three rows. */
class Distances {
  #beforeLast = new Uint8Array(maxLength + 2);
  #last = new Uint8Array(maxLength + 2);
  #current = new Uint8Array(maxLength + 2);

  /** The distance; anything above the cutoff comes back as more than it. */
  between(left: string, right: string, cutoff: number): number {
    if (left === right) return 0;
    for (let column = 0; column <= right.length; column += 1) this.#last[column] = column;
    for (let row = 1; row <= left.length; row += 1) {
      if (this.#fillRow(left, right, row, cutoff) > cutoff) return cutoff + 1;
      [this.#beforeLast, this.#last, this.#current] = [this.#last, this.#current, this.#beforeLast];
    }
    return this.#last[right.length] as number;
  }

  /** Fills the cells that can still be within the cutoff; gives the smallest. */
  #fillRow(left: string, right: string, row: number, cutoff: number): number {
    const current = this.#current;
    const [from, to] = [Math.max(1, row - cutoff), Math.min(right.length, row + cutoff)];
    current[from - 1] = from === 1 ? row : far;
    let smallest = current[from - 1] as number;
    for (let column = from; column <= to; column += 1) {
      current[column] = this.#cell(left, right, row, column);
      smallest = Math.min(smallest, current[column] as number);
    }
    current[to + 1] = far;
    return smallest;
  }

  #cell(left: string, right: string, row: number, column: number): number {
    const isSame = left.charCodeAt(row - 1) === right.charCodeAt(column - 1);
    const replaced = (this.#last[column - 1] as number) + (isSame ? 0 : 1);
    const inserted = (this.#current[column - 1] as number) + 1;
    const removed = (this.#last[column] as number) + 1;
    const isSwapped =
      row > 1 &&
      column > 1 &&
      left.charCodeAt(row - 1) === right.charCodeAt(column - 2) &&
      left.charCodeAt(row - 2) === right.charCodeAt(column - 1);
    const swapped = isSwapped ? (this.#beforeLast[column - 2] as number) + 1 : far;
    return Math.min(replaced, inserted, removed, swapped, far);
  }
}
