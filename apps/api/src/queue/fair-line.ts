/** Keeps where the line stands in Redis, for all processes: see `fair-tags.ts`. The scripts touch keys of the line's tag alone. A tag that is
 *  given and not used leaves a gap, which harms nobody. */
import type { RedisConnection, RedisScript } from '@ice/storage';
import { emptyLine, highestTag, restBeforeAnew } from './fair-tags.js';

/** A place in a line that nobody uses any more is forgotten after this time, in seconds. */
const keptS = 604_800;

/**
 * Gives the next tag of a tenant.
 * KEYS  1 the job of the execution · 2 what waits, by tag · 3 hash `given`, `taken`, `at` (ms) · 4 last tag by tenant
 * ARGV  1 tenant · 2 highest tag · 3 rest of a line that has just begun, in ms · 4 seconds that all is kept
 * Returns the tag; 0 when the execution is in line already.
 */
const putScript: RedisScript = {
  lua: `
    if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
    local time = redis.call('TIME')
    local now = time[1] * 1000 + math.floor(time[2] / 1000)
    local taken = tonumber(redis.call('HGET', KEYS[3], 'taken') or '0')
    local given = math.max(tonumber(redis.call('HGET', KEYS[3], 'given') or '0'), taken)
    local at = tonumber(redis.call('HGET', KEYS[3], 'at') or '0')
    local rest = ARGV[3] * math.min(1, 2 * (1 - given / ARGV[2]))
    if redis.call('ZCARD', KEYS[2]) == 0 and now - at >= rest then
      given, taken = 0, 0
      redis.call('DEL', KEYS[4])
    end
    local last = tonumber(redis.call('ZSCORE', KEYS[4], ARGV[1]) or '0')
    local tag = math.min(math.max(taken, last) + 1, tonumber(ARGV[2]))
    redis.call('ZADD', KEYS[4], tag, ARGV[1])
    redis.call('HSET', KEYS[3], 'given', math.max(given, tag), 'taken', taken, 'at', now)
    redis.call('EXPIRE', KEYS[3], ARGV[4])
    redis.call('EXPIRE', KEYS[4], ARGV[4])
    return tag`,
};

/**
 * Notes that a tag was taken.
 * KEYS  1 hash `given`, `taken`, `at` · 2 last tag by tenant
 * ARGV  1 the tag
 * Returns the highest tag that was taken.
 */
const takeScript: RedisScript = {
  lua: `
    local taken = tonumber(redis.call('HGET', KEYS[1], 'taken') or '0')
    local given = tonumber(redis.call('HGET', KEYS[1], 'given') or ARGV[1])
    if tonumber(ARGV[1]) <= taken or tonumber(ARGV[1]) > given then return taken end
    redis.call('HSET', KEYS[1], 'taken', ARGV[1])
    redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[1])
    return tonumber(ARGV[1])`,
};

/**
 * Gives a turn back that is not used.
 * KEYS  1 hash `given`, `taken`, `at` · 2 last tag by tenant
 * ARGV  1 tenant
 */
const giveBackScript: RedisScript = {
  lua: `
    local taken = tonumber(redis.call('HGET', KEYS[1], 'taken') or '0')
    local tag = tonumber(redis.call('ZSCORE', KEYS[2], ARGV[1]) or '0') - 1
    if tag > taken then redis.call('ZADD', KEYS[2], tag, ARGV[1])
    else redis.call('ZREM', KEYS[2], ARGV[1]) end`,
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
    const tag = await this.connection.run(putScript, keys, [tenant, highestTag, restBeforeAnew(emptyLine), keptS]);
    return Number(tag) || null;
  }

  /** The execution with this tag was taken. @throws IceError `store-unavailable`. */
  async take(tag: number): Promise<void> {
    await this.connection.run(takeScript, this.ownKeys(), [tag]);
  }

  /** An execution of this tenant that had a tag was withdrawn. @throws IceError `store-unavailable`. */
  async giveBack(tenant: string): Promise<void> {
    await this.connection.run(giveBackScript, this.ownKeys(), [tenant]);
  }

  private ownKeys(): readonly string[] {
    return [this.queue.toKey('fair'), this.queue.toKey('fair-last')];
  }
}
