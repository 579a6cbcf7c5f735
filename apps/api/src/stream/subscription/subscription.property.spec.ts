/** Whatever happens in whatever order, every watcher gets exactly the events after its cursor that it wants, once and in order. */
import { describe, expect, it } from '@jest/globals';
import { EventFeed, ExecutionRepository, type Delta, type ExecutionEvent, type FeedListener } from '@ice/core';
import { InProcessFeed, MemoryStore } from '@ice/storage';
import fc from 'fast-check';
import { CollectingSink, settled } from '../testing/collecting-sink.js';
import { ScriptedExecution } from '../testing/scripted-execution.js';
import { EventFilter, type Globs } from './event-filter.js';
import { Subscription } from './subscription.js';

/** `ICE_LONG=1` tries many more cases. */
const times = process.env['ICE_LONG'] === '1' ? 10 : 1;

const id = 'ex_01JD2X8Q4N6T9VZK3R5M7P0W1B';

/** A feed between machines: it loses some notifications, repeats some, and of some it only says that they are there. */
class UnreliableFeed extends EventFeed {
  private readonly inner = new InProcessFeed();
  fate: 'told' | 'lost' | 'told twice' | 'woken' | 'woken late' = 'told';
  private readonly late: (() => void)[] = [];

  override publish(executionId: string, events: readonly ExecutionEvent[]): void {
    const isWoken = this.fate === 'woken' || this.fate === 'woken late';
    if (this.fate !== 'lost' && !isWoken) this.inner.publish(executionId, events);
    if (this.fate === 'told twice') this.inner.publish(executionId, events);
    const wake = (): void => this.inner.wake(executionId, executionId, events[0]!.sequence, events.at(-1)!.sequence);
    if (this.fate === 'woken') wake();
    if (this.fate === 'woken late') this.late.push(wake);
    else for (const call of this.late.splice(0).reverse()) call();
  }

  override publishDelta(delta: Delta): void {
    this.inner.publishDelta(delta);
  }

  override subscribe(executionId: string | null, listener: FeedListener): () => void {
    return this.inner.subscribe(executionId, listener);
  }
}

const wishes: readonly Globs[] = [
  {},
  { nodes: ['rows*'] },
  { types: ['execution.*'] },
  { nodes: ['copy[0]', '*[2]'], types: ['log'] },
];

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('log' as const),
      count: fc.integer({ min: 1, max: 7 }),
      node: fc.constantFrom('rows', 'copy'),
      fate: fc.constantFrom('told', 'lost', 'told twice', 'woken', 'woken late'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('watch' as const),
      back: fc.integer({ min: 0, max: 12 }),
      wish: fc.constantFrom(...wishes),
      isSlow: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('turn' as const), count: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('drain' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('end' as const), fate: fc.constantFrom('told', 'woken') }),
  },
);

interface Watched {
  readonly after: number;
  readonly wish: Globs;
  readonly sink: CollectingSink;
}

class Play {
  readonly feed = new UnreliableFeed();
  readonly executions = new ExecutionRepository(new MemoryStore());
  readonly execution = new ScriptedExecution(this.executions, this.feed, id);
  readonly watched: Watched[] = [];
  private hasEnded = false;

  async run(steps: readonly (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[]): Promise<void> {
    await this.execution.start();
    for (const each of steps) {
      if (each.do === 'turn') await settled(each.count);
      else if (each.do === 'drain') for (const { sink } of this.watched) sink.drain();
      else if (each.do === 'watch') this.watch(each.back, each.wish, each.isSlow);
      else if (each.do === 'end') await this.end(each.fate);
      else if (!this.hasEnded) {
        this.feed.fate = each.fate;
        // Not waited for: recording and reading overlap.
        await Promise.race([this.execution.log(each.count, each.node), Promise.resolve()]);
        await Promise.resolve();
      }
    }
    await settled(2);
    await this.end('told');
  }

  private watch(back: number, wish: Globs, isSlow: boolean): void {
    const after = Math.max(0, this.execution.head.sequence - back);
    const sink = new CollectingSink(() => isSlow);
    const request = { executionId: id, after, filter: new EventFilter(wish), deltas: false, snapshot: false };
    new Subscription(this, request, sink, { batchEvents: 3, batchCharacters: 65_536 }).start();
    this.watched.push({ after, wish, sink });
  }

  private async end(fate: 'told' | 'woken'): Promise<void> {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.feed.fate = fate;
    await this.execution.end();
  }
}

async function drained(watched: readonly Watched[]): Promise<void> {
  let isOver = false;
  void Promise.all(watched.map(({ sink }) => sink.ended)).then(() => (isOver = true));
  for (let turn = 0; turn < 2_000 && !isOver; turn += 1) {
    for (const { sink } of watched) sink.drain();
    await settled(1);
  }
}

describe('subscriptions in any order of events', () => {
  it('give each watcher exactly what it wants, once and in order, and then complete', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 40 }), async (steps) => {
        const play = new Play();
        await play.run(steps);
        await drained(play.watched);
        const { journal } = play.execution;
        for (const { after, wish, sink } of play.watched) {
          const filter = new EventFilter(wish);
          const wanted = journal.filter((event) => event.sequence > after && filter.wants(event));
          expect(sink.seen).toEqual(wanted);
          expect(Math.max(0, ...sink.batches)).toBeLessThanOrEqual(3);
          expect(sink.story.filter((name) => name === 'complete' || name === 'fail')).toEqual(['complete']);
          expect(sink.calls.at(-1)?.[1]).toMatchObject({ sequence: journal.length, status: 'completed' });
          expect(sink.story.filter((name) => name === 'live').length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 100 * times },
    );
  });
});
