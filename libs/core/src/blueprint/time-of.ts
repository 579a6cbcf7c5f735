/** The one reading of times in blueprints, written out and computed ones alike. */
import { isDateTime } from '../schema/date-formats.js';

/** Milliseconds since 1970 of a date and time with its offset from UTC, as RFC 3339 writes them; null for whatever is none (a day that
 *  no month has, a leap second). */
export function timeOf(text: string): number | null {
  const at = isDateTime(text) ? Date.parse(text.toUpperCase()) : NaN;
  return Number.isNaN(at) ? null : at;
}
