/** Feeds over a Cluster: each listens to one of its nodes, and says what it may have missed with it. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExecutionEvent, FeedListener } from '@ice/core';
import { RedisConnection, RedisEventFeed, SystemClock } from '@ice/storage';
import { Redis } from 'ioredis';
import { RedisCluster } from '../support/redis-cluster.js';

const clock = new SystemClock();
const open: { readonly feed: RedisEventFeed; readonly connection: RedisConnection }[] = [];
let cluster: RedisCluster;
let places = 0;

beforeAll(async () => {
  cluster = await RedisCluster.start();
});
afterEach(async () => {
  for (const { feed, connection } of open.splice(0)) {
    await feed.close();
    await connection.close();
  }
});
afterAll(() => cluster.stop());

describe('feeds over a Cluster', () => {
  it('tell what others record, whichever node they listen to', async () => {
    const prefix = newPrefix();
    const feeds = [await feed(prefix), await feed(prefix), await feed(prefix)];
    const heard: unknown[] = [];
    for (const [place, one] of feeds.entries()) one.subscribe(null, listen(heard, place));
    await until(() => heard.length === 3);
    expect((await Promise.all(nodes().map(subscribersOf))).flat()).toHaveLength(3);
    record(feeds[0]!, 1);
    await until(() => heard.length === 6);
    expect(heard.slice(3)).toEqual(
      expect.arrayContaining([
        [0, 'told'],
        [1, 1, 1],
        [2, 1, 1],
      ]),
    );
  });

  it('say that something was missed when the connection that listens is cut, and go on', async () => {
    const prefix = newPrefix();
    const [one, two] = [await feed(prefix), await feed(prefix)];
    const heard: unknown[] = [];
    two.subscribe(null, listen(heard, 'two'));
    await until(() => heard.length === 1);
    for (const round of [1, 2, 3]) {
      await Promise.all(nodes().map((url) => ask(url, 'CLIENT', 'KILL', 'TYPE', 'pubsub')));
      await until(() => heard.length === 2 * round);
      record(one, round);
      await until(() => heard.length === 2 * round + 1);
      expect(heard.slice(-2)).toEqual([
        ['two', 'missed'],
        ['two', round, round],
      ]);
    }
  });

  it('listen to another node when theirs is silent', async () => {
    const prefix = newPrefix();
    const [one, two] = [await feed(prefix), await feed(prefix)];
    const heard: unknown[] = [];
    two.subscribe(null, listen(heard, 'two'));
    await until(() => heard.length === 1);
    const [silent] = await nodesWithSubscribers();
    const pid = Number(/process_id:(\d+)/.exec(String(await ask(silent!, 'INFO', 'server')))![1]);
    process.kill(pid, 'SIGSTOP');
    try {
      await until(() => heard.length === 2);
      record(one, 1);
      await until(() => heard.length === 3);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    expect(heard.slice(1)).toEqual([
      ['two', 'missed'],
      ['two', 1, 1],
    ]);
  }, 90_000);
});

async function feed(prefix: string): Promise<RedisEventFeed> {
  const connection = await RedisConnection.open({ url: cluster.url, prefix, patienceMs: 500 });
  const made = new RedisEventFeed({ connection, clock, sequenceOf: () => Promise.resolve(0), lookMs: 600_000 });
  open.push({ feed: made, connection });
  return made;
}

function listen(heard: unknown[], name: number | string): FeedListener {
  return {
    events: () => void heard.push([name, 'told']),
    woken: (_, first, last) => void heard.push([name, first, last]),
    listening: () => void heard.push([name, 'listening']),
    missed: () => void heard.push([name, 'missed']),
  };
}

function record(one: RedisEventFeed, sequence: number): void {
  one.publish('ex_1', [{ sequence, execution_id: 'ex_1', type: 'execution.started' } as unknown as ExecutionEvent]);
}

function newPrefix(): string {
  return `feeds-${(places += 1)}`;
}

function nodes(): readonly string[] {
  return cluster.url.split(',');
}

async function nodesWithSubscribers(): Promise<readonly string[]> {
  const counts = await Promise.all(nodes().map(async (url) => ({ url, count: (await subscribersOf(url)).length })));
  return counts.filter(({ count }) => count > 0).map(({ url }) => url);
}

async function subscribersOf(url: string): Promise<readonly string[]> {
  const list = String(await ask(url, 'CLIENT', 'LIST', 'TYPE', 'pubsub'));
  return list.split('\n').filter((line) => / sub=[1-9]/.test(line));
}

async function ask(url: string, command: string, ...values: readonly string[]): Promise<unknown> {
  const client = new Redis(url);
  try {
    return await client.call(command, ...values);
  } finally {
    client.disconnect();
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
