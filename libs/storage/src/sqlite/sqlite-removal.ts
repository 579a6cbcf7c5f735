/** Takes removed streams out of the file. Whoever reads finds nothing of such a stream from the first moment on; the space that it took
 *  is given back slice by slice, so that a long stream keeps the event loop no longer than a short one. What a crash leaves of it
 *  goes with the next removal. */
import type { SqliteConnection } from './sqlite-connection.js';

/** Rows of one slice: batches are small, payloads are large. */
const batchesInSlice = 200;
const payloadsInSlice = 4;

/** Hides streams and clears away what was theirs. */
export class SqliteRemoval {
  readonly #hide;
  readonly #hidden;
  readonly #clearBatches;
  readonly #clearPayloads;
  readonly #forget;

  constructor(connection: SqliteConnection) {
    // Names given by callers hold no NUL, so no stream is called this way, and no two hidden ones alike.
    this.#hide = connection.prepare('UPDATE streams SET stream = char(0) || id WHERE stream = ?');
    this.#hidden = connection.prepare('SELECT id FROM streams WHERE stream > char(0) AND stream < char(1) LIMIT 1');
    this.#clearBatches = connection.prepare(sliceOf('batches', batchesInSlice));
    this.#clearPayloads = connection.prepare(sliceOf('payloads', payloadsInSlice));
    this.#forget = connection.prepare('DELETE FROM streams WHERE id = ?');
  }

  /** From here on there is no stream of this name. */
  hide(stream: string): void {
    this.#hide.run([stream]);
  }

  /** Clears away one slice of a hidden stream; false when there was none. */
  clear(): boolean {
    const [id] = (this.#hidden.get([]) ?? []) as [number?];
    if (id === undefined) return false;
    if (this.#clearBatches.run([id]).changes === batchesInSlice) return true;
    if (this.#clearPayloads.run([id]).changes === payloadsInSlice) return true;
    this.#forget.run([id]);
    return true;
  }
}

function sliceOf(table: string, size: number): string {
  return `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE stream_id = ? LIMIT ${size})`;
}
