/** When a provider says that it may be asked again. Pure. What cannot be read, is past or lies too far ahead counts as not said. */

/** Longest wait that is believed, in ms: a day. */
const longestWaitMs = 86_400_000;

/** Of which limits the headers tell what remains and when it is refilled. */
const limits = [
  ...['requests', 'tokens'].map((what) => [`x-ratelimit-remaining-${what}`, `x-ratelimit-reset-${what}`] as const),
  ...['requests', 'tokens', 'input-tokens', 'output-tokens'].map(
    (what) => [`anthropic-ratelimit-${what}-remaining`, `anthropic-ratelimit-${what}-reset`] as const,
  ),
];

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const hint = /try again in ((?:\d+(?:\.\d+)?(?:ms|[smhd]))+)/i;

/** What a refusal says beside its status. */
export interface RetryHints {
  readonly headers: Headers;
  readonly message: string;
  /** Ms since 1970. */
  readonly nowMs: number;
}

/**
 * Milliseconds to wait, by the first that says so: `retry-after-ms`, `retry-after` (seconds or a date), the limit that is used up
 * (`x-ratelimit-…`, `anthropic-ratelimit-…`), the message (`try again in 1.2s`).
 */
export function retryAfterMs({ headers, message, nowMs }: RetryHints): number | undefined {
  const said = [
    numberOf(headers.get('retry-after-ms')),
    waitOf(headers.get('retry-after'), nowMs, 1_000),
    resetOf(headers, nowMs),
    spanOf(hint.exec(message)?.[1] ?? ''),
  ];
  const wait = said.find((ms) => ms !== undefined && ms > 0 && ms <= longestWaitMs);
  return wait === undefined ? undefined : Math.ceil(wait);
}

function resetOf(headers: Headers, nowMs: number): number | undefined {
  const waits = limits
    .filter(([remaining]) => headers.get(remaining)?.trim() === '0')
    .map(([, reset]) => waitOf(headers.get(reset), nowMs, 1_000))
    .filter((wait) => wait !== undefined);
  return waits.length > 0 ? Math.max(...waits) : undefined;
}

/** A number of units, a span (`6m0.5s`), or a date. */
function waitOf(text: string | null, nowMs: number, unitMs: number): number | undefined {
  if (text === null) return undefined;
  const count = numberOf(text);
  if (count !== undefined) return count * unitMs;
  return spanOf(text.trim()) ?? untilOf(text, nowMs);
}

function untilOf(text: string, nowMs: number): number | undefined {
  // Date.parse reads nearly anything as a date; these two forms are the only ones in use.
  const isDate = /^\s*[A-Z][a-z]{2}, |^\s*\d{4}-\d\d-\d\dT/.test(text);
  const at = isDate ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? undefined : at - nowMs;
}

function numberOf(text: string | null): number | undefined {
  return text !== null && /^\s*\d{1,12}(?:\.\d{1,9})?\s*$/.test(text) ? Number(text) : undefined;
}

function spanOf(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d{1,9}(?:\.\d{1,9})?)(ms|[smhd])/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return undefined;
  return parts.reduce((sum, [, count = '', unit = '']) => sum + Number(count) * (units[unit] ?? 0), 0);
}
