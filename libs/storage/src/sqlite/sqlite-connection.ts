/** One connection to a store file: its settings, its transactions, its prepared statements. Knows no table. */
import Database from 'libsql';

/** A prepared statement. Parameters go in and rows come out as lists; numbers beyond ±2^53 do not survive. */
export interface SqliteStatement {
  /** Runs a change; `changes` counts the rows it touched. */
  run(parameters: readonly SqlValue[]): { readonly changes: number };
  /** The first row, or undefined. */
  get(parameters: readonly SqlValue[]): unknown;
  /** All rows. */
  all(parameters: readonly SqlValue[]): readonly unknown[];
}

/** What a statement takes. */
export type SqlValue = string | number;

/** `strict`: a commit that returned survives a power cut. `relaxed`: it survives the death of the process. */
export type Durability = 'strict' | 'relaxed';

/** Opening may wait this long for another process, blocking: nobody is served yet. */
const openingPatienceMs = 5_000;

/** Later a call may block the event loop for this long at most; `GroupCommit` waits longer without blocking. */
const callPatienceMs = 20;

/** Pages in the log before a commit copies them into the file: fewer, longer pauses the higher it is. */
const checkpointPages = 2_000;

/** An open store file. */
export class SqliteConnection {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, SqliteStatement>();

  /** Opens the file, which must exist. Throws the database's own error. */
  constructor(file: string) {
    this.#database = new Database(file);
    this.execute(`PRAGMA busy_timeout = ${openingPatienceMs}`);
  }

  /** Sets the file up for writing. Throws when it cannot have a write-ahead log (some network folders). */
  configure(durability: Durability): void {
    const [mode] = this.prepare('PRAGMA journal_mode = WAL').get([]) as [string];
    if (mode !== 'wal') throw new Error(`The file system offers no write-ahead log (journal mode ${mode}).`);
    const isStrict = durability === 'strict';
    this.execute(`PRAGMA synchronous = ${isStrict ? 'FULL' : 'NORMAL'}`);
    // On macOS a plain fsync stops at the drive's own memory.
    this.execute(`PRAGMA fullfsync = ${isStrict}; PRAGMA checkpoint_fullfsync = ${isStrict}`);
    this.execute(`PRAGMA wal_autocheckpoint = ${checkpointPages}; PRAGMA journal_size_limit = 67108864`);
    this.execute('PRAGMA cache_size = -16384');
  }

  /** From here on no call blocks for long. */
  startServing(): void {
    this.execute(`PRAGMA busy_timeout = ${callPatienceMs}`);
  }

  /** The statement for this text, prepared once. */
  prepare(sql: string): SqliteStatement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = toStatement(this.#database.prepare(sql));
    this.#statements.set(sql, statement);
    return statement;
  }

  /** Runs statements that give no rows. */
  execute(sql: string): void {
    this.#database.exec(sql);
  }

  /** Begins a transaction and takes the write lock. */
  begin(): void {
    this.execute('BEGIN IMMEDIATE');
  }

  /** Makes the transaction durable. */
  commit(): void {
    this.execute('COMMIT');
  }

  /** Undoes the transaction, if one is open. Never throws. */
  rollback(): void {
    try {
      if (this.#database.inTransaction) this.execute('ROLLBACK');
    } catch {
      // The fault that led here is the one to report; the next `begin` says whether the file works again.
    }
  }

  /** Copies the log into the file as far as other connections let it. Never throws: a log that stays is read at the next opening. */
  checkpoint(): void {
    try {
      this.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get([]);
    } catch {
      // As said above.
    }
  }

  /** Ends the connection. The driver gives the file back to the system when its statements are garbage collected. */
  close(): void {
    this.#statements.clear();
    this.#database.close();
  }
}

/** Rows as lists: half the cost of objects, and without the `_metadata` that the driver adds to those. */
function toStatement(statement: Database.Statement): SqliteStatement {
  if (statement.reader) statement.raw();
  return statement;
}
