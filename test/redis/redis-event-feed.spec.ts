/** Feeds of several processes over one real Redis: who watches in one is woken for what another records, whatever happens to Redis and to
 *  the ways to it. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Delta, ExecutionEvent, FeedListener } from '@ice/core';
import { RedisConnection, RedisEventFeed, SystemClock } from '@ice/storage';
import { RedisServer } from '../support/redis-server.js';

const lookMs = 600_000;
const clock = new SystemClock();
let server: RedisServer;

beforeAll(async () => {
  server = await RedisServer.start({ isPrivate: true });
});

afterAll(() => server.stop());

/** Several processes with one journal of which only the length matters. */
class Fleet {
  readonly lengths = new Map<string, number>();
  readonly heard: unknown[][] = [];
  readonly faults: unknown[] = [];
  looks = 0;
  private readonly prefix = server.prefix();
  private readonly open: { readonly feed: RedisEventFeed; readonly connection: RedisConnection }[] = [];

  /** @param every how often it looks at what is watched, in ms. Default: never within a test. */
  async feed(every = lookMs): Promise<RedisEventFeed> {
    const connection = await RedisConnection.open({ url: server.url, prefix: this.prefix, patienceMs: 1_000 });
    const sequenceOf = (id: string): Promise<number> => {
      this.looks += 1;
      return Promise.resolve(this.lengths.get(id) ?? 0);
    };
    const report = (fault: unknown): void => void this.faults.push(fault);
    const feed = new RedisEventFeed({ connection, clock, sequenceOf, report, lookMs: every });
    this.open.push({ feed, connection });
    return feed;
  }

  connectionOf(feed: RedisEventFeed): RedisConnection {
    return this.open.find((each) => each.feed === feed)!.connection;
  }

  listen(name: string): Required<FeedListener> {
    return {
      events: (id, events) => void this.heard.push([name, id, 'told', ...events.map(({ sequence }) => sequence)]),
      woken: (id, first, last) => void this.heard.push([name, id, first, last]),
      delta: ({ n }) => void this.heard.push([name, 'delta', n]),
      listening: () => undefined,
      missed: () => void this.heard.push([name, 'missed']),
    };
  }

  /** Hears as well that it is listened for. */
  listenAtLarge(name: string): FeedListener {
    return { ...this.listen(name), listening: () => void this.heard.push([name, 'listening']) };
  }

  /** Records so many events, which are in the journal before they are told. */
  record(feed: RedisEventFeed, id: string, ...types: readonly string[]): void {
    const before = this.lengths.get(id) ?? 0;
    this.lengths.set(id, before + types.length);
    const events = types.map((type, index) => ({ sequence: before + 1 + index, execution_id: id, type }));
    feed.publish(id, events as unknown as ExecutionEvent[]);
  }

  async channels(): Promise<readonly string[]> {
    const { connection } = this.open[0]!;
    return (await connection.command('PUBSUB', 'CHANNELS', `${this.prefix}:*`)) as string[];
  }

  /** Resolves when so many channels are listened to, and so many looks were taken since that was so. */
  async listening(count: number, looks = this.looks): Promise<void> {
    await until(async () => (await this.channels()).length === count);
    await until(() => this.looks >= looks);
    await new Promise((resolve) => setImmediate(resolve));
  }

  async close(): Promise<void> {
    for (const { feed, connection } of this.open) {
      await feed.close();
      await feed.close();
      await connection.close();
    }
    expect(this.faults).toEqual([]);
  }
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}

let fleet: Fleet;

afterEach(() => fleet.close());

