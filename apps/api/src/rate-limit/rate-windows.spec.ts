import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@ice/storage';
import { RateWindows } from './rate-windows.js';

const minute = 60_000;

/** Windows at a time that a test moves. */
function open(maxWindows = 100) {
  const clock = new ManualClock();
  return { clock, windows: new RateWindows(clock, maxWindows) };
}

describe('windows of requests', () => {
  it('take as many as are allowed, and refuse the next ones without counting them', () => {
    const { windows } = open();
    const records = [1, 2, 3, 4].map(() => windows.count('key', minute, 2));
    expect(records.map(({ totalHits, isBlocked }) => [totalHits, isBlocked])).toEqual([
      [1, false],
      [2, false],
      [2, true],
      [2, true],
    ]);
  });

  it('say in how many seconds the next one is taken, rounded up, and take it then', () => {
    const { clock, windows } = open();
    windows.count('key', minute, 1);
    clock.advance(100);
    expect(windows.count('key', minute, 1)).toEqual({
      totalHits: 1,
      timeToExpire: 60,
      isBlocked: true,
      timeToBlockExpire: 60,
    });
    clock.advance(minute - 100);
    expect(windows.count('key', minute, 1)).toMatchObject({ totalHits: 1, isBlocked: false, timeToBlockExpire: 0 });
  });

  it('are one for each key', () => {
    const { windows } = open();
    windows.count('one', minute, 1);
    expect(windows.count('other', minute, 1).isBlocked).toBe(false);
    expect(windows.count('one', minute, 1).isBlocked).toBe(true);
  });

  it('never grow beyond their number, and forget who was silent for longest', () => {
    const { windows } = open(3);
    for (const key of ['a', 'b', 'c']) windows.count(key, minute, 1);
    windows.count('a', minute, 1);
    for (let index = 0; index < 1_000; index += 1) {
      windows.count(`address ${index}`, minute, 1);
      windows.count('a', minute, 1);
    }
    expect(windows.size).toBe(3);
    expect(windows.count('a', minute, 1).isBlocked).toBe(true);
    expect(windows.count('b', minute, 1).isBlocked).toBe(false);
  });

  it('are thrown away once they are over, by the requests of others', () => {
    const { clock, windows } = open();
    for (let index = 0; index < 50; index += 1) windows.count(`address ${index}`, minute, 1);
    clock.advance(minute);
    for (let index = 0; index < 30; index += 1) windows.count('key', minute, 100);
    expect(windows.size).toBe(1);
  });
});
