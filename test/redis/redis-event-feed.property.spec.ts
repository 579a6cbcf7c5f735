/** Whatever is recorded where, whichever hints and connections are lost: every watcher gets each event after its cursor once and in order. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventFeed, ExecutionRepository, type Delta, type ExecutionEvent, type FeedListener } from '@ice/core';
import { MemoryStore, RedisConnection, RedisEventFeed, SystemClock } from '@ice/storage';
import fc from 'fast-check';
import { EventFilter } from '../../apps/api/src/stream/subscription/event-filter.js';
import { Subscription } from '../../apps/api/src/stream/subscription/subscription.js';
import { CollectingSink } from '../../apps/api/src/stream/testing/collecting-sink.js';
import { ScriptedExecution } from '../../apps/api/src/stream/testing/scripted-execution.js';
import { RedisServer } from '../support/redis-server.js';

/** `ICE_LONG=1` tries many more cases. */
const numRuns = process.env['ICE_LONG'] === '1' ? 300 : 20;

const limits = { batchEvents: 5, batchCharacters: 65_536 };

type Move =
  | { readonly do: 'record'; readonly count: number; readonly isTold: boolean }
  | { readonly do: 'watch'; readonly back: number; readonly isSlow: boolean }
  | { readonly do: 'move' }
  | { readonly do: 'cut'; readonly type: 'pubsub' | 'normal' }
  | { readonly do: 'pass'; readonly ms: number };

const move = fc.oneof<fc.WeightedArbitrary<Move>[]>(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('record' as const),
      count: fc.integer({ min: 1, max: 9 }),
      isTold: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('watch' as const),
      back: fc.integer({ min: 0, max: 20 }),
      isSlow: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('move' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('cut' as const), type: fc.constantFrom('pubsub', 'normal') }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 15 }) }) },
);

/** Two processes over one journal and one Redis. */
class Fleet {
  readonly executions = new ExecutionRepository(new MemoryStore());
  readonly feeds: RedisEventFeed[] = [];
  readonly connections: RedisConnection[] = [];
  private count = 0;

  async open(server: RedisServer): Promise<void> {
    const clock = new SystemClock();
    const prefix = server.prefix();
    const sequenceOf = async (id: string): Promise<number> => (await this.executions.head(id))?.sequence ?? 0;
    for (let process = 0; process < 2; process += 1) {
      const connection = await RedisConnection.open({ url: server.url, prefix });
      this.connections.push(connection);
      this.feeds.push(new RedisEventFeed({ connection, clock, sequenceOf, lookMs: 50 }));
    }
  }

  async close(): Promise<void> {
    for (const feed of this.feeds) await feed.close();
    for (const connection of this.connections) await connection.close();
  }

  nextId(): string {
    this.count += 1;
    return `ex_${String(this.count).padStart(26, '0')}`;
  }
}

/** The feed of whichever process runs the execution. */
class OwnersFeed extends EventFeed {
  constructor(private owner: EventFeed) {
    super();
  }

  moveTo(owner: EventFeed): void {
    this.owner = owner;
  }

  override publish(executionId: string, events: readonly ExecutionEvent[]): void {
    this.owner.publish(executionId, events);
  }

  override publishDelta(delta: Delta): void {
    this.owner.publishDelta(delta);
  }

  override subscribe(executionId: string | null, listener: FeedListener): () => void {
    return this.owner.subscribe(executionId, listener);
  }
}

/** One execution, which begins in the process where nobody watches. */
class Play {
  readonly watched: { readonly after: number; readonly sink: CollectingSink }[] = [];
  readonly execution: ScriptedExecution;
  private readonly owner: OwnersFeed;
  private place = 1;

  constructor(private readonly fleet: Fleet) {
    this.owner = new OwnersFeed(fleet.feeds[this.place]!);
    this.execution = new ScriptedExecution(fleet.executions, this.owner, fleet.nextId());
  }

  async run(moves: readonly Move[]): Promise<void> {
    await this.execution.start();
    this.watch(0, false);
    for (const each of moves) await this.make(each);
    await this.execution.end();
    let isOver = false;
    const all = Promise.all(this.watched.map(({ sink }) => sink.ended)).then(() => (isOver = true));
    while (!isOver) {
      for (const { sink } of this.watched) sink.drain();
      await pass(1);
    }
    await all;
  }

  private async make(each: Move): Promise<void> {
    if (each.do === 'record') await this.execution.log(each.count, 'rows', each.isTold);
    else if (each.do === 'watch') this.watch(each.back, each.isSlow);
    else if (each.do === 'move') this.owner.moveTo(this.fleet.feeds[(this.place = 1 - this.place)]!);
    else if (each.do === 'pass') await pass(each.ms);
    // The connection that gives the command may be among those that are cut.
    else await this.fleet.connections[0]!.command('CLIENT', 'KILL', 'TYPE', each.type).catch(() => undefined);
  }

  private watch(back: number, isSlow: boolean): void {
    const after = Math.max(0, this.execution.head.sequence - back);
    const sink = new CollectingSink(() => isSlow);
    const source = { executions: this.fleet.executions, feed: this.fleet.feeds[0]! };
    const wanted = { after, filter: new EventFilter(), deltas: false, snapshot: false };
    new Subscription(source, { executionId: this.execution.id, ...wanted }, sink, limits).start();
    this.watched.push({ after, sink });
  }
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

describe('a watcher in one process of an execution in another', () => {
  const fleet = new Fleet();
  let server: RedisServer;
  beforeAll(async () => {
    server = await RedisServer.start({ isPrivate: true });
    await fleet.open(server);
  });
  afterAll(async () => {
    await fleet.close();
    await server.stop();
  });

  it('sees all of it without a gap, each event once, and then its end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 40 }), async (moves) => {
        const play = new Play(fleet);
        await play.run(moves);
        for (const { after, sink } of play.watched) {
          expect(sink.seen).toEqual(play.execution.journal.slice(after));
          expect(sink.story.filter((name) => name === 'complete' || name === 'fail')).toEqual(['complete']);
        }
        expect(fleet.feeds.map(({ size }) => size)).toEqual([0, 0]);
      }),
      { numRuns },
    );
  });
});
