/** Counts requests in windows of time, in this process: behind the storage interface of the throttler, so that a storage that several
 *  processes share can take its place. What is kept never grows beyond a fixed number of windows, however many addresses there are. */
import type { Clock } from '@ice/core';
import type { ThrottlerStorage } from '@nestjs/throttler';

/** A window begins with the first request in it. */
interface Window {
  hits: number;
  readonly endsAt: number;
}

/** What became of a request that was counted. */
export interface RateRecord {
  /** In this window, with this one; refused ones are not counted. */
  readonly totalHits: number;
  /** Seconds to the end of the window, rounded up. */
  readonly timeToExpire: number;
  /** True: it is one too many. */
  readonly isBlocked: boolean;
  readonly timeToBlockExpire: number;
}

/** Windows that are over and thrown away with each request: more than one, so that there are never many. */
const sweepSize = 2;

/** See the head of this file. */
export class RateWindows implements ThrottlerStorage {
  /** Whoever was counted last stands last. */
  private readonly windows = new Map<string, Window>();

  /** @param maxWindows where there is one more, the one that was silent for longest is forgotten. */
  constructor(
    private readonly clock: Clock,
    private readonly maxWindows: number,
  ) {}

  /** How many windows are kept. */
  get size(): number {
    return this.windows.size;
  }

  async increment(key: string, windowMs: number, limit: number): Promise<RateRecord> {
    return this.count(key, windowMs, limit);
  }

  /** Counts one request. */
  count(key: string, windowMs: number, limit: number): RateRecord {
    const now = this.clock.now();
    const window = this.windowOf(key, now, windowMs);
    const isBlocked = window.hits >= limit;
    if (!isBlocked) window.hits += 1;
    this.keep(key, window, now);
    const seconds = Math.max(1, Math.ceil((window.endsAt - now) / 1_000));
    return { totalHits: window.hits, timeToExpire: seconds, isBlocked, timeToBlockExpire: isBlocked ? seconds : 0 };
  }

  private windowOf(key: string, now: number, windowMs: number): Window {
    const known = this.windows.get(key);
    return known && known.endsAt > now ? known : { hits: 0, endsAt: now + windowMs };
  }

  private keep(key: string, window: Window, now: number): void {
    this.windows.delete(key);
    this.windows.set(key, window);
    let swept = 0;
    for (const [oldest, { endsAt }] of this.windows) {
      const isTooMany = this.windows.size > this.maxWindows;
      if (!isTooMany && (endsAt > now || swept === sweepSize)) return;
      this.windows.delete(oldest);
      swept += 1;
    }
  }
}
