/** Keeps the lines of a table within a window; in a pipe they stay whole. */
import type { Output } from '../../command/output.js';
import { cut } from '../../text/fit.js';

/** See the head of this file. */
export function inColumns(text: string, { isTty, columns }: Pick<Output, 'isTty' | 'columns'>): string {
  if (!isTty) return text;
  return text
    .split('\n')
    .map((line) => cut(line, columns))
    .join('\n');
}
