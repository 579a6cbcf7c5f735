import { describe, expect, it } from '@jest/globals';
import { SlotHold } from './slot-hold.js';
import { SlotPool } from './slot-pool.js';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the slot of an attempt', () => {
  it('is free while the attempt only waits, and its own again afterwards', async () => {
    const pool = new SlotPool(1);
    const hold = new SlotHold(pool);
    await hold.take();
    const seen = await hold.without(() => Promise.resolve(pool.taken));
    expect([seen, pool.taken]).toEqual([0, 1]);
    hold.give();
    expect(pool.taken).toBe(0);
  });

  it('is given back once for waits that overlap', async () => {
    const pool = new SlotPool(2);
    const hold = new SlotHold(pool);
    await hold.take();
    let end: () => void = () => undefined;
    const long = hold.without(() => new Promise<void>((resolve) => (end = resolve)));
    await tick();
    await hold.without(() => Promise.resolve());
    expect(pool.taken).toBe(0);
    end();
    await long;
    expect(pool.taken).toBe(1);
  });

  it('is waited for when others have all of them by then', async () => {
    const pool = new SlotPool(1);
    const [hold, other] = [new SlotHold(pool), new SlotHold(pool)];
    await hold.take();
    let isBack = false;
    const waiting = hold.without(() => other.take()).then(() => (isBack = true));
    await tick();
    expect(isBack).toBe(false);
    other.give();
    await waiting;
    expect(pool.taken).toBe(1);
  });

  it('comes back also when the wait fails', async () => {
    const pool = new SlotPool(1);
    const hold = new SlotHold(pool);
    await hold.take();
    await expect(hold.without(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(pool.taken).toBe(1);
  });
});
