/** Orders the vertices of each layer so that few edges cross: barycentre sweeps, a fixed number of them. Deterministic: equal
 *  barycentres keep their order, which begins as the document's. */

/** A graph as vertex numbers, both ways. */
export interface Neighbours {
  readonly successors: readonly (readonly number[])[];
  readonly predecessors: readonly (readonly number[])[];
}

/** Vertex numbers by layer, from first to last within each. */
export function orderLayers(layerOf: readonly number[], neighbours: Neighbours): readonly (readonly number[])[] {
  const layers = collect(layerOf);
  const position = layerOf.map(() => 0);
  for (const layer of layers) number(layer, position);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const isDown = sweep % 2 === 0;
    const near = isDown ? neighbours.predecessors : neighbours.successors;
    for (const layer of isDown ? layers : layers.toReversed()) sortLayer(layer, near, position);
  }
  return layers;
}

/** Down and up, twice: more of them hardly change a drawing. */
const sweeps = 4;

function collect(layerOf: readonly number[]): number[][] {
  const layers: number[][] = [];
  for (const [vertex, layer] of layerOf.entries()) (layers[layer] ??= []).push(vertex);
  return layers;
}

/** Positions are shares of the layer, so that layers of different sizes compare. */
function number(layer: readonly number[], position: number[]): void {
  for (const [index, vertex] of layer.entries()) position[vertex] = (index + 0.5) / layer.length;
}

function sortLayer(layer: number[], near: Neighbours['successors'], position: number[]): void {
  const centres = new Map(layer.map((vertex) => [vertex, barycentre(vertex, near, position)]));
  layer.sort((left, right) => (centres.get(left) as number) - (centres.get(right) as number));
  number(layer, position);
}

/** The mean place of the neighbours; without any, where the vertex is. */
function barycentre(vertex: number, near: Neighbours['successors'], position: readonly number[]): number {
  const around = near[vertex] ?? [];
  if (around.length === 0) return position[vertex] as number;
  return around.reduce((sum, other) => sum + (position[other] as number), 0) / around.length;
}
