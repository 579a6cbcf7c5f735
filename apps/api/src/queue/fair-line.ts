/** Keeps where the line stands in Redis, for all processes: see `fair-tags.ts`. Both scripts touch keys of the line's tag alone. A tag that is
 *  given and not used leaves a gap, which harms nobody. */
import type { RedisConnection, RedisScript } from '@ice/storage';
import { highestTag } from './fair-tags.js';

/** A place in a line that nobody uses any more is forgotten after this time, in seconds. */
const keptS = 604_800;

/** An empty line begins anew when nobody has come for so long, in ms: whoever was given a tag stands in line by then. */
const restMs = 5_000;

/**
 * Gives the next tag of a tenant.
 * KEYS  1 the job of the execution · 2 what waits, by tag · 3 hash `taken`, `at` (ms) · 4 last tag by tenant
 * ARGV  1 tenant · 2 highest tag · 3 rest in ms · 4 seconds that all is kept
 * Returns the tag; 0 when the execution is in line already.
 */
const putScript: RedisScript = {
  lua: `
    if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
    local time = redis.call('TIME')
    local now = time[1] * 1000 + math.floor(time[2] / 1000)
    local taken = tonumber(redis.call('HGET', KEYS[3], 'taken') or '0')
    local at = tonumber(redis.call('HGET', KEYS[3], 'at') or '0')
    if redis.call('ZCARD', KEYS[2]) == 0 and now - at >= tonumber(ARGV[3]) then
      taken = 0
      redis.call('DEL', KEYS[4])
    end
    local last = tonumber(redis.call('ZSCORE', KEYS[4], ARGV[1]) or '0')
    local tag = math.min(math.max(taken, last) + 1, tonumber(ARGV[2]))
    redis.call('ZADD', KEYS[4], tag, ARGV[1])
    redis.call('HSET', KEYS[3], 'taken', taken, 'at', now)
    redis.call('EXPIRE', KEYS[3], ARGV[4])
    redis.call('EXPIRE', KEYS[4], ARGV[4])
    return tag`,
};

/**
 * Notes that a tag was taken.
 * KEYS  1 hash `taken`, `at` · 2 last tag by tenant
 * ARGV  1 the tag
 * Returns the highest tag that was taken.
 */
const takeScript: RedisScript = {
  lua: `
    local taken = tonumber(redis.call('HGET', KEYS[1], 'taken') or '0')
    if tonumber(ARGV[1]) <= taken then return taken end
    redis.call('HSET', KEYS[1], 'taken', ARGV[1])
    redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[1])
    return tonumber(ARGV[1])`,
};

/** Where BullMQ keeps what waits. */
export interface LineKeys {
  /** The key of a job, or of a set of jobs by its name. */
  toKey(name: string): string;
}

/** See the head of this file. */
export class FairLine {
  constructor(
    private readonly connection: RedisConnection,
    private readonly queue: LineKeys,
  ) {}

  /** The tag of the next execution of a tenant; null for one that is in line already. @throws IceError `store-unavailable`. */
  async put(executionId: string, tenant: string): Promise<number | null> {
    const keys = [this.queue.toKey(executionId), this.queue.toKey('prioritized'), ...this.ownKeys()];
    const tag = await this.connection.run(putScript, keys, [tenant, highestTag, restMs, keptS]);
    return Number(tag) || null;
  }

  /** The execution with this tag was taken. @throws IceError `store-unavailable`. */
  async take(tag: number): Promise<void> {
    await this.connection.run(takeScript, this.ownKeys(), [tag]);
  }

  private ownKeys(): readonly string[] {
    return [this.queue.toKey('fair'), this.queue.toKey('fair-last')];
  }
}
