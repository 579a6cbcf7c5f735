/** Reads `--since`: a time of RFC 3339 with or without its offset, or a date. Pure. */
import { usageError } from '../../command/cli-error.js';

const form = /^(\d{4}-\d{2}-\d{2})(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:\d{2})?)?$/;

/** As the API reads it: it wants T and Z as capitals. @throws CliError `usage` where that is no time, or no day of the calendar. */
export function readSince(text: string): string {
  const [, date] = form.exec(text) ?? [];
  if (date !== undefined && isDay(date) && !Number.isNaN(Date.parse(text))) return text.toUpperCase();
  throw usageError(`--since ${text.slice(0, 80)}: give a time such as 2026-11-01T09:00:00Z.`);
}

/** `Date.parse` takes 30 February for a day of March. */
function isDay(date: string): boolean {
  const at = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}
