import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Fifo } from './fifo.js';

describe('the first-in-first-out queue', () => {
  it('gives undefined when it is empty', () => {
    expect(new Fifo<number>().shift()).toBeUndefined();
  });

  it('keeps the order of a plain list under any mix of pushes and shifts', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(), { nil: null }), { maxLength: 3_000 }), (moves) => {
        const queue = new Fifo<number>();
        const model: number[] = [];
        for (const move of moves) {
          if (move === null) expect(queue.shift()).toBe(model.shift());
          else {
            queue.push(move);
            model.push(move);
          }
        }
        for (const expected of model) expect(queue.shift()).toBe(expected);
      }),
      { numRuns: 100 },
    );
  });
});
