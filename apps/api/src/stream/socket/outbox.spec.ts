import { describe, expect, it } from '@jest/globals';
import { defaultStreamLimits } from '../stream-limits.js';
import { settled } from '../testing/collecting-sink.js';
import { FakeSocket } from '../testing/fake-socket.js';
import { Outbox } from './outbox.js';

const mebibyte = 'x'.repeat(1_048_576);

function slow() {
  const socket = new FakeSocket(false);
  let cuts = 0;
  const outbox = new Outbox(socket, defaultStreamLimits, () => (cuts += 1));
  const ticksUntilCut = (limit: number, everyTick: () => void = () => undefined): number | null => {
    for (let tick = 1; tick <= limit; tick += 1) {
      everyTick();
      outbox.tick();
      if (cuts > 0) return tick;
    }
    return null;
  };
  return { socket, outbox, ticksUntilCut, cuts: () => cuts };
}

describe('an outbox', () => {
  it('has room below one mebibyte, and gives room when half of it has gone', async () => {
    const { socket, outbox } = slow();
    outbox.send('x'.repeat(600_000));
    expect(outbox.hasRoom).toBe(true);
    outbox.send('x'.repeat(500_000));
    outbox.send('x'.repeat(100_000));
    expect(outbox.hasRoom).toBe(false);
    let given = 0;
    void outbox.room().then(() => (given += 1));
    void outbox.room().then(() => (given += 1));
    socket.read(1);
    await settled();
    expect(given).toBe(0);
    socket.read(1);
    await settled();
    expect(given).toBe(2);
    await outbox.room();
  });

  it('sends nothing on a socket that is closing', () => {
    const { socket, outbox } = slow();
    socket.close(1000, '');
    outbox.send('{}');
    expect(socket.sent).toEqual([]);
  });

  it('cuts a reader off when eight mebibytes pile up that it has no room for', () => {
    const { socket, outbox, cuts } = slow();
    for (let count = 0; count < 9; count += 1) outbox.send(mebibyte);
    expect(cuts()).toBe(0);
    outbox.send('{}');
    expect([cuts(), socket.sent.length]).toEqual([1, 9]);
  });

  it('bears a single event that is larger than that', () => {
    const { socket, outbox, cuts } = slow();
    outbox.send(mebibyte.repeat(20));
    outbox.send('{}');
    expect([cuts(), socket.sent.length]).toEqual([0, 2]);
  });

  it('cuts a reader off that takes nothing for ten seconds', () => {
    const { outbox, ticksUntilCut } = slow();
    outbox.send(mebibyte);
    expect(ticksUntilCut(30)).toBe(10);
  });

  it('gives time in proportion where more waits', () => {
    const { outbox, ticksUntilCut } = slow();
    outbox.send(mebibyte);
    outbox.send(mebibyte.repeat(2));
    expect(ticksUntilCut(60)).toBe(30);
  });

  it('bears a reader that takes a little', () => {
    const { socket, outbox, ticksUntilCut } = slow();
    for (let count = 0; count < 30; count += 1) outbox.send('x'.repeat(100_000));
    let second = 0;
    expect(ticksUntilCut(100, () => ++second % 9 === 0 && socket.read(1))).toBeNull();
  });

  it('bears a reader for whom little waits', () => {
    const { outbox, ticksUntilCut } = slow();
    outbox.send('x'.repeat(1_000));
    expect(ticksUntilCut(100)).toBeNull();
  });
});
