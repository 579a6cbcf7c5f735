/** Presence by file locks: each worker holds an exclusive lock on a small SQLite file of its own, which the system gives back the
 *  moment its process dies, however it dies. For the workers of one machine that share a data folder. */
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { WorkerPresence } from '@ice/core';
import { createPrivateFile } from './create-private-file.js';
import { SqliteConnection } from './sqlite-connection.js';

/** Locks of workers in one folder. */
export class SqliteWorkerPresence extends WorkerPresence {
  readonly #held = new Map<string, SqliteConnection>();

  /** @param folder where the lock files are; made when missing, for this user alone. */
  constructor(private readonly folder: string) {
    super();
  }

  override show(workerId: string): void {
    const file = this.fileOf(workerId);
    createPrivateFile(file);
    const connection = lock(file);
    if (connection === null) throw new Error(`Another process holds the lock of worker ${workerId}.`);
    this.#held.set(workerId, connection);
  }

  /** A worker without a file is one of another machine or folder: nobody here can tell. */
  override isGone(workerId: string): boolean {
    const file = this.fileOf(workerId);
    // Opening a file that this process has locked, and closing it again, would drop the lock.
    if (this.#held.has(workerId) || !existsSync(file)) return false;
    const connection = lock(file);
    connection?.close();
    return connection !== null;
  }

  override leave(workerId: string): void {
    this.#held.get(workerId)?.close();
    this.#held.delete(workerId);
    rmSync(this.fileOf(workerId), { force: true });
  }

  private fileOf(workerId: string): string {
    return path.join(this.folder, `${workerId}.lock`);
  }
}

/** A connection that holds the lock, or null when another process holds it. */
function lock(file: string): SqliteConnection | null {
  const connection = new SqliteConnection(file);
  try {
    connection.execute('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return connection;
  } catch {
    connection.close();
    return null;
  }
}
