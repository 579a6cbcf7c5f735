import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cyclicComponents } from './strong-components.js';

describe('cyclic components', () => {
  it.each<[string, number[][], number[][]]>([
    ['no vertices', [], []],
    ['a chain', [[1], [2], []], []],
    ['a diamond', [[1, 2], [3], [3], []], []],
    ['an edge to itself', [[0], [0]], [[0]]],
    [
      'two apart, one behind',
      [[1], [0], [3], [2], [0]],
      [
        [0, 1],
        [2, 3],
      ],
    ],
    ['a knot of three with a chord', [[1], [2, 0], [0]], [[0, 1, 2]]],
  ])('of %s', (_name, successors, expected) => {
    expect(cyclicComponents(successors)).toEqual(expected);
  });

  it('of a ring of 100,000 need no deep stack', () => {
    const ring = Array.from({ length: 100_000 }, (_, vertex) => [(vertex + 1) % 100_000]);
    expect(cyclicComponents(ring).map((component) => component.length)).toEqual([100_000]);
  });

  it('hold exactly the vertices that reach themselves', () => {
    const graph = fc
      .integer({ min: 1, max: 12 })
      .chain((size) => fc.array(fc.array(fc.nat(size - 1)), { minLength: size, maxLength: size }));
    fc.assert(
      fc.property(graph, (successors) => {
        const cyclic = successors.flatMap((_, vertex) => (reachable(vertex, successors).has(vertex) ? [vertex] : []));
        const found = cyclicComponents(successors)
          .flat()
          .sort((left, right) => left - right);
        expect(found).toEqual(cyclic);
      }),
    );
  });
});

/** The vertices at the end of a way of one edge or more. */
function reachable(from: number, successors: readonly (readonly number[])[]): ReadonlySet<number> {
  const reached = new Set<number>();
  const open = [...(successors[from] ?? [])];
  for (let vertex = open.pop(); vertex !== undefined; vertex = open.pop()) {
    if (reached.has(vertex)) continue;
    reached.add(vertex);
    open.push(...(successors[vertex] ?? []));
  }
  return reached;
}
