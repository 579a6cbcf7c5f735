/** The simplest thing that behaves like a store: what the random command sequences are compared with. Slow, and shares nothing
 *  with any adapter, so that an error would have to be made twice to stay hidden. */
import type {
  AppendRequest,
  AppendResult,
  CountRequest,
  JsonObject,
  RecordWrite,
  RemoveRequest,
  ScanRequest,
  StoredRecord,
  WriteResult,
} from '@ice/core';

/** A store in a few lists. Promises nothing about speed. */
export class StoreModel {
  #records: readonly StoredRecord[] = [];
  #entries: readonly { readonly stream: string; readonly entry: JsonObject }[] = [];
  #fences: readonly { readonly stream: string; readonly fence: number }[] = [];
  #payloads: readonly { readonly stream: string; readonly hash: string; readonly text: string }[] = [];
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

  count({ collection, label, value, atMost }: CountRequest): number {
    return this.scan({ collection, labels: { [label]: value }, limit: atMost }).length;
  }

  /** `lock` is what the adapter gave the record. */
  append(
    { stream, expectedSequence, fence, entries, payloads = [], record }: AppendRequest,
    lock: string,
  ): AppendResult {
    const sequence = this.sequenceOf(stream);
    if (fence < this.fenceOf(stream)) return { ok: false, reason: 'fence', sequence };
    if (expectedSequence !== sequence) return { ok: false, reason: 'sequence', sequence };
    this.#entries = [...this.#entries, ...entries.map((entry) => ({ stream, entry }))];
    this.#payloads = [...this.#payloads, ...payloads.map((payload) => ({ stream, ...payload }))];
    this.#fences = [...this.#fences, { stream, fence }];
    this.compareAndSet({ ...record, expect: 'any', next: { labels: {}, ...record, lock } });
    return { ok: true };
  }

  range(stream: string, after: number, limit: number): readonly JsonObject[] {
    const entries = this.#entries.filter((one) => one.stream === stream).map(({ entry }) => entry);
    return entries.slice(after, after + limit);
  }

  /** The first one that came under this hash. */
  payload(stream: string, hash: string): string | null {
    return this.#payloads.find((one) => one.stream === stream && one.hash === hash)?.text ?? null;
  }

  remove({ stream, record: { collection, key, lock } }: RemoveRequest): WriteResult {
    const result = this.compareAndSet({ collection, key, expect: { lock }, next: null });
    if (!result.ok) return result;
    const isOther = (one: { readonly stream: string }): boolean => one.stream !== stream;
    this.#entries = this.#entries.filter(isOther);
    this.#payloads = this.#payloads.filter(isOther);
    this.#fences = this.#fences.filter(isOther);
    return result;
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
