/** Streams in SQLite. An append is judged and written in one stretch inside a transaction; a refused one writes nothing. */
import type { AppendRequest, AppendResult, JsonObject } from '@ice/core';
import { judgeAppend, type StreamState } from '../request/judge-append.js';
import { largestBatchEntries, type EntryBatch } from './entry-batches.js';
import type { SqliteConnection } from './sqlite-connection.js';

/** A stream as it stands in the file. */
interface KnownStream extends StreamState {
  /** Undefined: it is not there yet. */
  readonly id: number | undefined;
}

/** More streams than this are not remembered. */
const mostKnown = 10_000;

/** Reads and writes the tables `streams`, `batches` and `payloads`. */
export class SqliteStreams {
  readonly #find;
  readonly #open;
  readonly #insert;
  readonly #range;
  readonly #keep;
  readonly #payload;
  /** What was last written or read. Asking the file instead would double the cost of an append. */
  readonly #known = new Map<string, KnownStream>();

  constructor(connection: SqliteConnection) {
    this.#find = connection.prepare(
      `SELECT id, fence, (SELECT coalesce(max(last), 0) FROM batches WHERE stream_id = streams.id)
       FROM streams WHERE stream = ?`,
    );
    this.#open = connection.prepare(
      `INSERT INTO streams (stream, fence) VALUES (?, ?)
       ON CONFLICT (stream) DO UPDATE SET fence = excluded.fence RETURNING id`,
    );
    this.#insert = connection.prepare('INSERT INTO batches (stream_id, last, entries) VALUES (?, ?, ?)');
    this.#range = connection.prepare(
      `SELECT last, entries FROM batches WHERE stream_id = (SELECT id FROM streams WHERE stream = ?)
       AND last > ? AND last < ? ORDER BY last`,
    );
    this.#keep = connection.prepare(
      'INSERT INTO payloads (stream_id, hash, text) VALUES (?, ?, ?) ON CONFLICT (stream_id, hash) DO NOTHING',
    );
    this.#payload = connection.prepare(
      'SELECT text FROM payloads WHERE stream_id = (SELECT id FROM streams WHERE stream = ?) AND hash = ?',
    );
  }

  /** Adds the batches and the payloads of the request, or says why not. */
  append(request: AppendRequest, batches: readonly EntryBatch[]): AppendResult {
    const { stream, fence, expectedSequence } = request;
    const known = this.#known.get(stream) ?? this.#read(stream);
    const refusal = judgeAppend(known, request);
    if (refusal) return refusal;
    const id = known.id !== undefined && known.fence === fence ? known.id : this.#raise(stream, fence);
    for (const { last, entries } of batches) this.#insert.run([id, last, entries]);
    for (const { hash, text } of request.payloads ?? []) this.#keep.run([id, hash, text]);
    this.#remember(stream, { id, fence, sequence: batches.at(-1)?.last ?? expectedSequence });
    return { ok: true };
  }

  /** Must be called whenever the file may differ from what was last written here: after a rollback and after others wrote; with a
   *  stream, when only that one may. */
  forget(stream?: string): void {
    if (stream === undefined) this.#known.clear();
    else this.#known.delete(stream);
  }

  /** Entries with sequences above `after`, at most `limit`. */
  range(stream: string, after: number, limit: number): readonly JsonObject[] {
    // The row of the last entry asked for may end up to a batch later.
    const rows = this.#range.all([stream, after, after + limit + largestBatchEntries]);
    const found: JsonObject[] = [];
    for (const [last, text] of rows as readonly (readonly [number, string])[]) {
      const entries = JSON.parse(text) as readonly JsonObject[];
      const known = Math.max(0, after - (last - entries.length));
      found.push(...entries.slice(known, known + limit - found.length));
      if (found.length === limit) break;
    }
    return found;
  }

  /** The text of a payload, or null. */
  payload(stream: string, hash: string): string | null {
    const [text] = (this.#payload.get([stream, hash]) ?? []) as [string?];
    return text ?? null;
  }

  #read(stream: string): KnownStream {
    const row = this.#find.get([stream]) as readonly [id: number, fence: number, sequence: number] | undefined;
    return row ? { id: row[0], fence: row[1], sequence: row[2] } : { id: undefined, fence: 0, sequence: 0 };
  }

  /** Makes the stream, or gives it its new fence. */
  #raise(stream: string, fence: number): number {
    const [id] = this.#open.get([stream, fence]) as readonly [number];
    return id;
  }

  #remember(stream: string, known: KnownStream): void {
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.set(stream, known);
  }
}
