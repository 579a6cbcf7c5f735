import { describe, expect, it } from '@jest/globals';
import { ExecutionRepository, noUsage, type Delta, type EventDraft } from '@ice/core';
import { InProcessFeed, MemoryStore } from '@ice/storage';
import { CollectingSink, settled } from '../testing/collecting-sink.js';
import { ScriptedExecution } from '../testing/scripted-execution.js';
import { EventFilter, type Globs } from './event-filter.js';
import { Subscription, type SubscriptionRequest } from './subscription.js';

const id = 'ex_01JD2X8Q4N6T9VZK3R5M7P0W1B';
const limits = { batchEvents: 200, batchCharacters: 65_536 };

class Stage {
  readonly store = new MemoryStore();
  readonly feed = new InProcessFeed();
  readonly executions = new ExecutionRepository(this.store);
  readonly execution = new ScriptedExecution(this.executions, this.feed, id);

  watch(request: Partial<SubscriptionRequest> = {}, sink = new CollectingSink()) {
    const wanted = { executionId: id, after: 0, filter: new EventFilter(), deltas: false, snapshot: false, ...request };
    const subscription = new Subscription(this, wanted, sink, limits);
    subscription.start();
    return { sink, subscription };
  }

  delta(n: number, path = 'copy'): Delta {
    return { execution_id: id, path, attempt: 1, n, text: 'word ' };
  }
}

const sequences = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
const globs = (wanted: Globs) => ({ filter: new EventFilter(wanted) });

