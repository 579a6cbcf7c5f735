import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SystemClock } from './system-clock.js';

const dayMs = 24 * 60 * 60 * 1_000;

describe('SystemClock', () => {
  // The timers of the machine, not of ours: nobody waits 60 days for a test.
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('calls back once, after the delay and not before', () => {
    const { clock, rung } = open();
    clock.after(1_000, rung.push);
    jest.advanceTimersByTime(999);
    expect(rung.count).toBe(0);
    jest.advanceTimersByTime(1);
    expect(rung.count).toBe(1);
    jest.advanceTimersByTime(dayMs);
    expect(rung.count).toBe(1);
  });

  it.each([0, -5])('calls back on the next turn for a delay of %d ms, never at once', (delayMs) => {
    const { clock, rung } = open();
    clock.after(delayMs, rung.push);
    expect(rung.count).toBe(0);
    jest.advanceTimersByTime(1);
    expect(rung.count).toBe(1);
  });

  it.each([2 ** 31 - 1, 2 ** 31, 60 * dayMs])('keeps a delay of %d ms, however long', (delayMs) => {
    const { clock, rung } = open();
    clock.after(delayMs, rung.push);
    jest.advanceTimersByTime(delayMs - 1);
    expect(rung.count).toBe(0);
    jest.advanceTimersByTime(1);
    expect(rung.count).toBe(1);
  });

  it('does not call back once it was taken back, in the first part of a long delay or a later one', () => {
    const { clock, rung } = open();
    for (const passedMs of [1, 30 * dayMs]) {
      const cancel = clock.after(60 * dayMs, rung.push);
      jest.advanceTimersByTime(passedMs);
      cancel();
      cancel();
    }
    expect(jest.getTimerCount()).toBe(0);
    jest.advanceTimersByTime(90 * dayMs);
    expect(rung.count).toBe(0);
  });

  it('tells the time in milliseconds since 1970', () => {
    jest.setSystemTime(Date.UTC(2026, 0, 2));
    expect(new SystemClock().now()).toBe(Date.UTC(2026, 0, 2));
  });
});

function open() {
  const rung = { count: 0, push: (): void => void (rung.count += 1) };
  return { clock: new SystemClock(), rung };
}
