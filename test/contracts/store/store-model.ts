/** The simplest thing that behaves like a store: what the random command sequences are compared with. Slow, and shares nothing
 *  with any adapter, so that an error would have to be made twice to stay hidden. */
import type {
  AppendRequest,
  AppendResult,
  JsonObject,
  RecordWrite,
  ScanRequest,
  StoredRecord,
  WriteResult,
} from '@ice/core';

/** A store in two lists. Promises nothing about speed. */
export class StoreModel {
  #records: readonly StoredRecord[] = [];
  readonly #entries: { readonly stream: string; readonly entry: JsonObject }[] = [];
  readonly #fences: { readonly stream: string; readonly fence: number }[] = [];
  /** Every lock that any record ever had. */
  readonly locks = new Set<string>();

  get(collection: string, key: string): StoredRecord | null {
    return this.#records.find((record) => record.collection === collection && record.key === key) ?? null;
  }

  compareAndSet({ collection, key, expect, next }: RecordWrite): WriteResult {
    const current = this.get(collection, key);
    const isAsExpected = expect === 'any' || (expect === 'absent' ? !current : current?.lock === expect.lock);
    if (!isAsExpected) return { ok: false, current };
    this.#records = this.#records.filter((record) => record !== current);
    if (next) this.#put({ collection, key, labels: {}, ...next });
    return { ok: true };
  }

  scan({ collection, labels = {}, after, from, order, limit }: ScanRequest): readonly StoredRecord[] {
    const direction = order === 'descending' ? -1 : 1;
    return this.#records
      .filter((record) => record.collection === collection)
      .filter((record) => after === undefined || byteOrder(record.key, after) * direction > 0)
      .filter((record) => from === undefined || byteOrder(record.key, from) >= 0)
      .filter((record) =>
        Object.entries(labels).every(([label, value]) => [record.labels[label]].flat().includes(value)),
      )
      .toSorted((left, right) => byteOrder(left.key, right.key) * direction)
      .slice(0, limit);
  }

  /** `lock` is what the adapter gave the record. */
  append({ stream, expectedSequence, fence, entries, record }: AppendRequest, lock: string): AppendResult {
    const sequence = this.sequenceOf(stream);
    if (fence < this.fenceOf(stream)) return { ok: false, reason: 'fence', sequence };
    if (expectedSequence !== sequence) return { ok: false, reason: 'sequence', sequence };
    for (const entry of entries) this.#entries.push({ stream, entry });
    this.#fences.push({ stream, fence });
    this.compareAndSet({ ...record, expect: 'any', next: { labels: {}, ...record, lock } });
    return { ok: true };
  }

  range(stream: string, after: number, limit: number): readonly JsonObject[] {
    const entries = this.#entries.filter((one) => one.stream === stream).map(({ entry }) => entry);
    return entries.slice(after, after + limit);
  }

  sequenceOf(stream: string): number {
    return this.range(stream, 0, Number.MAX_SAFE_INTEGER).length;
  }

  fenceOf(stream: string): number {
    return Math.max(0, ...this.#fences.filter((one) => one.stream === stream).map(({ fence }) => fence));
  }

  #put({ collection, key, value, lock, labels }: StoredRecord): void {
    this.#records = [...this.#records, { collection, key, value, lock, labels }];
    this.locks.add(lock);
  }
}

function byteOrder(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