describe('a subscription', () => {
  it('gives a late watcher the whole history in few batches, then what happens, then the end', async () => {
    const stage = new Stage();
    await stage.execution.start();
    await stage.execution.log(500);
    const { sink } = stage.watch();
    await settled();
    await stage.execution.log(1);
    await settled();
    await stage.execution.end();
    await sink.ended;
    expect(sink.seen.map(({ sequence }) => sequence)).toEqual(sequences(1, 504));
    expect(Math.max(...sink.batches)).toBeLessThanOrEqual(200);
    expect(sink.batches.length).toBeLessThan(12);
    expect(sink.calls.filter(([name]) => name !== 'events')).toEqual([
      ['live', 502],
      ['complete', { sequence: 504, status: 'completed', usage: noUsage }],
    ]);
  });

  it('starts after every possible cursor of a finished execution, and says complete but never live', async () => {
    const stage = new Stage();
    await stage.execution.start();
    await stage.execution.log(5);
    await stage.execution.end('failed');
    for (const after of sequences(0, 8)) {
      const { sink } = stage.watch({ after });
      await sink.ended;
      expect(sink.seen).toEqual(stage.execution.journal.slice(after));
      expect(sink.story.filter((name) => name !== 'events')).toEqual(['complete']);
      expect(sink.calls.at(-1)).toEqual(['complete', { sequence: 8, status: 'failed', usage: noUsage }]);
    }
    expect(stage.feed.size).toBe(0);
  });

  it('refuses a cursor beyond the last event', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { sink } = stage.watch({ after: 3 });
    await sink.ended;
    expect(sink.calls).toEqual([['fail', expect.objectContaining({ code: 'cursor-ahead' })]]);
    expect(stage.feed.size).toBe(0);
  });

  it.each([['ex_01JD2X8Q4N6T9VZK3R5M7P0W1C'], ['nobody'], ['\0']])('does not know %j', async (executionId) => {
    const stage = new Stage();
    const { sink } = stage.watch({ executionId });
    await sink.ended;
    expect(sink.calls).toEqual([['fail', expect.objectContaining({ code: 'not-found' })]]);
  });

  it('tells when the store does not answer', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { sink } = stage.watch();
    await stage.store.close();
    await sink.ended;
    expect(sink.calls).toEqual([['fail', expect.objectContaining({ code: 'store-unavailable' })]]);
    expect(stage.feed.size).toBe(0);
  });

  it('gives what is recorded in one turn of the event loop in one frame, without reading the journal', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { sink } = stage.watch();
    await settled();
    sink.batches.length = 0;
    const reads: number[] = [];
    const events = stage.executions.events.bind(stage.executions);
    stage.executions.events = (executionId, after, limit) => {
      reads.push(after);
      return events(executionId, after, limit);
    };
    for (let count = 0; count < 20; count += 1) await stage.execution.log(1);
    await settled();
    expect(sink.batches).toEqual([20]);
    expect(reads).toEqual([]);
  });

  it('reads the journal where a notification was lost', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { sink } = stage.watch();
    await settled();
    await stage.execution.log(3, 'rows', false);
    await stage.execution.log(2);
    await settled();
    expect(sink.seen).toEqual(stage.execution.journal);
  });

  it('reads the journal when it is woken for what another process recorded, once for each wake', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { sink } = stage.watch();
    await settled();
    await stage.execution.log(3, 'rows', false);
    stage.feed.wake(id, id, 3, 5);
    await settled();
    stage.feed.wake(id, id, 3, 5);
    await stage.execution.log(2);
    stage.feed.wake(id, id, 6, 7);
    await settled();
    expect(sink.calls).toEqual([
      ['events', [1, 2]],
      ['live', 2],
      ['events', [3, 4, 5]],
      ['events', [6, 7]],
    ]);
  });

  it('hears of a wake that comes while it reads', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { sink } = stage.watch();
    await settled();
    const events = stage.executions.events.bind(stage.executions);
    stage.executions.events = async (...given) => {
      stage.executions.events = events;
      const page = await events(...given);
      await stage.execution.log(1, 'rows', false);
      stage.feed.wake(id, id, 4, 4);
      return page;
    };
    await stage.execution.log(1, 'rows', false);
    stage.feed.wake(id, id, 3, 3);
    await settled();
    expect(sink.seen).toEqual(stage.execution.journal);
  });

  it('comes to its end in another process', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { sink } = stage.watch();
    await settled();
    await stage.execution.record([{ type: 'execution.completed', data: { outputs: {}, duration_ms: 1 } }], false);
    stage.feed.wake(id, id, 3, 3);
    await sink.ended;
    stage.feed.wake(id, id, 3, 3);
    expect(sink.story).toEqual(['events', 'live', 'events', 'complete']);
    expect(stage.feed.size).toBe(0);
  });

  it('ignores notifications of what it has given', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { sink } = stage.watch();
    await settled();
    stage.feed.publish(id, stage.execution.journal);
    await settled();
    expect(sink.seen).toEqual(stage.execution.journal);
  });

  it('filters by path and type, and still says when it is over', async () => {
    const stage = new Stage();
    await stage.execution.start();
    await stage.execution.log(3, 'rows');
    await stage.execution.log(2, 'copy');
    const byNode = stage.watch(globs({ nodes: ['copy[*]'] }));
    const byType = stage.watch(globs({ types: ['execution.*'] }));
    const nothing = stage.watch(globs({ types: ['model.answered'] }));
    await settled();
    await stage.execution.end();
    await Promise.all([byNode.sink.ended, byType.sink.ended, nothing.sink.ended]);
    expect(byNode.sink.seen.map(({ path }) => path)).toEqual(['copy[0]', 'copy[1]']);
    expect(byType.sink.seen.map(({ type }) => type)).toEqual([
      'execution.queued',
      'execution.started',
      'execution.completed',
    ]);
    expect(nothing.sink.story).toEqual(['live', 'complete']);
  });

  it('changes what it gives without losing its place', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { sink, subscription } = stage.watch(globs({ types: ['execution.*'] }));
    await settled();
    await stage.execution.log(1);
    await settled();
    subscription.update({ filter: subscription.wanted.filter.with({ types: null }), deltas: true });
    await stage.execution.log(1);
    await settled();
    stage.feed.publishDelta(stage.delta(0));
    expect(sink.seen.map(({ sequence }) => sequence)).toEqual([1, 2, 4]);
    expect(sink.calls.at(-1)).toEqual(['delta', 0]);
  });

  it('begins with a snapshot and goes on after it', async () => {
    const stage = new Stage();
    await stage.execution.start();
    await stage.execution.log(2);
    const { sink } = stage.watch({ snapshot: true });
    await settled();
    await stage.execution.log(1);
    await settled();
    expect(sink.calls).toEqual([
      ['snapshot', expect.objectContaining({ execution_id: id, status: 'running', sequence: 4 })],
      ['live', 4],
      ['events', [5]],
    ]);
  });

  it('shows a finished execution as a snapshot and is done', async () => {
    const stage = new Stage();
    await stage.execution.start();
    await stage.execution.end('cancelled');
    const { sink } = stage.watch({ snapshot: true });
    await sink.ended;
    expect(sink.calls).toEqual([
      ['snapshot', expect.objectContaining({ status: 'cancelled', sequence: 3 })],
      ['complete', { sequence: 3, status: 'cancelled', usage: noUsage }],
    ]);
  });

  it('waits with a snapshot until there is room', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const sink = new CollectingSink();
    sink.fill();
    stage.watch({ snapshot: true }, sink);
    await settled();
    expect(sink.calls).toEqual([]);
    sink.drain();
    await settled();
    expect(sink.story).toEqual(['snapshot', 'live']);
  });

  it('leaves events in the journal while the reader is full, and reads on when it is not', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { sink } = stage.watch();
    await settled();
    sink.fill();
    await stage.execution.log(700);
    await stage.execution.end();
    await settled();
    expect(sink.seen).toHaveLength(2);
    sink.drain();
    await sink.ended;
    expect(sink.seen).toEqual(stage.execution.journal);
  });

  it('reads small pages where events are large', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const large = (): EventDraft => ({ type: 'log', data: { level: 'info', message: 'x'.repeat(1_000_000) } });
    await stage.execution.record(Array.from({ length: 40 }, large));
    const pages: number[] = [];
    const events = stage.executions.events.bind(stage.executions);
    stage.executions.events = (executionId, after, limit) => {
      pages.push(limit);
      return events(executionId, after, limit);
    };
    const { sink } = stage.watch();
    await settled(60);
    expect(sink.seen).toEqual(stage.execution.journal);
    expect(Math.max(...sink.batches.slice(1))).toBe(1);
    expect(Math.max(...pages.slice(1))).toBeLessThanOrEqual(4);
  });

  it('tells a gap in the journal rather than passing over it', async () => {
    const stage = new Stage();
    await stage.execution.start();
    await stage.execution.log(3);
    const events = stage.executions.events.bind(stage.executions);
    stage.executions.events = async (...given) => (await events(...given)).filter(({ sequence }) => sequence !== 1);
    const { sink } = stage.watch();
    await sink.ended;
    expect(sink.calls).toEqual([['fail', expect.objectContaining({ code: 'internal-error' })]]);
  });

  it('waits again when somebody else took the room while it was reading', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const sink = new CollectingSink();
    const events = stage.executions.events.bind(stage.executions);
    stage.executions.events = (...given) => {
      stage.executions.events = events;
      sink.fill();
      return events(...given);
    };
    stage.watch({}, sink);
    await settled();
    expect(sink.calls).toEqual([]);
    sink.drain();
    await settled();
    expect(sink.calls).toEqual([
      ['events', [1, 2]],
      ['live', 2],
    ]);
  });

  it('ends without another word, also in the middle of a reading', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { sink, subscription } = stage.watch();
    subscription.end();
    await stage.execution.end();
    await settled();
    expect(sink.calls).toEqual([]);
    expect(stage.feed.size).toBe(0);
  });

  it('says nothing more when the reader goes away while it is given something', async () => {
    const stage = new Stage();
    await stage.execution.start();
    await stage.execution.log(400);
    await stage.execution.end();
    const sink = new CollectingSink(() => {
      watched.subscription.end();
      return false;
    });
    const watched = stage.watch({}, sink);
    await settled();
    expect(sink.story).toEqual(['events']);
  });
});

