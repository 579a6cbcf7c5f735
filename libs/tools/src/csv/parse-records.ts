/** Text → records with their line numbers. The grammar is RFC 4180 with any line end; whatever departs from it is a failure
 *  with its line, never a guess. */
import { parse, type CsvError, type Options, type Parser } from 'csv-parse';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csvFailure } from './csv-failure.js';
import type { CsvLimits } from './csv-limits.js';

/** One record: its cells as written, and the line on which it begins (from 1). */
export interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

/**
 * Gives every record of a text to `take`, as it is read; a throw of `take` ends the reading. Empty lines are no records. Memory is
 * bounded by the largest record that is allowed.
 */
export async function parseRecords(
  text: AsyncIterable<string>,
  delimiter: string,
  limits: CsvLimits,
  take: (record: CsvRecord) => void,
): Promise<void> {
  const place = new Place();
  const parser = parse({
    ...parserOptions(delimiter, limits),
    // Handing records over here, and none to the stream, is several times faster than reading them from it.
    on_record: (cells, info) => {
      take({ cells, line: place.advance(info) });
      return null;
    },
  } as Options);
  parser.resume();
  try {
    await pipeline(Readable.from(bounded(text, parser, limits)), parser);
  } catch (error) {
    throw isCsvError(error) ? toFailure(error, place.openLine(parser.info.empty_lines), limits) : error;
  }
}

/** Where the next record begins: the parser itself knows only where records end. */
class Place {
  #line = 1;
  #emptyLines = 0;

  /** Goes to the next record; gives the line on which the one that has ended began. */
  advance(info: { readonly lines: number; readonly empty_lines: number }): number {
    const line = this.openLine(info.empty_lines);
    this.#line = info.lines + 1;
    this.#emptyLines = info.empty_lines;
    return line;
  }

  /** The line of the record that is being read, given how many empty lines there were so far. */
  openLine(emptyLines: number): number {
    return this.#line + emptyLines - this.#emptyLines;
  }
}

function parserOptions(delimiter: string, limits: CsvLimits): Options {
  return {
    delimiter,
    max_record_size: limits.maxRecordBytes,
    record_delimiter: ['\r\n', '\n', '\r'],
    // Rows of another length are our finding: csv-parse would name their last line, not their first.
    relax_column_count: true,
    skip_empty_lines: true,
  };
}

/**
 * The parser's own limit counts no delimiters: a record of a hundred million commas would slip through it. Here no more text is
 * handed over once two records' worth of it has ended no record; one of the two may still wait in a buffer.
 */
async function* bounded(text: AsyncIterable<string>, parser: Parser, limits: CsvLimits): AsyncGenerator<string> {
  let ended = 0;
  let pending = 0;
  for await (const piece of text) {
    const now = parser.info.records + parser.info.empty_lines;
    pending = now === ended ? pending + piece.length : piece.length;
    ended = now;
    if (pending > 2 * limits.maxRecordBytes) throw recordTooLarge(limits, parser.info.lines);
    yield piece;
  }
}

function isCsvError(error: unknown): error is CsvError {
  return /^(CSV_|INVALID_OPENING)/.test(String((error as { readonly code?: unknown } | null)?.code));
}

function toFailure(error: CsvError, line: number, limits: CsvLimits): Error {
  if (error.code === 'CSV_MAX_RECORD_SIZE') return recordTooLarge(limits, line);
  return csvFailure('csv-invalid', sentences[error.code] ?? 'the record cannot be read.', line);
}

const sentences: Readonly<Record<string, string>> = {
  CSV_INVALID_CLOSING_QUOTE: 'a quoted cell goes on after its closing quote. Write a quote inside quotes twice.',
  INVALID_OPENING_QUOTE:
    'a quote stands in a cell that does not begin with one. Put the cell in quotes, and this one twice.',
  CSV_QUOTE_NOT_CLOSED: 'a quote is not closed before the end of the file.',
};

function recordTooLarge(limits: CsvLimits, line: number): Error {
  const message = `a record is longer than ${limits.maxRecordBytes} bytes; perhaps a quote in it is not closed.`;
  return csvFailure('csv-record-too-large', message, line);
}
