/** Reads `Retry-After` (RFC 9110, 10.2.3). */

/** A wait that is asked for counts at most a day. */
const longestMs = 86_400_000;

/** Milliseconds to wait, from seconds or a date; undefined when the header is absent or unreadable. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  const ms = /^[0-9]{1,10}$/.test(text) ? Number(text) * 1_000 : dateMs(text) - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), longestMs);
}

/** Of dates, only the form that servers must send: `Date.parse` alone would read "5.5" as a day in May. */
function dateMs(text: string): number {
  return /^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT$/.test(text) ? Date.parse(text) : Number.NaN;
}
