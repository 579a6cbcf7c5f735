import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SlotPool } from './slot-pool.js';

describe('a pool of slots', () => {
  it('has 256 unless it is told otherwise', () => {
    expect(new SlotPool().size).toBe(256);
  });

  it('gives as many as it has, and no more', () => {
    const pool = new SlotPool(2);
    expect([pool.tryTake(), pool.tryTake(), pool.tryTake(), pool.taken]).toEqual([true, true, false, 2]);
    pool.give();
    expect([pool.taken, pool.tryTake()]).toEqual([1, true]);
  });

  it('serves those who wait in the order in which they came, and nobody past them', async () => {
    const pool = new SlotPool(1);
    const served: string[] = [];
    await pool.take();
    const waits = ['first', 'second'].map((name) => pool.take().then(() => served.push(name)));
    expect(served).toEqual([]);
    pool.give();
    expect(pool.tryTake()).toBe(false);
    await waits[0];
    expect([served, pool.taken]).toEqual([['first'], 1]);
    pool.give();
    await waits[1];
    pool.give();
    expect([served, pool.taken]).toEqual([['first', 'second'], 0]);
  });

  it('never has more out than its size, and none once all are back, whatever the order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.boolean(), { maxLength: 60 }),
        async (size, moves) => {
          const pool = new SlotPool(size);
          let inside = 0;
          let waiting = 0;
          for (const takes of moves) {
            if (takes) {
              waiting += 1;
              void pool.take().then(() => ((inside += 1), (waiting -= 1)));
            } else if (inside > 0) {
              inside -= 1;
              pool.give();
            }
            await Promise.resolve();
            expect(inside).toBe(pool.taken);
            expect(inside).toBeLessThanOrEqual(size);
            expect(waiting === 0 || inside === size).toBe(true);
          }
        },
      ),
    );
  });
});
