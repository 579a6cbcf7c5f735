import { describe, expect, it } from '@jest/globals';
import { defaultTenant, ExecutionRepository, ExecutionsByTenant } from '@ice/core';
import { InProcessFeed, MemoryStore } from '@ice/storage';
import { CollectingSink, settled } from '../testing/collecting-sink.js';
import { ScriptedExecution } from '../testing/scripted-execution.js';
import { BroadSubscription, type ExecutionFilter } from './broad-subscription.js';
import { ExecutionFacts } from './execution-facts.js';

const idOf = (number: number): string => `ex_${String(number).padStart(26, '0')}`;

class Stage {
  readonly store = new MemoryStore();
  readonly feed = new InProcessFeed();
  readonly executions = new ExecutionRepository(this.store);
  readonly facts = new ExecutionFacts(new ExecutionsByTenant(this.executions));
  readonly tenant = defaultTenant;

  execution(number: number): ScriptedExecution {
    return new ScriptedExecution(this.executions, this.feed, idOf(number));
  }

  watch(filter: ExecutionFilter, sink = new CollectingSink()) {
    const subscription = new BroadSubscription(this, filter, sink, { maxPendingEvents: 5 });
    subscription.start();
    return { sink, subscription };
  }
}

const storyOf = (sink: CollectingSink): readonly string[] =>
  sink.seen.map(({ type, execution_id }) => `${Number(execution_id.slice(3))} ${type.slice('execution.'.length)}`);

