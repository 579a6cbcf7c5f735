/** The reference adapter: everything in maps of this process, gone with it. It says what the other adapters must do; nothing
 *  here may wait, since one synchronous stretch per operation is what makes each of them atomic. */
import {
  IceError,
  Store,
  type AppendRequest,
  type AppendResult,
  type CountRequest,
  type IdSource,
  type JsonObject,
  type RecordWrite,
  type RemoveRequest,
  type ScanRequest,
  type StoredRecord,
  type WriteResult,
} from '@ice/core';
import {
  checkAppend,
  checkCount,
  checkPayload,
  checkPlace,
  checkRange,
  checkRemove,
  checkScan,
  checkWrite,
} from '../request/check-request.js';
import { isExpected } from '../request/is-expected.js';
import { judgeAppend } from '../request/judge-append.js';
import { UlidSource } from '../system/ulid-source.js';
import { deepFreeze } from './deep-freeze.js';
import { MemoryCollection } from './memory-collection.js';

/** A stream as kept. The entry at index n has the sequence n + 1. */
interface MemoryStream {
  fence: number;
  readonly entries: JsonObject[];
  /** Texts by hash. */
  readonly payloads: Map<string, string>;
}

/**
 * Keeps records and streams in memory, for tests and for measuring the engine alone.
 *
 * Records are copied in and out. Entries are frozen, with all that is in them, and then shared: a caller that changes an entry
 * after `append` gets a `TypeError`, and `range` hands out the same frozen objects.
 */
export class MemoryStore extends Store {
  readonly #collections = new Map<string, MemoryCollection>();
  readonly #streams = new Map<string, MemoryStream>();
  #isClosed = false;

  /** @param ids mints the locks of records that `append` writes. */
  constructor(private readonly ids: IdSource = new UlidSource()) {
    super();
  }

  override async get(collection: string, key: string): Promise<StoredRecord | null> {
    this.#assertOpen();
    checkPlace(collection, key);
    return this.#collections.get(collection)?.get(key) ?? null;
  }

  override async compareAndSet(write: RecordWrite): Promise<WriteResult> {
    this.#assertOpen();
    checkWrite(write);
    const collection = this.#openCollection(write.collection);
    if (!isExpected(write.expect, collection.lockOf(write.key)))
      return { ok: false, current: collection.get(write.key) };
    if (write.next === null) collection.remove(write.key);
    else collection.set(write.key, JSON.stringify(write.next.value), write.next.lock, write.next.labels);
    return { ok: true };
  }

  override async scan(request: ScanRequest): Promise<readonly StoredRecord[]> {
    this.#assertOpen();
    checkScan(request);
    return this.#collections.get(request.collection)?.scan(request) ?? [];
  }

  override async count(request: CountRequest): Promise<number> {
    this.#assertOpen();
    checkCount(request);
    const { collection, label, value, atMost } = request;
    return Math.min(atMost, this.#collections.get(collection)?.sizeOf([label, value]) ?? 0);
  }

  override async append(request: AppendRequest): Promise<AppendResult> {
    this.#assertOpen();
    checkAppend(request);
    const stream: MemoryStream = this.#streams.get(request.stream) ?? { fence: 0, entries: [], payloads: new Map() };
    const refusal = judgeAppend({ sequence: stream.entries.length, fence: stream.fence }, request);
    if (refusal) return refusal;
    // The one thing that may throw comes before the first change.
    const value = JSON.stringify(request.record.value);
    for (const entry of request.entries) stream.entries.push(deepFreeze(entry));
    for (const { hash, text } of request.payloads ?? []) {
      if (!stream.payloads.has(hash)) stream.payloads.set(hash, text);
    }
    stream.fence = request.fence;
    this.#streams.set(request.stream, stream);
    const { collection, key, labels } = request.record;
    this.#openCollection(collection).set(key, value, this.ids.next('lk'), labels);
    return { ok: true };
  }

  override async range(stream: string, after: number, limit: number): Promise<readonly JsonObject[]> {
    this.#assertOpen();
    checkRange(stream, after, limit);
    return this.#streams.get(stream)?.entries.slice(after, after + limit) ?? [];
  }

  override async payload(stream: string, hash: string): Promise<string | null> {
    this.#assertOpen();
    checkPayload(stream, hash);
    return this.#streams.get(stream)?.payloads.get(hash) ?? null;
  }

  override async remove(request: RemoveRequest): Promise<WriteResult> {
    this.#assertOpen();
    checkRemove(request);
    const { collection, key, lock } = request.record;
    const records = this.#openCollection(collection);
    if (!isExpected({ lock }, records.lockOf(key))) return { ok: false, current: records.get(key) };
    records.remove(key);
    this.#streams.delete(request.stream);
    return { ok: true };
  }

  override async check(): Promise<void> {
    this.#assertOpen();
  }

  override async close(): Promise<void> {
    this.#isClosed = true;
    this.#collections.clear();
    this.#streams.clear();
  }

  #openCollection(name: string): MemoryCollection {
    const collection = this.#collections.get(name) ?? new MemoryCollection(name);
    this.#collections.set(name, collection);
    return collection;
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new IceError('store-unavailable', 'The store is closed.', { retryable: true });
  }
}
