import { describe, expect, it } from '@jest/globals';
import type { NodeRun } from '../schedule/node-run.js';
import { HandClock } from '../testing/hand-clock.js';
import { call, sampleRun } from '../testing/sample-plan.js';
import { DeadlineWatch } from './deadline-watch.js';

function open() {
  const clock = new HandClock();
  const begin = clock.now();
  const expired: string[] = [];
  const watch = new DeadlineWatch(clock, (run) => expired.push(`${run.path} ${clock.now() - begin}`));
  const add = (id: string, afterMs: number | null): NodeRun => {
    const run = sampleRun([call(id)]);
    run.deadlineAt = afterMs === null ? null : clock.now() + afterMs;
    watch.add(run);
    return run;
  };
  return { clock, expired, watch, add };
}

describe('the watch on deadlines', () => {
  it('calls back for each run at its own time, whatever the order in which they came', () => {
    const { clock, expired, add } = open();
    add('b', 200);
    add('a', 100);
    add('c', 300);
    clock.advance(99);
    expect(expired).toEqual([]);
    clock.advance(1_000);
    expect(expired).toEqual(['a 100', 'b 200', 'c 300']);
  });

  it('needs one timer for all, and none when nobody is left', () => {
    const { clock, add } = open();
    for (let number = 0; number < 100; number += 1) add(`n${number}`, 100 + number);
    expect(clock.pending).toBe(1);
    clock.advance(1_000);
    expect(clock.pending).toBe(0);
  });

  it('leaves out runs without a deadline, settled ones, and those it was told to forget', () => {
    const { clock, expired, watch, add } = open();
    add('unlimited', null);
    watch.remove(add('forgotten', 100));
    add('settled', 100).outlook = 'completed';
    add('resting', 100).deadlineAt = null;
    add('kept', 100);
    clock.advance(1_000);
    expect(expired).toEqual(['kept 100']);
  });

  it('calls back once', () => {
    const { clock, expired, add } = open();
    add('a', 100);
    clock.advance(100);
    add('b', 100);
    clock.advance(1_000);
    expect(expired).toEqual(['a 100', 'b 200']);
  });

  it('takes a new deadline of a run that has got one', () => {
    const { clock, expired, watch, add } = open();
    const run = add('a', 100);
    watch.remove(run);
    run.deadlineAt = clock.now() + 500;
    watch.add(run);
    clock.advance(499);
    expect(expired).toEqual([]);
    clock.advance(1);
    expect(expired).toEqual(['a 500']);
  });

  it('is quiet once it has been stopped', () => {
    const { clock, expired, watch, add } = open();
    add('a', 100);
    watch.stop();
    clock.advance(1_000);
    expect({ expired, pending: clock.pending }).toEqual({ expired: [], pending: 0 });
  });
});
