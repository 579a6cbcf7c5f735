/** The records of one collection in memory. Values are kept as JSON text, so neither a writer nor a reader ever shares an
 *  object with the store. */
import type { JsonObject, Labels, ScanRequest, StoredRecord } from '@ice/core';
import { labelPairs, type LabelPair } from '../request/label-pairs.js';
import { compareKeys } from './compare-keys.js';
import { SortedKeys } from './sorted-keys.js';

/** A record as kept. */
interface Row {
  readonly value: string;
  readonly lock: string;
  readonly labels: string;
}

/** Records by key, with an index by label. */
export class MemoryCollection {
  readonly #rows = new Map<string, Row>();
  readonly #keys = new SortedKeys();
  readonly #keysByPair = new Map<string, SortedKeys>();

  constructor(private readonly name: string) {}

  /** The lock of a record, or undefined without one. */
  lockOf(key: string): string | undefined {
    return this.#rows.get(key)?.lock;
  }

  /** A copy of the record, or null. */
  get(key: string): StoredRecord | null {
    const row = this.#rows.get(key);
    return row ? this.#toRecord(key, row) : null;
  }

  /** Puts a record in place of whatever is there. `value` is JSON text. */
  set(key: string, value: string, lock: string, labels: Labels = {}): void {
    const before = this.#rows.get(key);
    const text = JSON.stringify(labels);
    this.#rows.set(key, { value, lock, labels: text });
    if (!before) this.#keys.add(key);
    if (before?.labels === text) return;
    this.#unindex(key, before);
    for (const pair of labelPairs(labels)) this.#openIndex(pair).add(key);
  }

  /** Takes a record out, if there is one. */
  remove(key: string): void {
    this.#unindex(key, this.#rows.get(key));
    this.#rows.delete(key);
    this.#keys.delete(key);
  }

  /** How many records carry a label value. */
  sizeOf(pair: LabelPair): number {
    return this.#keysByPair.get(toText(pair))?.size ?? 0;
  }

  /** Copies of the records asked for, in key order. */
  scan(request: ScanRequest): readonly StoredRecord[] {
    const [keys, ...others] = this.#candidates(request.labels ?? {});
    if (!keys) return [];
    const found: StoredRecord[] = [];
    for (const key of walk(keys, request)) {
      if (others.every((other) => other.has(key))) found.push(this.#toRecord(key, this.#rows.get(key)!));
      if (found.length === request.limit) break;
    }
    return found;
  }

  /** The key sets that a record must be in, smallest first; none when one of them is empty. */
  #candidates(labels: Labels): readonly SortedKeys[] {
    const pairs = labelPairs(labels);
    if (pairs.length === 0) return [this.#keys];
    const sets = pairs.flatMap((pair) => this.#keysByPair.get(toText(pair)) ?? []);
    return sets.length === pairs.length ? sets.sort((left, right) => left.size - right.size) : [];
  }

  #openIndex(pair: LabelPair): SortedKeys {
    const text = toText(pair);
    const keys = this.#keysByPair.get(text) ?? new SortedKeys();
    this.#keysByPair.set(text, keys);
    return keys;
  }

  #unindex(key: string, row: Row | undefined): void {
    if (!row) return;
    for (const pair of labelPairs(JSON.parse(row.labels) as Labels)) {
      const text = toText(pair);
      const keys = this.#keysByPair.get(text);
      keys?.delete(key);
      if (keys?.size === 0) this.#keysByPair.delete(text);
    }
  }

  #toRecord(key: string, { value, lock, labels }: Row): StoredRecord {
    const parsed = { value: JSON.parse(value) as JsonObject, labels: JSON.parse(labels) as Labels };
    return { collection: this.name, key, lock, ...parsed };
  }
}

/** The keys between the bounds, in the order asked for. */
function* walk(keys: SortedKeys, { from = '', after, order }: ScanRequest): Generator<string> {
  if (order === 'descending') {
    for (const key of keys.descending(after)) {
      if (compareKeys(key, from) < 0) return;
      yield key;
    }
    return;
  }
  const first = after !== undefined && compareKeys(after, from) > 0 ? after : from;
  for (const key of keys.ascending(first)) if (key !== after) yield key;
}

/** Names hold no NUL, so two pairs never share a text. */
function toText([label, value]: LabelPair): string {
  return `${label}\0${value}`;
}
