/** Records in SQLite. Every method is one stretch inside a transaction or one read; comparing comes before writing. */
import type { JsonObject, Labels, RecordWrite, StoredRecord, WriteResult } from '@ice/core';
import { isExpected } from '../request/is-expected.js';
import { labelPairs } from '../request/label-pairs.js';
import type { SqliteConnection } from './sqlite-connection.js';

/** A record on its way into the file: value and labels are JSON text already. */
export interface RecordRow {
  readonly collection: string;
  readonly key: string;
  readonly value: string;
  readonly lock: string;
  readonly labels: string;
}

/** Reads and writes the tables `records` and `labels`. */
export class SqliteRecords {
  readonly #find;
  readonly #identify;
  readonly #replaceValue;
  readonly #replaceAll;
  readonly #insert;
  readonly #delete;
  readonly #index;
  readonly #unindex;

  constructor(connection: SqliteConnection) {
    const place = 'WHERE collection = ? AND key = ?';
    this.#find = connection.prepare(`SELECT value, lock, labels FROM records ${place}`);
    this.#identify = connection.prepare(`SELECT lock, labels FROM records ${place}`);
    this.#replaceValue = connection.prepare(`UPDATE records SET value = ?, lock = ? ${place} AND labels = ?`);
    this.#replaceAll = connection.prepare(`UPDATE records SET value = ?, lock = ?, labels = ? ${place}`);
    this.#insert = connection.prepare(
      'INSERT INTO records (value, lock, labels, collection, key) VALUES (?, ?, ?, ?, ?)',
    );
    this.#delete = connection.prepare(`DELETE FROM records ${place}`);
    this.#index = connection.prepare('INSERT INTO labels (collection, key, label, value) VALUES (?, ?, ?, ?)');
    this.#unindex = connection.prepare(`DELETE FROM labels ${place} AND label = ? AND value = ?`);
  }

  /** The record, or null. */
  get(collection: string, key: string): StoredRecord | null {
    const row = this.#find.get([collection, key]) as StoredColumns | undefined;
    return row ? toRecord(collection, key, row) : null;
  }

  /** Writes `next` (null removes) if the record is what the write expects. */
  compareAndSet({ collection, key, expect }: RecordWrite, next: RecordRow | null): WriteResult {
    const [lock] = (this.#identify.get([collection, key]) ?? []) as [string?];
    if (!isExpected(expect, lock)) return { ok: false, current: this.get(collection, key) };
    if (next) this.put(next);
    else this.#remove(collection, key);
    return { ok: true };
  }

  /** Puts a record in place of whatever is there. Labels that stay the same cost nothing. */
  put(row: RecordRow): void {
    const { collection, key, value, lock, labels } = row;
    if (this.#replaceValue.run([value, lock, collection, key, labels]).changes === 0) this.#relabel(row);
  }

  #relabel({ collection, key, value, lock, labels }: RecordRow): void {
    const before = this.#identify.get([collection, key]) as readonly [string, string] | undefined;
    if (before) this.#forget(collection, key, before[1]);
    (before ? this.#replaceAll : this.#insert).run([value, lock, labels, collection, key]);
    for (const pair of labelPairs(JSON.parse(labels) as Labels)) this.#index.run([collection, key, ...pair]);
  }

  #remove(collection: string, key: string): void {
    const before = this.#identify.get([collection, key]) as readonly [string, string] | undefined;
    if (!before) return;
    this.#forget(collection, key, before[1]);
    this.#delete.run([collection, key]);
  }

  #forget(collection: string, key: string, labels: string): void {
    for (const pair of labelPairs(JSON.parse(labels) as Labels)) this.#unindex.run([collection, key, ...pair]);
  }
}

/** Columns as they are selected for a record: value, lock, labels. */
export type StoredColumns = readonly [value: string, lock: string, labels: string];

/** The record that these columns hold. */
export function toRecord(collection: string, key: string, [value, lock, labels]: StoredColumns): StoredRecord {
  return { collection, key, value: JSON.parse(value) as JsonObject, lock, labels: JSON.parse(labels) as Labels };
}