describe('feeds over one Redis', () => {
  it('tell in the own process and wake in the others, once for what is recorded in one turn', async () => {
    fleet = new Fleet();
    const [one, two] = [await fleet.feed(), await fleet.feed()];
    one.subscribe('ex_1', fleet.listen('here'));
    two.subscribe('ex_1', fleet.listen('there'));
    two.subscribe('ex_2', fleet.listen('other'));
    await fleet.listening(2, 3);
    fleet.record(one, 'ex_1', 'log');
    fleet.record(one, 'ex_1', 'log', 'log');
    await until(() => fleet.heard.length === 3);
    fleet.record(two, 'ex_1', 'log');
    await until(() => fleet.heard.length === 5);
    expect(fleet.heard).toEqual([
      ['here', 'ex_1', 'told', 1],
      ['here', 'ex_1', 'told', 2, 3],
      ['there', 'ex_1', 1, 3],
      ['there', 'ex_1', 'told', 4],
      ['here', 'ex_1', 4, 4],
    ]);
  });

  it('wake those who watch all for events of executions as a whole, and nobody who has no ear for it', async () => {
    fleet = new Fleet();
    const [one, two] = [await fleet.feed(), await fleet.feed()];
    two.subscribe(null, fleet.listen('all'));
    two.subscribe(null, { events: () => void fleet.heard.push(['deaf']) });
    two.subscribe('ex_1', { events: () => void fleet.heard.push(['deaf']) });
    await fleet.listening(1);
    fleet.record(one, 'ex_1', 'execution.queued', 'execution.started', 'node.started');
    await until(() => fleet.heard.length === 1);
    fleet.record(one, 'ex_1', 'node.completed');
    fleet.record(one, 'ex_1', 'execution.completed');
    await until(() => fleet.heard.length === 2);
    expect(fleet.heard).toEqual([
      ['all', 'ex_1', 1, 2],
      ['all', 'ex_1', 5, 5],
    ]);
  });

  it('say to those who watch all when they are listened for: nothing is missed from there on', async () => {
    fleet = new Fleet();
    const [one, two] = [await fleet.feed(), await fleet.feed()];
    const end = two.subscribe(null, fleet.listenAtLarge('first'));
    expect(fleet.heard).toEqual([]);
    await until(() => fleet.heard.length === 1);
    fleet.record(one, 'ex_1', 'execution.queued');
    await until(() => fleet.heard.length === 2);
    const endSecond = two.subscribe(null, fleet.listenAtLarge('second'));
    expect(fleet.heard).toEqual([
      ['first', 'listening'],
      ['first', 'ex_1', 1, 1],
      ['second', 'listening'],
    ]);
    end();
    endSecond();
    // Redis is asked to tell no more, and has not answered yet.
    await new Promise((resolve) => setImmediate(resolve));
    two.subscribe(null, fleet.listenAtLarge('third'));
    expect(fleet.heard).toHaveLength(3);
    await until(() => fleet.heard.length === 4);
    fleet.record(one, 'ex_1', 'execution.started');
    await until(() => fleet.heard.length === 5);
    expect(fleet.heard.slice(3)).toEqual([
      ['third', 'listening'],
      ['third', 'ex_1', 2, 2],
    ]);
  });

  it('say to those who watch all that something was missed only where they were listened for', async () => {
    fleet = new Fleet();
    const two = await fleet.feed();
    two.subscribe(null, fleet.listenAtLarge('before'));
    await until(() => fleet.heard.length === 1);
    await server.kill();
    // The connection that listens sees its end as soon as this one does, or a moment later.
    await until(() => !fleet.connectionOf(two).isReady);
    await new Promise((resolve) => setTimeout(resolve, 500));
    two.subscribe(null, fleet.listenAtLarge('meanwhile'));
    await server.begin();
    await until(() => fleet.heard.length === 3);
    expect(fleet.heard).toEqual([
      ['before', 'listening'],
      ['before', 'missed'],
      ['meanwhile', 'listening'],
    ]);
  });

  it('listen to what is watched and to nothing else', async () => {
    fleet = new Fleet();
    const [one, two] = [await fleet.feed(), await fleet.feed()];
    const ends = [
      one.subscribe('ex_1', fleet.listen('a')),
      one.subscribe('ex_1', fleet.listen('b')),
      one.subscribe(null, fleet.listen('all')),
      two.subscribe('ex_2', fleet.listen('c')),
      two.subscribe('ex_3', { events: () => undefined }),
    ];
    await fleet.listening(3, 2);
    for (const end of ends.splice(1)) end();
    await fleet.listening(1);
    fleet.record(two, 'ex_1', 'log');
    await until(() => fleet.heard.length === 1);
    for (let round = 0; round < 20; round += 1) one.subscribe('ex_1', fleet.listen('short'))();
    ends[0]!();
    ends[0]!();
    await fleet.listening(0);
    expect(fleet.heard).toEqual([['a', 'ex_1', 1, 1]]);
    expect([one.size, two.size]).toEqual([0, 0]);
  });

  it('find what was recorded while a watcher was not listened for yet', async () => {
    fleet = new Fleet();
    const [one, two] = [await fleet.feed(), await fleet.feed()];
    two.subscribe('ex_1', fleet.listen('there'));
    // Nobody listens yet: the connection is not even there.
    fleet.record(one, 'ex_1', 'log', 'log');
    await until(() => fleet.heard.length > 0);
    expect(fleet.heard[0]).toEqual(['there', 'ex_1', 1, 2]);
  });

  it('lose nothing with the connection that listens: whoever watches is looked at when it is back', async () => {
    fleet = new Fleet();
    const [one, two] = [await fleet.feed(), await fleet.feed()];
    two.subscribe('ex_1', fleet.listen('there'));
    two.subscribe(null, fleet.listen('all'));
    await fleet.listening(2);
    for (let round = 1; round <= 3; round += 1) {
      fleet.heard.length = 0;
      await fleet.connectionOf(one).command('CLIENT', 'KILL', 'TYPE', 'pubsub');
      fleet.record(one, 'ex_1', 'log');
      await until(() => fleet.heard.length >= 2);
      await fleet.listening(2);
      expect(fleet.heard).toEqual(expect.arrayContaining([['all', 'missed']]));
      expect(fleet.heard).toEqual(expect.arrayContaining([['there', 'ex_1', round, round]]));
    }
  });

  it('leave no channel behind that was left while the connection was lost', async () => {
    fleet = new Fleet();
    const [one, two] = [await fleet.feed(), await fleet.feed()];
    const ends = ['ex_1', 'ex_2'].map((id) => two.subscribe(id, fleet.listen(id)));
    await fleet.listening(2);
    const killing = fleet.connectionOf(one).command('CLIENT', 'KILL', 'TYPE', 'pubsub');
    ends[0]!();
    await killing;
    two.subscribe('ex_3', fleet.listen('ex_3'));
    await until(async () => (await fleet.channels()).length === 2);
    fleet.record(one, 'ex_1', 'log');
    fleet.record(one, 'ex_2', 'log');
    fleet.record(one, 'ex_3', 'log');
    await until(() => new Set(fleet.heard.map(([name]) => name)).size === 2);
    expect([...new Set(fleet.heard.map(([name]) => name))].sort()).toEqual(['ex_2', 'ex_3']);
    expect(await fleet.channels()).toHaveLength(2);
  });

  it('go on after Redis was away, and tell then what was recorded last, at once and without a fault', async () => {
    fleet = new Fleet();
    const [one, two] = [await fleet.feed(), await fleet.feed()];
    two.subscribe('ex_1', fleet.listen('there'));
    await fleet.listening(1, 1);
    await server.kill();
    for (let count = 0; count < 100; count += 1) fleet.record(one, 'ex_1', 'log');
    for (let n = 0; n < 1_000; n += 1) one.publishDelta(delta(n));
    two.subscribe('ex_2', fleet.listen('later'));
    fleet.record(one, 'ex_2', 'log');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(fleet.heard).toEqual([]);
    await server.begin();
    const lastOf = (name: string): unknown => fleet.heard.findLast(([told]) => told === name)?.[3];
    await until(() => lastOf('there') === 100 && lastOf('later') === 1);
    expect(fleet.heard.some(([, what]) => what === 'delta')).toBe(false);
  });

  it('are closed while Redis is away without waiting for it', async () => {
    fleet = new Fleet();
    const one = await fleet.feed();
    one.subscribe('ex_1', fleet.listen('here'));
    await fleet.listening(1, 1);
    await server.kill();
    fleet.record(one, 'ex_1', 'log');
    await one.close();
    await server.begin();
    one.subscribe('ex_2', fleet.listen('late'));
    fleet.record(one, 'ex_3', 'log');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(fleet.heard).toEqual([['here', 'ex_1', 'told', 1]]);
    expect(await fleet.channels()).toEqual([]);
  });

  it('look at what is watched now and then, so that a lost hint is no loss', async () => {
    fleet = new Fleet();
    const two = await fleet.feed(20);
    two.subscribe('ex_1', fleet.listen('there'));
    await fleet.listening(1);
    fleet.lengths.set('ex_1', 4);
    await until(() => fleet.heard.length === 1);
    expect(fleet.heard).toEqual([['there', 'ex_1', 1, 4]]);
  });

  it('watch a thousand executions at a time', async () => {
    fleet = new Fleet();
    const [one, two] = [await fleet.feed(), await fleet.feed()];
    const ids = Array.from({ length: 1_000 }, (_, index) => `ex_${index}`);
    const ends = ids.map((id) => two.subscribe(id, fleet.listen('there')));
    await fleet.listening(ids.length, ids.length);
    for (const id of ids) fleet.record(one, id, 'log');
    await until(() => fleet.heard.length === ids.length);
    expect(new Set(fleet.heard.map(([, id]) => id))).toEqual(new Set(ids));
    for (const end of ends) end();
    await fleet.listening(0);
  });

  it('pass over what is no hint', async () => {
    fleet = new Fleet();
    const [one, two] = [await fleet.feed(), await fleet.feed()];
    two.subscribe('ex_1', fleet.listen('there'));
    await fleet.listening(1, 1);
    const [channel] = await fleet.channels();
    const foreign = [
      '',
      'null',
      '7',
      '{"from":"x","id":"ex_1","first":-1,"last":2}',
      '{"id":"ex_1","first":1,"last":2}',
    ];
    for (const text of foreign) await fleet.connectionOf(one).command('PUBLISH', channel!, text);
    fleet.record(one, 'ex_1', 'log');
    await until(() => fleet.heard.length === 1);
    expect(fleet.heard).toEqual([['there', 'ex_1', 1, 1]]);
  });

  it('tell a hint about executions at large once, also when it comes twice', async () => {
    fleet = new Fleet();
    const [one, two] = [await fleet.feed(), await fleet.feed()];
    two.subscribe(null, fleet.listen('all'));
    await fleet.listening(1);
    const [channel] = await fleet.channels();
    const hint = (first: number, last: number): string => JSON.stringify({ from: 'x', id: 'ex_1', first, last });
    for (const text of [hint(1, 2), hint(1, 2), hint(2, 4)])
      await fleet.connectionOf(one).command('PUBLISH', channel!, text);
    await until(() => fleet.heard.length === 2);
    expect(fleet.heard).toEqual([
      ['all', 'ex_1', 1, 2],
      ['all', 'ex_1', 3, 4],
    ]);
  });
});

