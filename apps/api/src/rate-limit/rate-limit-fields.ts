/** The header fields that tell a client where it stands (draft-ietf-httpapi-ratelimit-headers-11), and the refusal of one request too many.
 *  The one place that knows their form: the draft is not final. */
import { ProblemException } from '../http/problem/problem-exception.js';
import type { RateRecord } from './rate-windows.js';

/** The window in which requests are counted, in ms. */
export const windowMs = 60_000;

/** A limit under its name. */
export interface RatePolicy {
  readonly name: string;
  /** Requests a window. */
  readonly limit: number;
}

/** Header name to value. */
export function rateLimitFields({ name, limit }: RatePolicy, record: RateRecord): Readonly<Record<string, string>> {
  return {
    'RateLimit-Policy': `"${name}";q=${limit};w=${windowMs / 1_000}`,
    RateLimit: `"${name}";r=${Math.max(0, limit - record.totalHits)};t=${record.timeToExpire}`,
  };
}

/** 429. */
export function rateLimited({ name, limit }: RatePolicy, { timeToBlockExpire: seconds }: RateRecord): ProblemException {
  const detail = `There were ${limit} requests of the group "${name}" within a minute; the next one is taken in ${seconds} s.`;
  return new ProblemException('rate-limited', detail, { retryAfterMs: seconds * 1_000 });
}
