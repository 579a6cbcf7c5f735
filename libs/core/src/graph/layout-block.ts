/** Lays out the boxes of one block: layers along the flow, each layer ordered and placed across it. Knows sizes only, neither text
 *  nor nesting. Axes: `flow` is the direction in which edges lead, `cross` the other one. */
import { assignLayers } from './assign-layers.js';
import { orderLayers, type Neighbours } from './order-layers.js';
import { placeInLine } from './place-in-line.js';

/** Extent of a box, in whole units. */
export interface AxisSize {
  readonly flow: number;
  readonly cross: number;
}

/** Where each box starts, its layer, and the extent of all. */
export interface BlockLayout {
  readonly boxes: readonly (AxisSize & { readonly layer: number })[];
  readonly extent: AxisSize;
}

/** The distances between boxes, in the same units as their sizes. */
export interface Gaps {
  readonly layers: number;
  readonly boxes: number;
}

/** Lays out boxes by number; `successors` are numbers of boxes, duplicates and cycles allowed. */
export function layoutBlock(
  sizes: readonly AxisSize[],
  successors: readonly (readonly number[])[],
  gaps: Gaps,
): BlockLayout {
  const neighbours = { successors, predecessors: reversed(successors) };
  const layerOf = assignLayers(successors);
  const layers = orderLayers(layerOf, neighbours);
  const cross = placeAcross(sizes, layers, neighbours, gaps.boxes);
  const { starts, end } = placeAlong(sizes, layers, gaps.layers);
  const boxes = sizes.map((size, box) => {
    const layer = layerOf[box] as number;
    return { flow: starts[layer] as number, cross: cross[box] as number, layer };
  });
  return { boxes, extent: { flow: end, cross: crossExtent(sizes, cross) } };
}

function reversed(successors: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const predecessors = successors.map((): number[] => []);
  for (const [from, targets] of successors.entries()) for (const to of targets) predecessors[to]?.push(from);
  return predecessors;
}

/** A layer begins behind the longest box of the one before. */
function placeAlong(sizes: readonly AxisSize[], layers: readonly (readonly number[])[], gap: number) {
  let end = 0;
  const starts = layers.map((layer, index) => {
    const start = end + (index === 0 ? 0 : gap);
    end = start + layer.reduce((longest, box) => Math.max(longest, (sizes[box] as AxisSize).flow), 0);
    return start;
  });
  return { starts, end };
}

/** Down once, so that boxes stand below what they wait for, and up once, so that these centre above what waits for them. */
function placeAcross(
  sizes: readonly AxisSize[],
  layers: readonly (readonly number[])[],
  { predecessors, successors }: Neighbours,
  gap: number,
): readonly number[] {
  const centres = sizes.map(() => 0);
  const starts = sizes.map(() => 0);
  const place = (layer: readonly number[], near: Neighbours['successors']): void => {
    const boxes = layer.map((box) => ({ size: (sizes[box] as AxisSize).cross, wish: wishOf(box, near, centres) }));
    for (const [index, start] of placeInLine(boxes, gap).entries()) {
      const box = layer[index] as number;
      starts[box] = start;
      centres[box] = start + (sizes[box] as AxisSize).cross / 2;
    }
  };
  for (const layer of layers) place(layer, predecessors);
  for (const layer of layers.toReversed()) place(layer, successors);
  const first = starts.reduce((least, start) => Math.min(least, start), Infinity);
  return starts.map((start) => start - first);
}

function wishOf(box: number, near: Neighbours['successors'], centres: readonly number[]): number {
  const around = near[box] ?? [];
  if (around.length === 0) return centres[box] as number;
  return around.reduce((sum, other) => sum + (centres[other] as number), 0) / around.length;
}

function crossExtent(sizes: readonly AxisSize[], starts: readonly number[]): number {
  return starts.reduce((most, start, box) => Math.max(most, start + (sizes[box] as AxisSize).cross), 0);
}
