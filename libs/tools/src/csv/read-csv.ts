/** Reads a CSV file as a stream and keeps only the rows that were asked for: a hundred megabytes are read in the memory of what is
 *  given back. Every value stays the text it was. */
import { FailureError } from '@ice/core';
import type { FileHandle } from 'node:fs/promises';
import { csvFailure } from './csv-failure.js';
import type { CsvLimits } from './csv-limits.js';
import { decodeText, type TextEncoding } from './decode-text.js';
import { checkHeader } from './header.js';
import { parseRecords, type CsvRecord } from './parse-records.js';
import { delimited } from './sniff-delimiter.js';

/** What to read. */
export interface CsvQuery {
  /** Undefined = the one that the header is written with: see `sniffDelimiter`. */
  readonly delimiter: string | undefined;
  readonly encoding: TextEncoding;
  /** Data rows to leave out at the beginning. */
  readonly offset: number;
  /** Data rows to give back at most; undefined = all. */
  readonly limit: number | undefined;
}

/** A part of a CSV file. */
export interface CsvTable {
  readonly rows: Record<string, string>[];
  readonly columns: string[];
  /** Data rows in the whole file. */
  readonly total: number;
}

/**
 * Reads an open file to its end and closes it.
 * @throws FailureError with a `csv-…` code, or `output-too-large` when the rows asked for are more than may be given back.
 */
export async function readCsv(
  file: FileHandle,
  query: CsvQuery,
  limits: CsvLimits,
  signal: AbortSignal,
): Promise<CsvTable> {
  try {
    const { size } = await file.stat();
    if (size > limits.maxBytes) throw tooLarge(limits);
    const decoded = decodeText(chunksOf(file, limits, signal), query.encoding);
    const { delimiter, text } = await delimited(decoded, query.delimiter, limits);
    const table = new TableReader(query, limits);
    await parseRecords(text, delimiter, limits, (record) => table.take(record));
    return table.finish();
  } finally {
    await file.close();
  }
}

/** A chunk is parsed in one go: small ones leave room for everything else that the process does. */
const chunkBytes = 16 * 1024;

/** The file's bytes; it may grow while it is read. */
async function* chunksOf(file: FileHandle, limits: CsvLimits, signal: AbortSignal): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of file.createReadStream({
    autoClose: false,
    highWaterMark: chunkBytes,
  }) as AsyncIterable<Buffer>) {
    signal.throwIfAborted();
    size += chunk.length;
    if (size > limits.maxBytes) throw tooLarge(limits);
    yield chunk;
  }
}

/** Collects rows. Beyond the output limit it forgets them and goes on counting, so that the failure can say how many there are. */
class TableReader {
  #columns: readonly string[] | undefined;
  #total = 0;
  #outputBytes = 0;
  #rows: Record<string, string>[] = [];

  constructor(
    private readonly query: CsvQuery,
    private readonly limits: CsvLimits,
  ) {}

  /** Takes the header first, then the rows. */
  take({ cells, line }: CsvRecord): void {
    if (this.#columns) this.#takeRow(this.#columns, cells, line);
    else this.#columns = checkHeader(cells, line, this.limits);
  }

  finish(): CsvTable {
    if (!this.#columns) throw csvFailure('csv-empty', 'The file has no header: there is nothing in it.');
    if (this.#isOver()) throw this.#outputTooLarge();
    return { rows: this.#rows, columns: [...this.#columns], total: this.#total };
  }

  #takeRow(columns: readonly string[], cells: readonly string[], line: number): void {
    checkRow(columns, cells, line);
    const index = this.#total;
    this.#total += 1;
    if (this.#total > this.limits.maxRows) {
      throw csvFailure('csv-too-many-rows', `the file has more than ${this.limits.maxRows} rows.`, line);
    }
    const { offset, limit = Infinity } = this.query;
    if (index >= offset && index - offset < limit && !this.#isOver()) this.#keep(columns, cells);
  }

  #keep(columns: readonly string[], cells: readonly string[]): void {
    const row: Record<string, string> = {};
    // A lower bound of the row's JSON: quotes, colon, comma and braces, but no escapes.
    this.#outputBytes += 2;
    for (const [at, column] of columns.entries()) {
      const cell = cells[at] ?? '';
      row[column] = cell;
      this.#outputBytes += column.length + cell.length + 6;
    }
    if (this.#isOver()) this.#rows = [];
    else this.#rows.push(row);
  }

  #isOver(): boolean {
    return this.#outputBytes > this.limits.maxOutputBytes;
  }

  #outputTooLarge(): FailureError {
    const asked = Math.min(this.#total - this.query.offset, this.query.limit ?? Infinity);
    const message = `${asked} of ${this.#total} rows make more than ${this.limits.maxOutputBytes} bytes of JSON. Read them in parts with "offset" and "limit".`;
    return new FailureError('output-too-large', message, { evidence: { total: this.#total } });
  }
}

function checkRow(columns: readonly string[], cells: readonly string[], line: number): void {
  const { length } = columns;
  if (cells.length !== length) {
    throw csvFailure('csv-invalid', `the row has ${count(cells.length, 'cell')}, the header has ${length}.`, line);
  }
  for (const [at, cell] of cells.entries()) {
    if (!cell.includes('\0')) continue;
    throw csvFailure('csv-invalid-character', `column ${JSON.stringify(columns[at])} holds a NUL character.`, line);
  }
}

function tooLarge(limits: CsvLimits): Error {
  return csvFailure('csv-too-large', `The file has more than ${limits.maxBytes} bytes.`);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
