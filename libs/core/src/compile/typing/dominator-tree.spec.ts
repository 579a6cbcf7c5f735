import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DominatorTree, treeRoot } from './dominator-tree.js';

/** Vertex to parent, in the order in which they are added. */
const parents = fc
  .array(fc.nat(), { minLength: 1, maxLength: 60 })
  .map((numbers) => numbers.map((number, vertex) => (number % (vertex + 1)) - 1));

function treeOf(parentOf: readonly number[]): DominatorTree {
  const tree = new DominatorTree();
  parentOf.forEach((parent, vertex) => tree.add(vertex, parent));
  return tree;
}

/** The vertex and all above it, the root last. */
function wayUp(vertex: number, parentOf: readonly number[]): readonly number[] {
  return vertex === treeRoot ? [treeRoot] : [vertex, ...wayUp(parentOf[vertex] ?? treeRoot, parentOf)];
}

describe('a dominator tree', () => {
  it('knows depth, ancestors and the lowest vertex above two, as walking up tells them', () => {
    fc.assert(
      fc.property(parents, fc.nat(), fc.nat(), (parentOf, one, other) => {
        const tree = treeOf(parentOf);
        const [left, right] = [one % parentOf.length, other % parentOf.length];
        const [leftWay, rightWay] = [wayUp(left, parentOf), wayUp(right, parentOf)];
        expect(tree.depthOf(left)).toBe(leftWay.length - 1);
        expect(tree.isAbove(right, left)).toBe(leftWay.includes(right));
        expect(tree.meet(left, right)).toBe(leftWay.find((vertex) => rightWay.includes(vertex)));
      }),
    );
  });

  it('has the root above everything', () => {
    const tree = treeOf([treeRoot, 0]);
    expect([tree.isAbove(treeRoot, 1), tree.meet(treeRoot, 1), tree.depthOf(treeRoot)]).toEqual([true, treeRoot, 0]);
  });

  it('is not slowed down by a chain of 100,000 vertices', () => {
    const length = 100_000;
    const tree = treeOf(Array.from({ length }, (_, vertex) => vertex - 1));
    const met = Array.from({ length }, (_, vertex) => tree.meet(vertex, length - 1));
    expect(met.every((vertex, index) => vertex === index)).toBe(true);
  });
});
