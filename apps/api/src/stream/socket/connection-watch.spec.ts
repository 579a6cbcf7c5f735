import { describe, expect, it } from '@jest/globals';
import { defaultStreamLimits } from '../stream-limits.js';
import { ConnectionWatch, type WatchVerdict } from './connection-watch.js';

class Line {
  bytes = 300;
  readonly watch: ConnectionWatch;

  constructor(awaitsFirst = false) {
    this.watch = new ConnectionWatch(defaultStreamLimits, awaitsFirst, () => this.bytes);
  }

  message(bytes = 50): boolean {
    this.bytes += bytes;
    return this.watch.message();
  }

  pong(payload = 4): boolean {
    this.bytes += payload + 6;
    return this.watch.control(payload);
  }

  /** The first verdict within so many seconds, and the second in which it comes. */
  firstVerdict(
    seconds: number,
    everySecond: (second: number) => void = () => undefined,
  ): [number, WatchVerdict] | null {
    for (let second = 1; second <= seconds; second += 1) {
      everySecond(second);
      const verdict = this.watch.tick();
      if (verdict) return [second, verdict];
    }
    return null;
  }
}

describe('the watch of a socket', () => {
  it('counts a socket as dead from which nothing has come for 44 seconds', () => {
    expect(new Line().firstVerdict(100)).toEqual([44, 'dead']);
    const line = new Line();
    expect(line.firstVerdict(100, (second) => second === 20 && line.pong())).toEqual([63, 'dead']);
    expect(new Line().firstVerdict(43)).toBeNull();
  });

  it('lets a socket live that answers pings', () => {
    const line = new Line();
    expect(line.firstVerdict(600, (second) => second % 20 === 0 && line.pong())).toBeNull();
  });

  it('wants a first message within 10 seconds where it was told so; pongs are none', () => {
    const line = new Line(true);
    expect(line.firstVerdict(30, () => line.pong())).toEqual([10, { code: 4408, reason: 'no-frame-in-time' }]);
    const spoken = new Line(true);
    spoken.message();
    expect(spoken.firstVerdict(40)).toBeNull();
  });

  it('bears 200 messages and pings in a second, and no more', () => {
    const line = new Line();
    const answers = Array.from({ length: 201 }, (_, index) => (index % 2 ? line.message() : line.pong()));
    expect(answers.indexOf(false)).toBe(200);
    line.watch.tick();
    expect(line.message()).toBe(true);
  });

  it('wants a message in pieces to come to its end within 20 seconds, whatever pongs come between', () => {
    const line = new Line();
    const verdict = line.firstVerdict(60, (second) => {
      if (second === 3) line.bytes += 11;
      if (second > 3) line.pong();
    });
    expect(verdict).toEqual([22, { code: 4408, reason: 'message-not-finished-in-time' }]);
  });

  it('begins to count anew with every message', () => {
    const line = new Line();
    const verdict = line.firstVerdict(60, (second) => {
      line.bytes += 5;
      if (second % 15 === 0) line.message();
    });
    expect(verdict).toBeNull();
  });
});
