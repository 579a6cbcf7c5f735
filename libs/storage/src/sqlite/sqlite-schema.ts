/** The tables of a store file and how an older file becomes a current one. A migration that was released is never changed: a new
 *  one is added behind it. A file of a newer version is never touched. */
import { IceError } from '@ice/core';
import type { SqliteConnection } from './sqlite-connection.js';

/**
 * Version n of the tables is made by the first n of these. `user_version` of a file says which one it has.
 *
 * Rows of all streams are laid down one behind the other, found through narrow indexes: a commit of many streams then writes a
 * few pages instead of one page for each of them. `batches.entries` is a JSON array of entries that were appended together, of
 * which `last` is the sequence of the last one. A removed stream keeps its row, under a name that no stream can have, until its
 * batches and payloads are gone: its id may not be given to another stream before.
 *
 * Money is in nano-USD, times in milliseconds since 1970. `accounts` is a JSON array of ids: those that a reservation with all its
 * members is charged to, or those that a member alone is charged to in addition.
 */
const migrations: readonly string[] = [
  `CREATE TABLE records (
     id INTEGER PRIMARY KEY, collection TEXT NOT NULL, key TEXT NOT NULL,
     value TEXT NOT NULL, lock TEXT NOT NULL, labels TEXT NOT NULL, UNIQUE (collection, key)
   ) STRICT;
   CREATE TABLE labels (
     collection TEXT NOT NULL, label TEXT NOT NULL, value TEXT NOT NULL, key TEXT NOT NULL,
     PRIMARY KEY (collection, label, value, key)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE streams (id INTEGER PRIMARY KEY, stream TEXT NOT NULL UNIQUE, fence INTEGER NOT NULL) STRICT;
   CREATE TABLE batches (
     id INTEGER PRIMARY KEY, stream_id INTEGER NOT NULL, last INTEGER NOT NULL, entries TEXT NOT NULL,
     UNIQUE (stream_id, last)
   ) STRICT;
   CREATE TABLE checks (id INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT;`,
  `CREATE TABLE payloads (
     id INTEGER PRIMARY KEY, stream_id INTEGER NOT NULL, hash TEXT NOT NULL, text TEXT NOT NULL,
     UNIQUE (stream_id, hash)
   ) STRICT;`,
  `CREATE TABLE ledger_accounts (
     id TEXT NOT NULL PRIMARY KEY, spent INTEGER NOT NULL, reserved INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE ledger_reservations (
     id TEXT NOT NULL PRIMARY KEY, accounts TEXT NOT NULL, free INTEGER NOT NULL,
     opened_at INTEGER NOT NULL, last_at INTEGER NOT NULL, is_closed INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX ledger_open ON ledger_reservations (id) WHERE is_closed = 0;
   CREATE INDEX ledger_closed ON ledger_reservations (last_at) WHERE is_closed = 1;
   CREATE TABLE ledger_members (
     reservation TEXT NOT NULL, member TEXT NOT NULL, accounts TEXT NOT NULL,
     spent INTEGER NOT NULL, held INTEGER NOT NULL, PRIMARY KEY (reservation, member)
   ) STRICT, WITHOUT ROWID;`,
];

/** The version that this code writes. */
const schemaVersion = migrations.length;

/** Throws `store-unavailable` (not retryable) when the file is of a newer version, or no store at all. Changes nothing. */
export function checkSchema(connection: SqliteConnection): void {
  // Tables first: another process that makes them meanwhile commits them with their version.
  const [tables] = connection.prepare('SELECT count(*) FROM sqlite_schema').get([]) as [number];
  const version = versionOf(connection);
  if (version > schemaVersion) throw refusal(`has version ${version}, this program knows up to ${schemaVersion}`);
  if (version === 0 && tables > 0) throw refusal('belongs to another program (it has tables, but no version)');
}

/** Brings the file to the current version, in one transaction. */
export function migrateSchema(connection: SqliteConnection): void {
  if (versionOf(connection) === schemaVersion) return;
  connection.begin();
  try {
    // Read again under the write lock: another process may have been faster.
    checkSchema(connection);
    for (const migration of migrations.slice(versionOf(connection))) connection.execute(migration);
    connection.execute(`PRAGMA user_version = ${schemaVersion}`);
    connection.commit();
  } catch (fault) {
    connection.rollback();
    throw fault;
  }
}

function versionOf(connection: SqliteConnection): number {
  const [version] = connection.prepare('PRAGMA user_version').get([]) as [number];
  return version;
}

function refusal(reason: string): IceError {
  return new IceError('store-unavailable', `The store file ${reason}.`, { evidence: { reason: 'schema-version' } });
}
