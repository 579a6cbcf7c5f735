/** The embedded adapter: one SQLite file, no server. Nothing is acknowledged before the commit that holds it has returned, and a
 *  fault is never hidden: every operation it touches rejects. */
import path from 'node:path';
import {
  IceError,
  Store,
  type BudgetLedger,
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
import { UlidSource } from '../system/ulid-source.js';
import { createPrivateFile } from './create-private-file.js';
import { cutBatches } from './entry-batches.js';
import { GroupCommit } from './group-commit.js';
import { SqliteConnection, type Durability } from './sqlite-connection.js';
import { SqliteLedger } from './sqlite-ledger.js';
import { SqliteRecords, type RecordRow } from './sqlite-records.js';
import { SqliteRemoval } from './sqlite-removal.js';
import { countRecords, scanRecords } from './sqlite-scan.js';
import { checkSchema, migrateSchema } from './sqlite-schema.js';
import { SqliteStreams } from './sqlite-streams.js';
import { SqliteTransaction } from './sqlite-transaction.js';
import { messageOf, storeUnavailable } from './store-unavailable.js';

/** How a store file is opened. */
export interface SqliteStoreOptions {
  /** The file. It and the folders above it are made when missing, for this user alone. */
  readonly path: string;
  /** What an acknowledged write survives. Default `strict`: a power cut. `relaxed`: the death of the process. */
  readonly durability?: Durability;
  /** How long a write waits, in ms, while another process writes. Default 2,000. */
  readonly patienceMs?: number;
  /** Mints the locks of records that `append` writes. */
  readonly ids?: IdSource;
}

/** Keeps records and streams in a SQLite file with a write-ahead log. Several processes may open the same file. */
export class SqliteStore extends Store {
  /** The budget ledger in the same file. It shares the commits of the store, and ends with it. */
  readonly ledger: BudgetLedger;
  readonly #records: SqliteRecords;
  readonly #streams: SqliteStreams;
  readonly #removal: SqliteRemoval;
  readonly #commits: GroupCommit;
  #closing: Promise<void> | undefined;

  private constructor(
    private readonly connection: SqliteConnection,
    private readonly ids: IdSource,
    patienceMs: number,
  ) {
    super();
    this.#records = new SqliteRecords(connection);
    this.#streams = new SqliteStreams(connection);
    this.#removal = new SqliteRemoval(connection);
    this.#commits = new GroupCommit(new SqliteTransaction(connection, this.#streams), patienceMs);
    this.ledger = new SqliteLedger(connection, {
      read: (query) => this.#read(query),
      write: (change) => this.#write(change),
    });
  }

  /**
   * Opens the file and brings its tables up to date. Blocks while it does.
   * @throws IceError `store-unavailable` when the file cannot be used, is no store, or is of a newer version.
   */
  static async open(options: SqliteStoreOptions): Promise<SqliteStore> {
    try {
      const connection = openConnection(path.resolve(options.path), options.durability ?? 'strict');
      return new SqliteStore(connection, options.ids ?? new UlidSource(), options.patienceMs ?? 2_000);
    } catch (fault) {
      throw storeUnavailable(fault, `The store file ${options.path} cannot be opened: ${messageOf(fault)}`);
    }
  }

  override async get(collection: string, key: string): Promise<StoredRecord | null> {
    checkPlace(collection, key);
    return this.#read(() => this.#records.get(collection, key));
  }

  override async compareAndSet(write: RecordWrite): Promise<WriteResult> {
    checkWrite(write);
    const { collection, key, next } = write;
    const row = next && toRow(collection, key, next);
    return this.#write(() => this.#records.compareAndSet(write, row));
  }

  override async scan(request: ScanRequest): Promise<readonly StoredRecord[]> {
    checkScan(request);
    return this.#read(() => scanRecords(this.connection, request));
  }

  override async count(request: CountRequest): Promise<number> {
    checkCount(request);
    return this.#read(() => countRecords(this.connection, request));
  }

  override async append(request: AppendRequest): Promise<AppendResult> {
    checkAppend(request);
    const { collection, key, value, labels } = request.record;
    const batches = cutBatches(request.entries, request.expectedSequence);
    const row = toRow(collection, key, { value, lock: this.ids.next('lk'), ...(labels && { labels }) });
    return this.#write(() => {
      const result = this.#streams.append(request, batches);
      if (result.ok) this.#records.put(row);
      return result;
    });
  }

  override async range(stream: string, after: number, limit: number): Promise<readonly JsonObject[]> {
    checkRange(stream, after, limit);
    return this.#read(() => this.#streams.range(stream, after, limit));
  }

  override async payload(stream: string, hash: string): Promise<string | null> {
    checkPayload(stream, hash);
    return this.#read(() => this.#streams.payload(stream, hash));
  }

  override async remove(request: RemoveRequest): Promise<WriteResult> {
    checkRemove(request);
    const { collection, key, lock } = request.record;
    const result = await this.#write(() => {
      const removed = this.#records.compareAndSet({ collection, key, expect: { lock }, next: null }, null);
      if (!removed.ok) return removed;
      this.#removal.hide(request.stream);
      this.#streams.forget(request.stream);
      return removed;
    });
    while (result.ok && !this.#closing && (await this.#write(() => this.#removal.clear())));
    return result;
  }

  /** Writes, since a disk may be readable and full. */
  override async check(): Promise<void> {
    const sql = 'INSERT INTO checks VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET count = count + 1';
    await this.#write(() => this.connection.prepare(sql).run([]));
  }

  override close(): Promise<void> {
    return (this.#closing ??= this.#shut());
  }

  async #shut(): Promise<void> {
    await this.#commits.drain();
    this.connection.checkpoint();
    this.connection.close();
  }

  #read<T>(query: () => T): T {
    this.#assertOpen();
    try {
      return query();
    } catch (fault) {
      throw storeUnavailable(fault);
    }
  }

  #write<T>(execute: () => T): Promise<T> {
    this.#assertOpen();
    return this.#commits.run(execute);
  }

  #assertOpen(): void {
    if (this.#closing) throw new IceError('store-unavailable', 'The store is closed.', { retryable: true });
  }
}

function openConnection(file: string, durability: Durability): SqliteConnection {
  createPrivateFile(file);
  const connection = new SqliteConnection(file);
  try {
    checkSchema(connection);
    connection.configure(durability);
    migrateSchema(connection);
    connection.startServing();
    return connection;
  } catch (fault) {
    connection.close();
    throw fault;
  }
}

/** Values become text before they are queued: a caller may change its object while the write waits. */
function toRow(collection: string, key: string, next: NonNullable<RecordWrite['next']>): RecordRow {
  const { value, lock, labels = {} } = next;
  return { collection, key, value: JSON.stringify(value), lock, labels: JSON.stringify(labels) };
}
