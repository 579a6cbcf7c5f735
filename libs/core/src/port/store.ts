/** The port of storage: a few primitives that every adapter offers in the same way (`contracts/store-contract` proves it).
 *  Repositories (`core/repository`) are written once above it. Records are compared and set one at a time, streams are
 *  appended (and removed) with their record in one atomic act, so that an adapter never needs a transaction over two keys. */
import type { JsonObject } from '../json/json-value.js';

/** Short values by which records are found again. A list stands for several values of one label. */
export type Labels = Readonly<Record<string, string | readonly string[]>>;

/** A stored record with the lock of its last write. */
export interface StoredRecord {
  readonly collection: string;
  readonly key: string;
  readonly value: JsonObject;
  /** Minted by the writer, once per write; compared, never interpreted. */
  readonly lock: string;
  readonly labels: Labels;
}

/** One compare-and-set. */
export interface RecordWrite {
  readonly collection: string;
  readonly key: string;
  /** What must be there: nothing, the record with this lock, or whatever is there. */
  readonly expect: 'absent' | 'any' | { readonly lock: string };
  /** What is there afterwards; null removes the record. */
  readonly next: { readonly value: JsonObject; readonly lock: string; readonly labels?: Labels } | null;
}

/** The outcome of a compare-and-set. A refusal shows what stands there instead (null: nothing). */
export type WriteResult = { readonly ok: true } | { readonly ok: false; readonly current: StoredRecord | null };

/** A large value that entries of a stream speak of by its hash. */
export interface StreamPayload {
  /** Of the text; compared, never computed. Within a stream one hash stands for one text. */
  readonly hash: string;
  /** JSON text. */
  readonly text: string;
}

/** Entries to add to a stream together with their payloads and the record that sums it up, all or nothing. */
export interface AppendRequest {
  /** The key of its record: what changes in one act has one name, so that a store may spread names over machines. */
  readonly stream: string;
  /** Sequence of the last entry that the writer knows; 0 for a new stream. */
  readonly expectedSequence: number;
  /** Rises with every change of ownership; an append below the highest fence seen is refused. */
  readonly fence: number;
  /** Take the sequences `expectedSequence + 1 …`. Durable when the append answers. */
  readonly entries: readonly JsonObject[];
  /** Those that the stream has already stay as they are. Default: none. */
  readonly payloads?: readonly StreamPayload[];
  readonly record: {
    readonly collection: string;
    readonly key: string;
    readonly value: JsonObject;
    readonly labels?: Labels;
  };
}

/** The outcome of an append. */
export type AppendResult =
  { readonly ok: true } | { readonly ok: false; readonly reason: 'sequence' | 'fence'; readonly sequence: number };

/** A stream to remove together with the record that sums it up. */
export interface RemoveRequest {
  /** The key of its record. */
  readonly stream: string;
  /** The record as it was read: nothing is removed that has changed since. */
  readonly record: Pick<StoredRecord, 'collection' | 'key' | 'lock'>;
}

/** Which records to list. */
export interface ScanRequest {
  readonly collection: string;
  /** Records that carry all of these label values. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Keys strictly after this one in the order asked for. */
  readonly after?: string;
  /** Keys at or above this one (keys begin with their time). */
  readonly from?: string;
  /** By key. Default `ascending`. */
  readonly order?: 'ascending' | 'descending';
  /** At most this many, 1 … 1,001: a page of 1,000, and one more that tells whether there are more. */
  readonly limit: number;
}

/** Which records to count. */
export interface CountRequest {
  readonly collection: string;
  /** One label value that they carry. */
  readonly label: string;
  readonly value: string;
  /** Counting ends here: what there is beyond is not looked at. 1 or more. */
  readonly atMost: number;
}

/** Keeps records and streams. Every method may reject with `IceError` `store-unavailable`. */
export abstract class Store {
  /** The record, or null. */
  abstract get(collection: string, key: string): Promise<StoredRecord | null>;

  /** Compares and sets one record in one atomic step. */
  abstract compareAndSet(write: RecordWrite): Promise<WriteResult>;

  /** Records of one collection in key order. */
  abstract scan(request: ScanRequest): Promise<readonly StoredRecord[]>;

  /** How many records carry a label value, without a look at any of them. Exact while nobody writes; a record whose labels are just being
   *  written may count with both. */
  abstract count(request: CountRequest): Promise<number>;

  /** Adds entries and sets the summing record atomically, or refuses. */
  abstract append(request: AppendRequest): Promise<AppendResult>;

  /** Entries with sequences above `after`, in order, at most `limit`. An unknown stream has none. */
  abstract range(stream: string, after: number, limit: number): Promise<readonly JsonObject[]>;

  /** The text of a payload, or null. */
  abstract payload(stream: string, hash: string): Promise<string | null>;

  /** Removes a stream with its entries, its payloads, its fence and its record atomically, or refuses: then all of it stays. */
  abstract remove(request: RemoveRequest): Promise<WriteResult>;

  /** Resolves when the store can write; rejects with the reason when not. For readiness. */
  abstract check(): Promise<void>;

  /** Waits for what is under way and lets go of files and connections. Idempotent. */
  abstract close(): Promise<void>;
}
