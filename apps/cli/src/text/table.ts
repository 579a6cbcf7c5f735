/** A table for a terminal: columns aligned by blanks alone, so that it reads the same in a pipe. */
import { widthOf } from './fit.js';
import { plainText } from './plain-text.js';

/** A column, by its heading. Numbers stand at the right. */
export interface Column {
  readonly heading: string;
  /** Default `left`. */
  readonly side?: 'left' | 'right';
}

const gap = '  ';

/**
 * The lines of the table, without a line break at the end. Cells are shown as one line each, whatever stands in them.
 *
 * @param columns a heading alone is a column at the left. Without any heading there is no line of headings.
 */
export function table(columns: readonly (Column | string)[], rows: readonly (readonly string[])[]): string {
  const sides = columns.map((column) => (typeof column === 'string' ? 'left' : (column.side ?? 'left')));
  const headings = columns.map((column) => (typeof column === 'string' ? column : column.heading));
  const plainRows = rows.map((row) => row.map(plainText));
  const lines = headings.some((heading) => heading !== '') ? [headings, ...plainRows] : plainRows;
  const widths = headings.map((_, index) => Math.max(...lines.map((line) => widthOf(line[index] ?? ''))));
  return lines.map((line) => joined(line, widths, sides)).join('\n');
}

function joined(line: readonly string[], widths: readonly number[], sides: readonly ('left' | 'right')[]): string {
  const cells = line.map((cell, index) => {
    const blanks = ' '.repeat((widths[index] ?? 0) - widthOf(cell));
    return sides[index] === 'right' ? blanks + cell : cell + blanks;
  });
  return cells.join(gap).trimEnd();
}
