/** How many requests are taken in a minute. Part of the configuration, so that it stands in one place and tests can set their own. */
import type { Settings } from '../config/app-config.js';

/** See the head of this file. */
export interface RateLimits {
  /** Of one key (without keys: of one address) to one group of routes. Null: nothing is counted. */
  readonly requestsPerMinute: number | null;
  /** From one address with a key or token that is not known; the next ones are told to come later. Null: nothing is counted. */
  readonly refusalsPerMinute: number | null;
  /** Keys and addresses that are counted at a time; whoever has been silent for longest is forgotten for a new one. */
  readonly maxCounted: number;
}

/** Enough for a client that sends an old key for a while, and far too few to burden the store. */
const mostRefusals = 60;

/** The limits of a process. */
export function rateLimitsOf({ rateLimit, isTest }: Pick<Settings, 'rateLimit' | 'isTest'>): RateLimits {
  return Object.freeze({
    requestsPerMinute: isTest ? null : rateLimit,
    refusalsPerMinute: isTest ? null : Math.min(mostRefusals, rateLimit),
    maxCounted: 20_000,
  });
}
