import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blueprintOf, each, echo } from '../compile/testing/sample-blueprint.js';
import type { DocumentGraph, GraphBlock, GraphEdge, GraphNode } from './graph.js';
import { graphOf } from './graph-of.js';
import { layoutGraph, type Box, type GraphLayout } from './layout-graph.js';
import type { GraphDirection } from './to-mermaid.js';

function node(index: number, block: string, label = `n${index}`): GraphNode {
  const parent = block === '#root' ? null : (block.split('#')[0] as string);
  return { key: `n${index}`, id: label, kind: 'tool', title: null, label, detail: 'tool echo', block, parent };
}

/** Any nesting, any edges between nodes of one block: cycles, self edges and duplicates too. */
const graphs: fc.Arbitrary<DocumentGraph> = fc
  .array(fc.record({ place: fc.nat(), label: fc.string({ maxLength: 60 }) }), { minLength: 1, maxLength: 30 })
  .chain((sketches) => {
    const blocks: GraphBlock[] = [{ key: '#root', name: 'root', label: 'root', owner: null }];
    const nodes = sketches.map(({ place, label }, index) => {
      const block = blocks[place % blocks.length] as GraphBlock;
      for (const name of ['then', 'else'].slice(0, place % 3)) {
        blocks.push({ key: `n${index}#${name}`, name, label: name, owner: `n${index}` });
      }
      return node(index, block.key, label);
    });
    const pairs = nodes.flatMap((from) =>
      nodes.filter(({ block }) => block === from.block).map((to) => [from, to] as const),
    );
    return fc.subarray(pairs).map((chosen) => {
      const edges = chosen.map(([from, to]): GraphEdge => ({ from: from.key, to: to.key, kind: 'data' }));
      return { nodes, blocks, edges };
    });
  });

const directions = fc.constantFrom<GraphDirection>('down', 'right');

function overlaps(left: Box, right: Box): boolean {
  return (
    left.x < right.x + right.width &&
    right.x < left.x + left.width &&
    left.y < right.y + right.height &&
    right.y < left.y + left.height
  );
}

function contains(outer: Box, inner: Box): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}

function boxesByKey({ nodes, blocks }: GraphLayout): ReadonlyMap<string, Box> {
  return new Map([...nodes, ...blocks].map((box) => [box.key, box]));
}

describe('a layout', () => {
  it('stacks a chain and puts branches of a diamond beside each other', () => {
    const document = blueprintOf([
      echo('a'),
      echo('b', '{{ nodes.a.value }}'),
      echo('c', '{{ nodes.a.value }}'),
      echo('d', '{{ nodes.b.value }}{{ nodes.c.value }}'),
    ]);
    const graph = graphOf(document) as DocumentGraph;
    expect(layoutGraph(graph).nodes.map(({ x, y, layer }) => [x, y, layer])).toEqual([
      [88, 0, 0],
      [0, 112, 1],
      [176, 112, 1],
      [88, 224, 2],
    ]);
    expect(layoutGraph(graph, 'right').nodes.map(({ x, y, layer }) => [x, y, layer])).toEqual([
      [0, 44, 0],
      [200, 0, 1],
      [200, 88, 1],
      [400, 44, 2],
    ]);
  });

  it('draws a container around its block', () => {
    const graph = graphOf(
      blueprintOf([each('listings', 'row', [echo('a'), echo('b', '{{ nodes.a.value }}')])]),
    ) as DocumentGraph;
    const { nodes, blocks, width, height } = layoutGraph(graph);
    expect([...nodes, ...blocks].map(({ key, x, y, width: w, height: h }) => [key, x, y, w, h])).toEqual([
      ['/nodes/0', 0, 0, 176, 220],
      ['/nodes/0/body/nodes/0', 16, 36, 144, 56],
      ['/nodes/0/body/nodes/1', 16, 148, 144, 56],
      ['#root', 0, 0, 176, 220],
      ['/nodes/0#body', 16, 36, 144, 168],
    ]);
    expect([width, height]).toEqual([176, 220]);
  });

  it('lets no two boxes of a block overlap, keeps all in whole pixels and inside of what contains it', () => {
    fc.assert(
      fc.property(graphs, directions, (graph, direction) => {
        const layout = layoutGraph(graph, direction);
        const boxes = boxesByKey(layout);
        const box = (key: string) => boxes.get(key) as Box;
        const siblings = [
          ...graph.blocks.map(({ key }) => graph.nodes.filter(({ block }) => block === key)),
          ...graph.nodes.map(({ key }) => graph.blocks.filter(({ owner }) => owner === key)),
        ];
        const clashes = siblings.flatMap((group) =>
          group.flatMap((left, index) =>
            group.slice(index + 1).filter((right) => overlaps(box(left.key), box(right.key))),
          ),
        );
        const holders = [
          ...graph.nodes.map(({ key, block }) => [block, key] as const),
          ...graph.blocks.flatMap(({ key, owner }) => (owner === null ? [] : [[owner, key] as const])),
        ];
        const all = [...boxes.values()].flatMap(({ x, y, width, height }) => [x, y, width, height]);
        expect(clashes).toEqual([]);
        expect(holders.filter(([outer, inner]) => !contains(box(outer), box(inner)))).toEqual([]);
        expect(all.filter((value) => !Number.isInteger(value) || value < 0)).toEqual([]);
        const whole = { x: 0, y: 0, width: layout.width, height: layout.height };
        expect([...boxes].filter(([, inner]) => !contains(whole, inner))).toEqual([]);
      }),
    );
  });

  it('puts every node behind what it waits for where there is no cycle', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const position = new Map(graph.nodes.map(({ key }, index) => [key, index]));
        const edges = graph.edges.filter(({ from, to }) => (position.get(from) ?? 0) < (position.get(to) ?? 0));
        const layers = new Map(layoutGraph({ ...graph, edges }).nodes.map(({ key, layer }) => [key, layer]));
        expect(edges.filter(({ from, to }) => (layers.get(from) ?? 0) >= (layers.get(to) ?? 0))).toEqual([]);
      }),
    );
  });

  it('is the same every time', () => {
    fc.assert(
      fc.property(graphs, directions, (graph, direction) => {
        expect(layoutGraph(graph, direction)).toEqual(layoutGraph(structuredClone(graph), direction));
      }),
    );
  });

  it('ends for a chain, a star and a ring of 10,000 nodes', () => {
    const block: GraphBlock = { key: '#root', name: 'root', label: 'root', owner: null };
    const nodes = Array.from({ length: 10_000 }, (_, index) => node(index, '#root'));
    const edge = (from: number, to: number): GraphEdge => ({ from: `n${from}`, to: `n${to}`, kind: 'data' });
    const chain = nodes.slice(1).map((_, index) => edge(index, index + 1));
    const star = nodes.slice(1).map((_, index) => edge(0, index + 1));
    const layersOf = (edges: readonly GraphEdge[]) =>
      Math.max(...layoutGraph({ nodes, blocks: [block], edges }).nodes.map(({ layer }) => layer));
    expect([layersOf(chain), layersOf(star), layersOf([...chain, edge(9_999, 0)])]).toEqual([9_999, 1, 9_999]);
  });
});
