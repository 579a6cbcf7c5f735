/** Positions for a graph: deterministic, so that a drawing never jumps, and fast enough to be computed wherever it is shown. Own
 *  layered layout (longest path, barycentres); containers are as large as their blocks. Edges have no bends: whoever draws them
 *  connects boxes. */
import type { DocumentGraph, GraphBlock, GraphNode } from './graph.js';
import { groupBy } from './group-by.js';
import { layoutBlock, type AxisSize } from './layout-block.js';
import type { GraphDirection } from './to-mermaid.js';

/** A rectangle: whole pixels, origin at the top left of the drawing. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A node's or a block's rectangle. */
export interface PlacedBox extends Box {
  /** `GraphNode.key` or `GraphBlock.key`. */
  readonly key: string;
  /** Of a node: its layer in its block, from 0. Of a block: 0. */
  readonly layer: number;
}

/** Where everything stands; nodes and blocks in the order of the graph. */
export interface GraphLayout {
  readonly direction: GraphDirection;
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedBox[];
  readonly blocks: readonly PlacedBox[];
}

/** Lays out a graph. Boxes of one block never overlap, and a container holds all of its blocks. */
export function layoutGraph(graph: DocumentGraph, direction: GraphDirection = 'down'): GraphLayout {
  const plan = planOf(graph, direction);
  // Inner blocks stand behind the ones around them, so they are measured first and placed last.
  for (const block of graph.blocks.toReversed()) measureBlock(block, plan);
  const size = placeTopBlocks(graph, plan);
  const boxOf = (places: ReadonlyMap<string, PlacedBox>, { key }: { readonly key: string }) =>
    places.get(key) as PlacedBox;
  return {
    direction,
    ...size,
    nodes: graph.nodes.map((node) => boxOf(plan.nodePlaces, node)),
    blocks: graph.blocks.map((block) => boxOf(plan.blockPlaces, block)),
  };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Measured extends Size {
  /** Places of the nodes, relative to the block. */
  readonly nodes: readonly PlacedBox[];
}

interface Plan {
  readonly direction: GraphDirection;
  readonly nodesIn: ReadonlyMap<string, readonly GraphNode[]>;
  readonly blocksOf: ReadonlyMap<string | null, readonly GraphBlock[]>;
  /** Keys of the nodes that wait for a node. */
  readonly successors: ReadonlyMap<string, readonly string[]>;
  readonly measured: Map<string, Measured>;
  readonly nodePlaces: Map<string, PlacedBox>;
  readonly blockPlaces: Map<string, PlacedBox>;
}

function planOf({ nodes, blocks, edges }: DocumentGraph, direction: GraphDirection): Plan {
  const outgoing = groupBy(edges, ({ from }) => from);
  return {
    direction,
    nodesIn: groupBy(nodes, ({ block }) => block),
    blocksOf: groupBy(blocks, ({ owner }) => owner),
    successors: new Map([...outgoing].map(([from, group]) => [from, group.map(({ to }) => to)])),
    measured: new Map(),
    nodePlaces: new Map(),
    blockPlaces: new Map(),
  };
}

/** Pixels. */
const gaps = { layers: 56, boxes: 32 };
const padding = 16;
const headerHeight = 36;
const leafHeight = 56;
const narrowest = 144;
const widest = 288;
const characterWidth = 8;

function measureBlock(block: GraphBlock, plan: Plan): void {
  const nodes = plan.nodesIn.get(block.key) ?? [];
  const numbers = new Map(nodes.map(({ key }, index) => [key, index]));
  const sizes = nodes.map((node) => sizeOf(node, plan));
  const successors = nodes.map(({ key }) => (plan.successors.get(key) ?? []).flatMap((to) => numbers.get(to) ?? []));
  const { boxes, extent } = layoutBlock(
    sizes.map((size) => toAxes(size, plan)),
    successors,
    gaps,
  );
  const places = boxes.map(({ flow, cross, layer }, index) => {
    const { width: x, height: y } = fromAxes({ flow, cross }, plan);
    return { key: (nodes[index] as GraphNode).key, layer, x, y, ...(sizes[index] as Size) };
  });
  plan.measured.set(block.key, { ...fromAxes(extent, plan), nodes: places });
}

function toAxes({ width, height }: Size, { direction }: Plan): AxisSize {
  return direction === 'down' ? { flow: height, cross: width } : { flow: width, cross: height };
}

function fromAxes({ flow, cross }: AxisSize, { direction }: Plan): Size {
  return direction === 'down' ? { width: cross, height: flow } : { width: flow, height: cross };
}

function sizeOf(node: GraphNode, plan: Plan): Size {
  const width = textWidth(node);
  const inner = innerBoxes(node, plan);
  if (inner.length === 0) return { width, height: leafHeight };
  const right = Math.max(...inner.map((box) => box.x + box.width));
  const bottom = Math.max(...inner.map((box) => box.y + box.height));
  return { width: Math.max(width, right + padding), height: bottom + padding };
}

function textWidth({ label, detail }: GraphNode): number {
  const text = Math.max(label.length, detail.length) * characterWidth + 2 * padding;
  return Math.min(widest, Math.max(narrowest, text));
}

/** The blocks of a container side by side, across the flow; relative to the container. */
function innerBoxes({ key }: GraphNode, plan: Plan): readonly PlacedBox[] {
  const blocks = plan.blocksOf.get(key) ?? [];
  let next = { x: padding, y: headerHeight };
  return blocks.map((block) => {
    const { width, height } = plan.measured.get(block.key) as Measured;
    // Several blocks have a heading each.
    const size =
      blocks.length === 1 ? { width, height } : { width: width + 2 * padding, height: height + headerHeight + padding };
    const box = { key: block.key, layer: 0, ...next, ...size };
    next =
      plan.direction === 'down'
        ? { ...next, x: next.x + size.width + padding }
        : { ...next, y: next.y + size.height + padding };
    return box;
  });
}

/** The root, and `finally` behind it along the flow. */
function placeTopBlocks(graph: DocumentGraph, plan: Plan): Size {
  let [flow, cross] = [0, 0];
  for (const block of plan.blocksOf.get(null) ?? []) {
    const size = plan.measured.get(block.key) as Measured;
    const { width: x, height: y } = fromAxes({ flow: flow === 0 ? 0 : flow + gaps.layers, cross: 0 }, plan);
    placeBlock({ key: block.key, layer: 0, x, y, width: size.width, height: size.height }, 0, plan);
    const end = toAxes({ width: x + size.width, height: y + size.height }, plan);
    [flow, cross] = [end.flow, Math.max(cross, end.cross)];
  }
  return fromAxes({ flow, cross }, plan);
}

/** Nesting is bounded by the compiler's limit, and so is this recursion. `inset`: the room of the block's own heading. */
function placeBlock(box: PlacedBox, inset: number, plan: Plan): void {
  plan.blockPlaces.set(box.key, box);
  const [left, top] = inset === 0 ? [box.x, box.y] : [box.x + padding, box.y + headerHeight];
  for (const [index, node] of (plan.measured.get(box.key) as Measured).nodes.entries()) {
    const place = { ...node, x: left + node.x, y: top + node.y };
    plan.nodePlaces.set(node.key, place);
    const inner = innerBoxes((plan.nodesIn.get(box.key) as readonly GraphNode[])[index] as GraphNode, plan);
    for (const block of inner) placeBlock(shifted(block, place), inner.length === 1 ? 0 : headerHeight, plan);
  }
}

function shifted(box: PlacedBox, { x, y }: Box): PlacedBox {
  return { ...box, x: box.x + x, y: box.y + y };
}
