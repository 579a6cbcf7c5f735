/** Counts requests in windows of time, in Redis: one count for all processes behind one address. Windows are those of `RateWindows`: each
 *  begins with its first request, and what is refused is not counted. Never lets a request through uncounted: while Redis is away there is
 *  nothing that an answer could be made from, so the request ends here with `store-unavailable`, within the connection's patience. */
import type { Clock } from '@ice/core';
import type { RedisConnection, RedisScript } from '@ice/storage';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { RateWindows, type RateRecord } from './rate-windows.js';

/**
 * Counts one request.
 *
 * Keys: 1 the window (a number that expires with it). Arguments: length of a window in ms, limit.
 * Returns requests in the window, ms to its end, 1 when this one is too many, else 0.
 * Changes: the window, unless the request is too many.
 */
const countScript: RedisScript = {
  lua: `
local window_ms, limit = tonumber(ARGV[1]), tonumber(ARGV[2])
local hits, left_ms = tonumber(redis.call('GET', KEYS[1]) or 0), redis.call('PTTL', KEYS[1])
if left_ms <= 0 then hits, left_ms = 0, window_ms end
if hits >= limit then return { hits, left_ms, 1 } end
if hits == 0 then redis.call('SET', KEYS[1], 1, 'PX', left_ms) else redis.call('INCR', KEYS[1]) end
return { hits + 1, left_ms, 0 }
`,
};

/** See the head of this file. What it keeps is gone a window after the last request. */
export class RedisThrottlerStorage implements ThrottlerStorage {
  constructor(private readonly connection: RedisConnection) {}

  /** @throws IceError `store-unavailable`. */
  async increment(key: string, windowMs: number, limit: number): Promise<RateRecord> {
    const keys = [this.connection.key(`rate ${key}`)];
    const reply = (await this.connection.run(countScript, keys, [windowMs, limit])) as readonly number[];
    const [totalHits, leftMs, blocked] = reply as readonly [number, number, number];
    const seconds = Math.max(1, Math.ceil(leftMs / 1_000));
    const isBlocked = blocked === 1;
    return { totalHits, timeToExpire: seconds, isBlocked, timeToBlockExpire: isBlocked ? seconds : 0 };
  }
}

/**
 * Where requests are counted: in Redis where the store is, else in this process.
 * @param maxWindows of this process; Redis throws windows away by their time alone.
 */
export function createRateStorage(
  connection: RedisConnection | null,
  clock: Clock,
  maxWindows: number,
): ThrottlerStorage {
  return connection ? new RedisThrottlerStorage(connection) : new RateWindows(clock, maxWindows);
}
