import { describe, expect, it } from '@jest/globals';
import type { Failure } from '@ice/core';
import { isProviderFault, pauseMsAfter } from './failure-meaning.js';
import { GatePause } from './gate-pause.js';
import { RequestWindow } from './request-window.js';
import { SteadyTime } from './steady-time.js';
import { HandClock } from '../testing/hand-clock.js';

const failure = (code: string, retry_after_ms?: number): Failure => ({
  code,
  message: 'No.',
  retryable: true,
  ...(retry_after_ms !== undefined && { retry_after_ms }),
});

describe('a pause', () => {
  it('lasts as long as it was asked for, and never gets shorter', () => {
    const pause = new GatePause();
    expect(pause.leftMs(1_000)).toBe(0);
    pause.extend(500, 1_000);
    pause.extend(100, 1_100);
    expect([pause.leftMs(1_100), pause.leftMs(1_499), pause.leftMs(1_500)]).toEqual([400, 1, 0]);
    pause.extend(500, 1_400);
    expect(pause.leftMs(1_400)).toBe(500);
  });
});

describe('what a failure says about its provider', () => {
  it.each<[string, number | undefined, number, boolean]>([
    ['model-rate-limited', 2_500, 2_500, false],
    ['model-rate-limited', undefined, 1_000, false],
    ['model-rate-limited', 86_400_000, 60_000, false],
    ['model-overloaded', 2_500, 2_500, true],
    ['model-overloaded', undefined, 1_000, true],
    ['model-unavailable', 2_500, 0, true],
    ['timeout', undefined, 0, true],
    ['model-response-invalid', undefined, 0, true],
    ['model-unauthorized', 2_500, 0, false],
    ['model-quota-exceeded', 2_500, 0, false],
    ['model-content-filtered', undefined, 0, false],
    ['model-request-invalid', undefined, 0, false],
    ['model-failed', undefined, 0, false],
  ])('%s, to be retried after %s ms: a pause of %d ms, a fault: %s', (code, retryAfterMs, pauseMs, isFault) => {
    const said = failure(code, retryAfterMs);
    expect([pauseMsAfter(said), isProviderFault(said)]).toEqual([pauseMs, isFault]);
  });
});

describe('a window of requests', () => {
  it('lets so many begin in any minute', () => {
    const window = new RequestWindow(2);
    window.note(0);
    expect(window.leftMs(10_000)).toBe(0);
    window.note(10_000);
    expect([window.leftMs(10_000), window.leftMs(59_999), window.leftMs(60_000)]).toEqual([50_000, 1, 0]);
    window.note(60_000);
    expect([window.leftMs(60_000), window.leftMs(70_000)]).toEqual([10_000, 0]);
  });

  it('without a limit holds nobody', () => {
    const window = new RequestWindow(null);
    for (let count = 0; count < 100; count += 1) window.note(0);
    expect(window.leftMs(0)).toBe(0);
  });
});

describe('the time of a gate', () => {
  it('stands still where the wall clock goes back, and goes on from there', async () => {
    const clock = new HandClock();
    const time = new SteadyTime(clock);
    const began = time.now();
    const seen: number[] = [];
    for (const [setBackMs, passedMs] of [
      [0, 500],
      [3_600_000, 0],
      [0, 200],
      [10, 0],
      [0, 5],
    ] as const) {
      clock.setBack(setBackMs);
      await clock.advance(passedMs);
      seen.push(time.now() - began);
    }
    expect(seen).toEqual([500, 500, 700, 700, 705]);
  });
});
