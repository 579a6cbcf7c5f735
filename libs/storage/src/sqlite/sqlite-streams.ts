/** Streams in SQLite. An append is judged and written in one stretch inside a transaction; a refused one writes nothing. */
import type { AppendRequest, AppendResult, JsonObject } from '@ice/core';
import { judgeAppend } from '../request/judge-append.js';
import { largestBatchEntries, type EntryBatch } from './entry-batches.js';
import type { SqliteConnection } from './sqlite-connection.js';

/** Reads and writes the tables `streams` and `batches`. */
export class SqliteStreams {
  readonly #extend;
  readonly #find;
  readonly #open;
  readonly #insert;
  readonly #range;

  constructor(connection: SqliteConnection) {
    const last = '(SELECT coalesce(max(last), 0) FROM batches WHERE stream_id = streams.id)';
    this.#extend = connection.prepare(
      `INSERT INTO batches (stream_id, last, entries)
       SELECT id, ?, ? FROM streams WHERE stream = ? AND fence = ? AND ${last} = ?`,
    );
    this.#find = connection.prepare(`SELECT id, fence, ${last} FROM streams WHERE stream = ?`);
    this.#open = connection.prepare(
      `INSERT INTO streams (stream, fence) VALUES (?, ?)
       ON CONFLICT (stream) DO UPDATE SET fence = excluded.fence RETURNING id`,
    );
    this.#insert = connection.prepare('INSERT INTO batches (stream_id, last, entries) VALUES (?, ?, ?)');
    this.#range = connection.prepare(
      `SELECT last, entries FROM batches WHERE stream_id = (SELECT id FROM streams WHERE stream = ?)
       AND last > ? AND last < ? ORDER BY last`,
    );
  }

  /** Adds the batches of the request, or says why not. */
  append(request: AppendRequest, batches: readonly EntryBatch[]): AppendResult {
    return this.#appendInOne(request, batches) ? { ok: true } : this.#appendJudged(request, batches);
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

  /** The common case in one statement: one batch, the same owner, nothing came between. False leaves everything as it was. */
  #appendInOne({ stream, fence, expectedSequence }: AppendRequest, [batch, more]: readonly EntryBatch[]): boolean {
    if (!batch || more) return false;
    return this.#extend.run([batch.last, batch.entries, stream, fence, expectedSequence]).changes === 1;
  }

  #appendJudged(request: AppendRequest, batches: readonly EntryBatch[]): AppendResult {
    const row = this.#find.get([request.stream]) as readonly [id: number, fence: number, last: number] | undefined;
    const [, fence, sequence] = row ?? [0, 0, 0];
    const refusal = judgeAppend({ fence, sequence }, request);
    if (refusal) return refusal;
    const [id] = this.#open.get([request.stream, request.fence]) as [number];
    for (const { last, entries } of batches) this.#insert.run([id, last, entries]);
    return { ok: true };
  }
}