describe('the deltas of a subscription', () => {
  async function live(deltas = true) {
    const stage = new Stage();
    await stage.execution.start();
    const watched = stage.watch({ deltas, filter: new EventFilter({ nodes: ['copy', 'rows*'] }) });
    await settled();
    watched.sink.calls.length = 0;
    return { stage, ...watched };
  }

  it('come when they are asked for, for the nodes that are wanted', async () => {
    const { stage, sink } = await live();
    stage.feed.publishDelta(stage.delta(0));
    stage.feed.publishDelta(stage.delta(1, 'other'));
    expect(sink.calls).toEqual([['delta', 0]]);
  });

  it('do not come unasked, and not before the watcher is live', async () => {
    const unasked = await live(false);
    unasked.stage.feed.publishDelta(unasked.stage.delta(0));
    const early = unasked.stage.watch({ deltas: true });
    unasked.stage.feed.publishDelta(unasked.stage.delta(1));
    await settled();
    expect([...unasked.sink.story, ...early.sink.story]).toEqual(['events', 'live']);
  });

  it('never overtake an event that was recorded before them', async () => {
    const { stage, sink } = await live();
    await stage.execution.log(1);
    stage.feed.publishDelta(stage.delta(0));
    expect(sink.calls).toEqual([
      ['events', [3]],
      ['delta', 0],
    ]);
  });

  it('are dropped while the reader is full, and it is told how many', async () => {
    const { stage, sink } = await live();
    sink.fill();
    for (const n of [0, 1, 2]) stage.feed.publishDelta(stage.delta(n));
    await stage.execution.log(1);
    await settled();
    expect(sink.calls).toEqual([]);
    sink.drain();
    await settled();
    stage.feed.publishDelta(stage.delta(3));
    expect(sink.calls).toEqual([
      ['lag', 3],
      ['events', [3]],
      ['delta', 3],
    ]);
  });

  it('that were dropped before the end are told before complete', async () => {
    const { stage, sink } = await live();
    sink.fill();
    stage.feed.publishDelta(stage.delta(0));
    await stage.execution.end();
    await settled();
    sink.drain();
    await sink.ended;
    expect(sink.story).toEqual(['lag', 'complete']);
  });
});
