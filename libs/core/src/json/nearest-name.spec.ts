import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nearestName } from './nearest-name.js';

describe('did you mean', () => {
  it.each<[string, readonly string[], string | undefined]>([
    ['lod_csv', ['load_csv', 'post'], 'load_csv'],
    ['laod', ['load', 'loop'], 'load'],
    ['Load-CSV', ['load_csv'], 'load_csv'],
    ['temprature', ['temperature', 'title'], 'temperature'],
    ['echo', ['Echo', 'each'], 'Echo'],
    ['loab', ['load', 'loan'], undefined],
    ['b', ['a', 'c'], undefined],
    ['n1', ['n2'], undefined],
    ['zzz', ['load'], undefined],
    ['', ['a'], undefined],
    ['x'.repeat(65), ['x'.repeat(64)], undefined],
    ['anything', [], undefined],
    ['load', ['lod', 'lod'], 'lod'],
  ])('%s among %j is %s', (name, candidates, expected) => {
    expect(nearestName(name, candidates)).toBe(expected);
  });

  it('prefers a nearer name to two that are further away', () => {
    expect(nearestName('listing', ['listxxg', 'lisyyng', 'listings'])).toBe('listings');
  });
});

/** Optimal string alignment, written out in full. */
function plainDistance(left: string, right: string): number {
  const table = Array.from({ length: left.length + 1 }, (_, row) => [row, ...Array.from(right, () => 0)]);
  for (let column = 0; column <= right.length; column += 1) (table[0] as number[])[column] = column;
  const at = (row: number, column: number): number => table[row]?.[column] ?? Infinity;
  for (let row = 1; row <= left.length; row += 1) {
    for (let column = 1; column <= right.length; column += 1) {
      const cost = left[row - 1] === right[column - 1] ? 0 : 1;
      const isSwap =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const swap = isSwap ? at(row - 2, column - 2) + 1 : Infinity;
      const ways = [at(row - 1, column - 1) + cost, at(row - 1, column) + 1, at(row, column - 1) + 1, swap];
      (table[row] as number[])[column] = Math.min(...ways);
    }
  }
  return at(left.length, right.length);
}

describe('the nearest name', () => {
  it('is the only one at the smallest distance, and within a third of the letters', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(word, fc.uniqueArray(word, { maxLength: 6 }), (name, candidates) => {
        const cutoff = name.length < 3 ? 0 : Math.max(1, Math.floor(name.length / 3));
        const near = candidates
          .map((candidate) => ({ candidate, distance: plainDistance(name, candidate) }))
          .filter(({ distance }) => distance <= cutoff);
        const smallest = Math.min(...near.map(({ distance }) => distance));
        const nearest = near.filter(({ distance }) => distance === smallest);
        expect(nearestName(name, candidates)).toBe(nearest.length === 1 ? nearest[0]?.candidate : undefined);
      }),
      { numRuns: 1000 },
    );
  });
});
