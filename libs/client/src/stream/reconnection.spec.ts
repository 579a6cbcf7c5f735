/** When a lost stream is tried again. */
import { describe, expect, it } from '@jest/globals';
import { IceUnreachable } from '../problem/ice-unreachable.js';
import { Reconnection } from './reconnection.js';
import { StreamLost } from './stream-lost.js';

const limits = { retries: 2, reconnectForMs: 60_000 };
const lost = new StreamLost('the socket was closed (1006)');
const make = (changes: Partial<typeof limits> = {}): Reconnection =>
  new Reconnection('http://127.0.0.1:8000', { ...limits, ...changes });

describe('reconnecting', () => {
  it('tries so often at the beginning, then says that nobody is there', () => {
    const reconnection = make();
    expect([reconnection.delayAfter(lost), reconnection.delayAfter(lost)]).toEqual([
      expect.any(Number),
      expect.any(Number),
    ]);
    expect(() => reconnection.delayAfter(lost)).toThrow(IceUnreachable);
  });

  it('waits longer each time, never ten seconds, and begins anew when something came', () => {
    const reconnection = make();
    reconnection.progressed();
    const delays = Array.from({ length: 12 }, () => reconnection.delayAfter(lost));
    reconnection.progressed();
    expect([delays[0], delays[3], delays[11], reconnection.delayAfter(lost)].map((ms) => rangeOf(ms ?? NaN))).toEqual([
      '50 to 100',
      '400 to 800',
      '5000 to 10000',
      '50 to 100',
    ]);
  });

  it('waits as long as the server said', () => {
    expect(make().delayAfter(new StreamLost('gone', { delayMs: 1_234 }))).toBe(1_234);
  });

  it('gives up when the time for it is over before the next try', () => {
    const reconnection = make({ reconnectForMs: 1_000 });
    reconnection.progressed();
    const cause = new Error('refused');
    const late = new StreamLost('gone', { delayMs: 1_001 }, { cause });
    expect(() => reconnection.delayAfter(late)).toThrow(expect.objectContaining({ name: 'IceUnreachable', cause }));
  });

  it('takes a token that is over for a loss, and one that never counted for the end', () => {
    const cause = new Error('unauthenticated');
    const stale = new StreamLost('closed (4401)', { isFinalOnRepeat: true }, { cause });
    const running = make();
    running.progressed();
    expect(running.delayAfter(stale)).toEqual(expect.any(Number));
    expect(() => running.delayAfter(stale)).toThrow(cause);
    expect(() => make().delayAfter(stale)).toThrow(cause);
  });
});

/** Chance decides within one of these. */
function rangeOf(ms: number): string {
  const least = [50, 100, 200, 400, 800, 1_600, 3_200, 5_000].findLast((edge) => edge <= ms) ?? NaN;
  return `${least} to ${least === 5_000 ? 10_000 : least * 2}`;
}
