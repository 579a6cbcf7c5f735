/** The workflow patterns in which the outside world has a say: answers, signals, and whoever cancels. */
import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@ice/core';
import { ManualClock } from '@ice/storage';
import { Engine, storyOf, type Played } from '../../test/support/start-engine.js';
import { readPattern } from './read-pattern.js';

let clock = new ManualClock();
let engine = new Engine({ clock });

afterEach(async () => {
  await engine.supervisor.drain(0);
  clock = new ManualClock();
  engine = new Engine({ clock });
});

const hasEnded = ({ head }: Played): boolean => head.ended_at !== null;
const isAsking = ({ snapshot }: Played): boolean => snapshot.open_signals.length === 2;
const started =
  (place: string) =>
  ({ events }: Played): boolean =>
    storyOf(events).includes(`node.started ${place}`);

describe('16 deferred choice', () => {
  it('the answer comes first: the clock is cancelled', async () => {
    const id = await engine.start(readPattern(16));
    const asked = await engine.until(id, isAsking);
    expect(asked.snapshot.open_signals.map(({ kind, path }) => [kind, path])).toEqual([
      ['human', 'first.ask'],
      ['timer', 'first.clock'],
    ]);
    expect(await engine.answer(id, { path: 'first.ask' }, { value: 'approve' })).toBe('applied');
    const { snapshot } = await engine.until(id, hasEnded);
    expect(snapshot.outputs).toEqual({ winner: ['answered'], outcome: 'approve' });
    expect(runsOf(snapshot)).toMatchObject({ 'first.ask': 'completed', 'first.clock': 'cancelled' });
  });

  it('the time is over first: the question is cancelled, and an answer to it is refused', async () => {
    const id = await engine.start(readPattern(16));
    const asked = await engine.until(id, isAsking);
    await clock.advanceSettled(3_600_000);
    const { snapshot } = await engine.until(id, hasEnded);
    expect(snapshot.outputs).toEqual({ winner: ['too_late'], outcome: 'nobody answered' });
    expect(runsOf(snapshot)).toMatchObject({ 'first.ask': 'cancelled', 'first.clock': 'completed' });
    const signal_id = asked.snapshot.open_signals[0]?.signal_id as string;
    expect(await engine.answer(id, { signal_id }, { value: 'approve' })).toBe('closed');
  });
});

describe('20 cancel case', () => {
  it('what runs is cancelled, nothing more starts, and the last words are said', async () => {
    const execution = await engine.open(readPattern(20));
    const end = execution.run();
    await engine.until(execution.head.execution_id, started('also'));
    await execution.cancel('requested');
    const { events, snapshot } = await engine.look((await end).execution_id);
    expect(storyOf(events).slice(3)).toEqual([
      'node.started work',
      'node.started also',
      'node.cancelled work',
      'node.cancelled also',
      'execution.ending',
      'node.started tidy_up',
      'node.completed tidy_up',
      'execution.cancelled',
    ]);
    expect(snapshot).toMatchObject({ status: 'cancelled', outputs: null });
    expect(snapshot.nodes[0]).toMatchObject({ path: 'prepare', output: { value: 'prepared' } });
  });
});

describe('24 persistent trigger', () => {
  const payment: JsonObject = { amount: 12.5 };

  it('a signal that comes before anybody waits for it is kept, and used once', async () => {
    const id = await engine.start(readPattern(24));
    await engine.until(id, started('prepare'));
    expect(await engine.answer(id, { name: 'payment' }, { value: payment })).toBe('kept');
    expect(await engine.answer(id, { name: 'payment' }, { value: { amount: 1 } })).toBe('taken');
    await clock.advanceSettled(3_000);
    const { events, snapshot } = await engine.until(id, hasEnded);
    expect(snapshot.outputs).toEqual({ thanks: 'Thanks for 12.5' });
    expect(storyOf(events).filter((line) => line.endsWith(' paid'))).toEqual([
      'node.started paid',
      'node.waiting paid',
      'signal.answered paid',
      'node.completed paid',
    ]);
  });

  it('a signal that comes while it is waited for goes on at once', async () => {
    const id = await engine.start(readPattern(24));
    await engine.until(id, started('prepare'));
    await clock.advanceSettled(3_000);
    await engine.until(id, ({ snapshot }) => snapshot.open_signals.length === 1);
    expect(await engine.answer(id, { name: 'payment' }, { value: payment })).toBe('applied');
    const { snapshot } = await engine.until(id, hasEnded);
    expect(snapshot.outputs).toEqual({ thanks: 'Thanks for 12.5' });
  });
});

function runsOf({ nodes }: Played['snapshot']): Readonly<Record<string, string>> {
  return Object.fromEntries(nodes.map(({ path, status }) => [path, status]));
}
