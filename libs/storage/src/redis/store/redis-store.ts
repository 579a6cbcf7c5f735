/** The adapter for many machines: records and streams in Redis, or in a Cluster. Every transition is one script over keys of one tag, and
 *  nothing is acknowledged before Redis has answered that it is done. There is no copy in this process and no other store to fall back to:
 *  what Redis cannot do, rejects. */
import { randomBytes } from 'node:crypto';
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
} from '../../request/check-request.js';
import { UlidSource } from '../../system/ulid-source.js';
import { CallGate } from '../connection/call-gate.js';
import { CallPatience } from '../connection/call-patience.js';
import type { RedisPlace } from '../connection/redis-client.js';
import { RedisConnection } from '../connection/redis-connection.js';
import { IndexTidying } from './index-tidying.js';
import { RecordIndex } from './record-index.js';
import { entriesName, payloadsName, recordName } from './record-place.js';
import { RedisScan } from './redis-scan.js';
import { RedisWrites } from './redis-writes.js';
import { recordFields, toStoredRecord, type RecordFields } from './stored-record.js';

/** How a store in Redis is opened. */
export interface RedisStoreOptions {
  /** Mints the locks of records that `append` writes. */
  readonly ids?: IdSource;
}

/** Calls under way: enough to keep Redis busy, few enough for each of them to come to its end in time. */
const callsAtOnce = 256;

/** So many entries are asked of Redis at once: it does nothing else while it answers. */
const rangeSize = 500;

/** Keeps records and streams in Redis. Any number of processes may use the same one. */
export class RedisStore extends Store {
  readonly #writes: RedisWrites;
  readonly #tidying: IndexTidying;
  readonly #gate = new CallGate(callsAtOnce);
  readonly #underWay = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  private constructor(
    /** For the ledger and the feed, which share it. It ends with the store. */
    readonly connection: RedisConnection,
    private readonly ids: IdSource,
  ) {
    super();
    this.#tidying = new IndexTidying(connection);
    this.#writes = new RedisWrites(connection, this.#tidying, randomBytes(9).toString('base64url'));
  }

  /** Connects. @throws IceError `store-unavailable` when Redis does not answer. */
  static async open(place: RedisPlace, options: RedisStoreOptions = {}): Promise<RedisStore> {
    return new RedisStore(await RedisConnection.open(place), options.ids ?? new UlidSource());
  }

  override async get(collection: string, key: string): Promise<StoredRecord | null> {
    checkPlace(collection, key);
    const place = { collection, key };
    const fields = await this.#read('HMGET', recordName(this.connection, place), ...recordFields);
    return toStoredRecord(place, fields as RecordFields);
  }

  override async compareAndSet(write: RecordWrite): Promise<WriteResult> {
    checkWrite(write);
    return this.#call((patience) => this.#writes.compareAndSet(write, patience));
  }

  override async scan(request: ScanRequest): Promise<readonly StoredRecord[]> {
    checkScan(request);
    return this.#call((patience) => new RedisScan(this.connection, this.#tidying, request, patience).run());
  }

  /** A record whose labels are just being written may count for both, and what a crash has left over counts for up to some minutes. */
  override async count({ collection, label, value, atMost }: CountRequest): Promise<number> {
    checkCount({ collection, label, value, atMost });
    const index = new RecordIndex(this.connection, collection, [label, value]);
    const size = await this.#call((patience) => index.size(patience));
    this.#tidying.visit(index);
    return Math.min(atMost, size);
  }

  override async append(request: AppendRequest): Promise<AppendResult> {
    checkAppend(request);
    return this.#call((patience) => this.#writes.append(request, this.ids.next('lk'), patience));
  }

  override async range(stream: string, after: number, limit: number): Promise<readonly JsonObject[]> {
    checkRange(stream, after, limit);
    const found: JsonObject[] = [];
    for (let left = limit; left > 0; left -= rangeSize) {
      const first = after + found.length;
      const size = Math.min(left, rangeSize);
      const texts = await this.#read('LRANGE', entriesName(this.connection, stream), first, first + size - 1);
      for (const text of texts as readonly string[]) found.push(JSON.parse(text) as JsonObject);
      if (found.length < after - first + size) break;
    }
    return found;
  }

  override async payload(stream: string, hash: string): Promise<string | null> {
    checkPayload(stream, hash);
    return (await this.#read('HGET', payloadsName(this.connection, stream), hash)) as string | null;
  }

  override async remove(request: RemoveRequest): Promise<WriteResult> {
    checkRemove(request);
    return this.#call((patience) => this.#writes.remove(request, patience));
  }

  /** Writes, since a Redis may answer and take nothing: full, read-only, or with a disk that failed. */
  override async check(): Promise<void> {
    await this.#read('SET', this.connection.key('check'), Date.now(), 'PX', 60_000);
  }

  override close(): Promise<void> {
    return (this.#closing ??= this.#shut());
  }

  async #shut(): Promise<void> {
    await Promise.allSettled(this.#underWay);
    await this.#tidying.settle();
    await this.connection.close();
  }

  /** One command that may be repeated. */
  #read(name: string, ...values: readonly (string | number)[]): Promise<unknown> {
    return this.#call((patience) => patience.until(() => this.connection.command(name, ...values)));
  }

  #call<T>(work: (patience: CallPatience) => Promise<T>): Promise<T> {
    if (this.#closing) throw new IceError('store-unavailable', 'The store is closed.', { retryable: true });
    const answer = this.#gate.run(() => work(new CallPatience(this.connection)));
    const done = answer.catch(() => undefined).finally(() => this.#underWay.delete(done));
    this.#underWay.add(done);
    return answer;
  }
}
