/** Which nodes have moved. A node that merely has a new position because others came or went has not. */
import type { PlacedNode } from './collect-nodes.js';

type Nodes = ReadonlyMap<string, PlacedNode>;

/** Ids of nodes in both documents that stand in another block, or that changed places with neighbours: of those as few as possible. */
export function findMoved(older: Nodes, newer: Nodes): ReadonlySet<string> {
  const moved = new Set<string>();
  const stayed = new Map<string, { readonly id: string; readonly index: number }[]>();
  for (const [id, { block }] of newer) {
    const before = older.get(id);
    if (!before) continue;
    if (before.block !== block) moved.add(id);
    else listOf(stayed, block).push({ id, index: before.index });
  }
  for (const nodes of stayed.values()) {
    const kept = longestRise(nodes.map(({ index }) => index));
    for (const [position, { id }] of nodes.entries()) if (!kept.has(position)) moved.add(id);
  }
  return moved;
}

function listOf<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

/** Positions of a longest rising subsequence (patience sorting, n log n). The values are all different. */
function longestRise(values: readonly number[]): ReadonlySet<number> {
  /** Position of the smallest value that ends a rise of each length. */
  const ends: number[] = [];
  const previous: number[] = [];
  for (const [position, value] of values.entries()) {
    const length = lengthBelow(ends, values, value);
    previous.push(ends[length - 1] ?? -1);
    ends[length] = position;
  }
  const rise = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) rise.add(at);
  return rise;
}

/** How long the longest rise is that ends below the value. */
function lengthBelow(ends: readonly number[], values: readonly number[], value: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[ends[middle] as number] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