describe('a subscription to executions at large', () => {
  it('says at once that it watches, and gives events of executions but not of their nodes', async () => {
    const stage = new Stage();
    const { sink } = stage.watch({});
    const [one, two] = [stage.execution(1), stage.execution(2)];
    await one.start();
    await two.start();
    await one.log(3);
    await one.end('failed');
    await settled();
    expect(sink.calls[0]).toEqual(['live', 0]);
    expect(storyOf(sink)).toEqual(['1 queued', '1 started', '2 queued', '2 started', '1 failed']);
  });

  it('says that it watches when other processes are heard of, and not before', async () => {
    const feed = new InProcessFeed(undefined, false);
    const stage = Object.assign(new Stage(), { feed });
    const { sink } = stage.watch({});
    expect(sink.calls).toEqual([]);
    feed.tellListening();
    expect(sink.calls).toEqual([['live', 0]]);
  });

  it('knows the facts of executions that began before it did', async () => {
    const stage = new Stage();
    const [one, two, three] = [stage.execution(1), stage.execution(2), stage.execution(3)];
    await one.start({ blueprint_id: 'bp_a', tags: ['red'] });
    await two.start({ blueprint_id: 'bp_a', tags: ['blue'] });
    await three.start({ tags: ['red'] });
    const red = stage.watch({ tag: 'red' });
    const both = stage.watch({ tag: 'red', blueprint_id: 'bp_a' });
    for (const execution of [one, two, three]) await execution.end();
    await settled();
    expect(storyOf(red.sink)).toEqual(['1 completed', '3 completed']);
    expect(storyOf(both.sink)).toEqual(['1 completed']);
  });

  it('hears nothing of another tenant', async () => {
    const stage = new Stage();
    const { sink } = stage.watch({});
    const theirs = new ScriptedExecution(stage.executions, stage.feed, 'ex_0000000000AB12Z00000000001');
    await theirs.start();
    await stage.execution(2).start();
    await theirs.end();
    await settled();
    expect(storyOf(sink)).toEqual(['2 queued', '2 started']);
  });

  it('takes the status after the event', async () => {
    const stage = new Stage();
    const failed = stage.watch({ status: 'failed' });
    const running = stage.watch({ status: 'running' });
    const [one, two] = [stage.execution(1), stage.execution(2)];
    await one.start();
    await two.start();
    await one.end('failed');
    await two.end('completed');
    await settled();
    expect(storyOf(failed.sink)).toEqual(['1 failed']);
    expect(storyOf(running.sink)).toEqual(['1 started', '2 started']);
  });

  it('changes its filter', async () => {
    const stage = new Stage();
    const { sink, subscription } = stage.watch({ tag: 'red' });
    await stage.execution(1).start();
    await settled();
    subscription.update({});
    await stage.execution(2).start();
    await settled();
    expect(storyOf(sink)).toEqual(['2 queued', '2 started']);
  });

  it('keeps the order while facts are read and the reader is slow', async () => {
    const stage = new Stage();
    const [one, two] = [stage.execution(1), stage.execution(2)];
    await one.start({ tags: ['red'] });
    const sink = new CollectingSink(() => true);
    stage.watch({ tag: 'red' }, sink);
    await two.start({ tags: ['red'] });
    await one.end();
    await two.end();
    for (let turn = 0; turn < 10; turn += 1) {
      await settled(2);
      sink.drain();
    }
    expect(storyOf(sink)).toEqual(['2 queued', '2 started', '1 completed', '2 completed']);
  });

  it('is cut off when more waits than may wait', async () => {
    const stage = new Stage();
    const sink = new CollectingSink();
    stage.watch({}, sink);
    sink.fill();
    for (const number of [1, 2, 3, 4]) await stage.execution(number).start();
    await settled();
    expect(sink.story).toEqual(['live', 'overflow']);
    expect(stage.feed.size).toBe(0);
  });

  it('tells when the facts cannot be read', async () => {
    const stage = new Stage();
    const one = stage.execution(1);
    await one.start({ tags: ['red'] });
    const { sink } = stage.watch({ tag: 'red' });
    await stage.store.close();
    stage.feed.publish(one.id, one.journal.slice(1));
    await settled();
    expect(sink.calls.at(-1)).toEqual(['fail', expect.objectContaining({ code: 'store-unavailable' })]);
    expect(stage.feed.size).toBe(0);
  });

  it('reads what another process recorded, in turn with what this one tells', async () => {
    const stage = new Stage();
    const { sink } = stage.watch({ tag: 'red' });
    const [one, two] = [stage.execution(1), stage.execution(2)];
    const facts = { name: 'test', revision: 'r1', inputs: {}, tags: ['red'] };
    await one.record([{ type: 'execution.queued', data: facts }], false);
    await one.record([{ type: 'execution.started', data: {} }], false);
    await one.log(2, 'rows', false);
    stage.feed.wake(null, one.id, 1, 2);
    await two.start({ tags: ['red'] });
    await one.record([{ type: 'execution.completed', data: { outputs: {}, duration_ms: 1 } }], false);
    stage.feed.wake(null, one.id, 3, 5);
    await settled();
    expect(storyOf(sink)).toEqual(['1 queued', '1 started', '2 queued', '2 started', '1 completed']);
  });

  it('does not read what another tenant recorded', async () => {
    const stage = new Stage();
    const { sink } = stage.watch({});
    const theirs = new ScriptedExecution(stage.executions, stage.feed, 'ex_0000000000AB12Z00000000001');
    await theirs.record([{ type: 'execution.queued', data: { name: 'test', revision: 'r1', inputs: {} } }], false);
    await stage.store.close();
    stage.feed.wake(null, theirs.id, 1, 1);
    await settled();
    expect(sink.story).toEqual(['live']);
  });

  it('is cut off when another process recorded more than may wait', async () => {
    const stage = new Stage();
    const { sink } = stage.watch({});
    stage.feed.wake(null, idOf(1), 1, 6);
    await settled();
    expect(sink.story).toEqual(['live', 'overflow']);
    expect(stage.feed.size).toBe(0);
  });

  it('tells when what another process recorded cannot be read, and when something may have been missed', async () => {
    const stage = new Stage();
    const [unread, missing] = [stage.watch({}), stage.watch({})];
    missing.subscription.missed();
    await stage.store.close();
    stage.feed.wake(null, idOf(1), 1, 1);
    await settled();
    const fault = ['fail', expect.objectContaining({ code: 'store-unavailable', retryable: true })];
    expect([unread.sink.calls.at(-1), missing.sink.calls.at(-1)]).toEqual([fault, fault]);
    expect(stage.feed.size).toBe(0);
  });

  it('passes over an execution that is gone', async () => {
    const stage = new Stage();
    const elsewhere = new Stage();
    const one = elsewhere.execution(1);
    await one.start({ tags: ['red'] });
    const { sink } = stage.watch({ tag: 'red' });
    stage.feed.publish(one.id, one.journal.slice(1));
    await settled();
    expect(sink.story).toEqual(['live']);
  });

  it('ends without another word', async () => {
    const stage = new Stage();
    const { sink, subscription } = stage.watch({});
    await stage.execution(1).start();
    await settled();
    sink.fill();
    await stage.execution(2).start();
    subscription.end();
    sink.drain();
    await settled();
    expect(storyOf(sink)).toEqual(['1 queued', '1 started']);
    expect(stage.feed.size).toBe(0);
  });
});
