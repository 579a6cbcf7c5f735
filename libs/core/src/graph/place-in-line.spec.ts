import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { placeInLine } from './place-in-line.js';

const boxes = fc.array(
  fc.record({ size: fc.integer({ min: 1, max: 500 }), wish: fc.double({ min: -1e4, max: 1e4, noNaN: true }) }),
  { maxLength: 40 },
);

describe('boxes in a line', () => {
  it('stand where they want to where there is room', () => {
    expect(
      placeInLine(
        [
          { size: 10, wish: 5 },
          { size: 10, wish: 100 },
        ],
        4,
      ),
    ).toEqual([0, 95]);
  });

  it('share the room that they both want', () => {
    expect(
      placeInLine(
        [
          { size: 10, wish: 50 },
          { size: 10, wish: 50 },
        ],
        4,
      ),
    ).toEqual([38, 52]);
  });

  it('keep their order and their distance, in whole units', () => {
    fc.assert(
      fc.property(boxes, fc.nat(50), (line, gap) => {
        const starts = placeInLine(line, gap);
        const tight = starts
          .slice(1)
          .filter((start, index) => start < (starts[index] ?? 0) + (line[index]?.size ?? 0) + gap);
        expect(tight).toEqual([]);
        expect(starts.filter((start) => !Number.isInteger(start))).toEqual([]);
      }),
    );
  });
});
