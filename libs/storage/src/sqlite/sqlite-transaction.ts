/** The brackets around a batch of writes, and the one place that decides whether what this process remembers of the file is
 *  still true. Memory may never be older than the file. */
import type { Transaction } from './group-commit.js';
import type { SqliteConnection } from './sqlite-connection.js';

/** Something that remembers parts of the file. */
export interface FileMemory {
  /** Forgets all of it. */
  forget(): void;
}

/** A transaction that keeps memory and file together. */
export class SqliteTransaction implements Transaction {
  #version = 0;

  constructor(
    private readonly connection: SqliteConnection,
    private readonly memory: FileMemory,
  ) {}

  begin(): void {
    this.connection.begin();
    // Under the write lock nobody else can write any more; SQLite counts the commits of other connections up to here.
    const [version] = this.connection.prepare('PRAGMA data_version').get([]) as [number];
    if (version !== this.#version) this.memory.forget();
    this.#version = version;
  }

  commit(): void {
    this.connection.commit();
  }

  rollback(): void {
    this.memory.forget();
    this.connection.rollback();
  }
}
