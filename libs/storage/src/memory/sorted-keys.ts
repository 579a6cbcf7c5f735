/** A set of keys in key order, in chunks: adding or taking out a key moves the keys of one chunk only, so that 100,000 keys in
 *  any order stay cheap. Keys that come in ascending order (ids begin with their time) are added without a search. */
import { compareKeys } from './compare-keys.js';

/** A chunk that grows beyond this is cut in two. */
const largestChunk = 512;

/** A set of keys in key order. May not be changed while one walks over it. */
export class SortedKeys {
  /** Never empty ones. */
  readonly #chunks: string[][] = [];
  #size = 0;

  /** How many there are. */
  get size(): number {
    return this.#size;
  }

  /** True when the key is in the set. */
  has(key: string): boolean {
    const chunk = this.#chunks[this.#chunkOf(key)];
    return chunk !== undefined && chunk[placeOf(chunk, key)] === key;
  }

  /** Adds the key; nothing changes when it is there. */
  add(key: string): void {
    const index = Math.min(this.#chunkOf(key), this.#chunks.length - 1);
    const chunk = this.#chunks[index];
    if (!chunk) this.#chunks.push([key]);
    else if (!insert(chunk, key)) return;
    else if (chunk.length > largestChunk) this.#chunks.splice(index + 1, 0, chunk.splice(largestChunk / 2));
    this.#size += 1;
  }

  /** Takes the key out; nothing changes when it is not there. */
  delete(key: string): void {
    const index = this.#chunkOf(key);
    const chunk = this.#chunks[index];
    const place = chunk ? placeOf(chunk, key) : 0;
    if (chunk?.[place] !== key) return;
    chunk.splice(place, 1);
    if (chunk.length === 0) this.#chunks.splice(index, 1);
    this.#size -= 1;
  }

  /** Keys at or above `first`, lowest first. */
  *ascending(first = ''): Generator<string> {
    let index = this.#chunkOf(first);
    for (let chunk = this.#chunks[index]; chunk; chunk = this.#chunks[++index]) {
      for (let place = placeOf(chunk, first); place < chunk.length; place++) yield chunk[place]!;
    }
  }

  /** Keys below `end` (undefined: all), highest first. */
  *descending(end?: string): Generator<string> {
    let index = end === undefined ? this.#chunks.length : this.#chunkOf(end);
    for (; index >= 0; index--) {
      const chunk = this.#chunks[index] ?? [];
      for (let place = (end === undefined ? chunk.length : placeOf(chunk, end)) - 1; place >= 0; place--)
        yield chunk[place]!;
    }
  }

  /** The first chunk that ends at or above the key; the count of chunks when there is none. */
  #chunkOf(key: string): number {
    return firstIndex(this.#chunks, (chunk) => compareKeys(chunk.at(-1)!, key) >= 0);
  }
}

/** The place of the key in a chunk, or the one it would take. */
function placeOf(chunk: readonly string[], key: string): number {
  return firstIndex(chunk, (other) => compareKeys(other, key) >= 0);
}

/** False when the key is there already. */
function insert(chunk: string[], key: string): boolean {
  const place = placeOf(chunk, key);
  if (chunk[place] === key) return false;
  chunk.splice(place, 0, key);
  return true;
}

/** The first index that passes, where all behind it pass too; the length when none does. */
function firstIndex<T>(list: readonly T[], passes: (item: T) => boolean): number {
  // The last item first: it decides at once for what comes in ascending order.
  const last = list.at(-1);
  if (last === undefined || !passes(last)) return list.length;
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (passes(list[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
