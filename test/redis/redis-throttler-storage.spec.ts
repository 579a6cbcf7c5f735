import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ManualClock, RedisConnection } from '@ice/storage';
import { RedisServer } from '../support/redis-server.js';
import { RateWindows } from '../../apps/api/src/rate-limit/rate-windows.js';
import { createRateStorage, RedisThrottlerStorage } from '../../apps/api/src/rate-limit/redis-throttler-storage.js';

const minute = 60_000;
const opened: RedisConnection[] = [];
let server: RedisServer;

beforeAll(async () => {
  server = await RedisServer.start({ isPrivate: true });
});
afterEach(async () => {
  for (const connection of opened.splice(0)) await connection.close();
});
afterAll(() => server.stop());

describe('windows of requests in Redis', () => {
  it('take as many as are allowed, and refuse the next ones without counting them, as those of a process do', async () => {
    const { storage } = await open();
    const windows = new RateWindows(new ManualClock(), 9);
    for (const limit of [2, 2, 2, 2, 3, 3, 0]) {
      const { timeToExpire, timeToBlockExpire, ...counted } = windows.count('key', minute, limit);
      const answer = await storage.increment('key', minute, limit);
      expect(answer).toMatchObject(counted);
      // Time goes by for Redis.
      expect(timeToExpire - answer.timeToExpire).toBeLessThan(10);
      expect(timeToBlockExpire - answer.timeToBlockExpire).toBeLessThan(10);
    }
  });

  it('are one for each key, and for all processes', async () => {
    const prefix = server.prefix();
    const [one, other] = [await open(prefix), await open(prefix)];
    expect(await one.storage.increment('read key_1', minute, 1)).toMatchObject({ isBlocked: false });
    expect(await other.storage.increment('read key_1', minute, 1)).toMatchObject({ isBlocked: true });
    expect(await other.storage.increment('read key_2', minute, 1)).toMatchObject({ isBlocked: false });
    const racing = Array.from({ length: 100 }, (_, index) =>
      (index % 2 === 0 ? one : other).storage.increment('start key_1', minute, 10),
    );
    expect((await Promise.all(racing)).filter(({ isBlocked }) => !isBlocked)).toHaveLength(10);
  });

  it('begin with their first request, end by themselves, and say how long that is', async () => {
    const { storage, connection } = await open();
    const key = connection.key('rate key');
    await storage.increment('key', minute, 9);
    await connection.client.pexpire(key, 2_500);
    expect(await storage.increment('key', minute, 2)).toMatchObject({ totalHits: 2, timeToExpire: 3 });
    expect(await storage.increment('key', minute, 2)).toMatchObject({ isBlocked: true, timeToBlockExpire: 3 });
    await connection.client.pexpire(key, 1);
    await sleep(5);
    expect(await storage.increment('key', minute, 2)).toMatchObject({ totalHits: 1, timeToExpire: 60 });
  });

  it('begin anew where one lost its end', async () => {
    const { storage, connection } = await open();
    await storage.increment('key', minute, 1);
    await connection.client.persist(connection.key('rate key'));
    expect(await storage.increment('key', minute, 1)).toMatchObject({ totalHits: 1, isBlocked: false });
    expect(await connection.client.pttl(connection.key('rate key'))).toBeGreaterThan(0);
  });

  it('let nobody through uncounted while Redis is away, and count again when it is back', async () => {
    const { storage } = await open(server.prefix(), 300);
    await storage.increment('key', minute, 9);
    await server.kill();
    const refusal = { code: 'store-unavailable', retryable: true };
    await expect(storage.increment('key', minute, 9)).rejects.toMatchObject(refusal);
    await server.begin();
    const counted = async (): Promise<unknown> => storage.increment('key', minute, 9).catch(counted);
    expect(await counted()).toMatchObject({ totalHits: 1 });
  });
});

describe('the storage of rate limits', () => {
  it('is in Redis where the store is, else in the process', async () => {
    const { connection } = await open();
    expect(createRateStorage(connection, new ManualClock(), 9)).toBeInstanceOf(RedisThrottlerStorage);
    expect(createRateStorage(null, new ManualClock(), 9)).toBeInstanceOf(RateWindows);
  });
});

async function open(prefix = server.prefix(), patienceMs = 1_500) {
  const connection = await RedisConnection.open({ url: server.url, prefix, patienceMs });
  opened.push(connection);
  return { connection, storage: new RedisThrottlerStorage(connection) };
}
