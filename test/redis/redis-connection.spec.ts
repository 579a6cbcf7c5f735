import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Redis } from 'ioredis';
import { RedisServer } from '../support/redis-server.js';
import { RedisConnection, publicUrl } from '@ice/storage';

let server: RedisServer;

beforeAll(async () => {
  server = await RedisServer.start({ isPrivate: true });
});

afterAll(() => server.stop());

describe('a connection to Redis', () => {
  it('runs scripts that the server does not know yet, and those that it knows', async () => {
    const connection = await RedisConnection.open({ url: server.url, prefix: server.prefix() });
    const script = { lua: 'redis.call("SET", KEYS[1], ARGV[1]) return {KEYS[1], ARGV[1]}' };
    const key = connection.key('t1', 'a');
    for (const value of ['1', '2']) expect(await connection.run(script, [key], [value])).toEqual([key, value]);
    expect(await connection.client.get(key)).toBe('2');
    await connection.close();
    await connection.close();
  });

  it('refuses within its patience while the server is away, and comes back by itself', async () => {
    const connection = await RedisConnection.open({ url: server.url, patienceMs: 300 });
    await server.kill();
    const refused = connection.run({ lua: 'return 1' }, [], []);
    await expect(refused).rejects.toMatchObject({ code: 'store-unavailable', retryable: true });
    await server.begin();
    const answers = async (): Promise<unknown> => connection.run({ lua: 'return 1' }, [], []).catch(answers);
    expect(await answers()).toBe(1);
    await connection.close();
  });

  it('sends what is given when Redis has just ended the socket on the next one, for those alone who still wait for it', async () => {
    const connection = await RedisConnection.open({ url: server.url, prefix: server.prefix() });
    const other = await RedisConnection.open({ url: server.url });
    const key = connection.key('t1', 'count');
    const id = String(await connection.command('CLIENT', 'ID'));
    const { stream } = connection.client as Redis;
    // Ended and not closed yet: the client takes commands still, and would keep them.
    const given = new Promise((resolve, reject) =>
      stream.once('end', () => setImmediate(() => void connection.command('INCR', key).then(resolve, reject))),
    );
    await other.command('CLIENT', 'KILL', 'ID', id);
    expect(await given).toBe(1);
    expect(await other.command('GET', key)).toBe('1');
    await connection.close();
    await other.close();
  });

  it('is not opened where nobody listens', async () => {
    const open = RedisConnection.open({ url: 'redis://someone:hidden@127.0.0.1:1', patienceMs: 300 });
    await expect(open).rejects.toMatchObject({
      code: 'store-unavailable',
      message: 'Redis at redis://127.0.0.1:1 cannot be reached',
    });
  });

  it('is shown without its password', () => {
    expect(publicUrl('redis://u:p@a:1/0,rediss://:p@b:2')).toBe('redis://a:1/0,rediss://b:2');
  });
});