const delta = (n: number): Delta => ({ execution_id: 'ex_1', path: 'copy', attempt: 1, n, text: 'word ' });

describe('texts of models over one Redis', () => {
  it('reach those who watch elsewhere, in order and after what was recorded before', async () => {
    fleet = new Fleet();
    const [one, two] = [await fleet.feed(), await fleet.feed()];
    two.subscribe('ex_1', fleet.listen('there'));
    two.subscribe('ex_1', { events: () => undefined, delta: () => void fleet.heard.push(['deaf']) });
    await fleet.listening(1, 1);
    one.publishDelta(delta(0));
    fleet.record(one, 'ex_1', 'log');
    one.publishDelta(delta(1));
    one.publishDelta(delta(2));
    await until(() => fleet.heard.length === 4);
    expect(fleet.heard).toEqual([
      ['there', 'delta', 0],
      ['there', 'ex_1', 1, 1],
      ['there', 'delta', 1],
      ['there', 'delta', 2],
    ]);
  });

  it('are not sent where nobody listens, the process that sends them left out', async () => {
    fleet = new Fleet();
    const one = await fleet.feed();
    one.subscribe('ex_1', fleet.listen('here'));
    await fleet.listening(1);
    const connection = fleet.connectionOf(one);
    const published = async (): Promise<number> =>
      Number(/cmdstat_publish:calls=(\d+)/.exec(String(await connection.command('INFO', 'commandstats')))?.[1] ?? 0);
    const before = await published();
    fleet.record(one, 'ex_1', 'log');
    await until(async () => (await published()) === before + 1);
    for (let n = 0; n < 50; n += 1) one.publishDelta(delta(n));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await published()).toBe(before + 1);
    expect(fleet.heard).toHaveLength(51);
  });

  it('are dropped where there are more than fit', async () => {
    fleet = new Fleet();
    const [one, two] = [await fleet.feed(), await fleet.feed()];
    two.subscribe('ex_1', fleet.listen('there'));
    await fleet.listening(1, 1);
    for (let n = 0; n < 1_000; n += 1) one.publishDelta(delta(n));
    fleet.record(one, 'ex_1', 'log');
    await until(() => fleet.heard.some(([, what]) => what === 'ex_1'));
    expect(fleet.heard).toHaveLength(201);
  });
});
