/** Puts the nodes of one block in levels: each behind everything that it waits for. Pure and total: nodes that wait for each
 *  other, which only an unsound document has, share the last level. */
import type { GraphEdge, GraphNode } from '@ice/core';

/** The levels, each in document order. */
export function levelsOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): readonly (readonly GraphNode[])[] {
  const waiting = new Map(nodes.map(({ key }) => [key, 0]));
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) {
    if (!waiting.has(from) || !waiting.has(to)) continue;
    waiting.set(to, (waiting.get(to) ?? 0) + 1);
    next.set(from, [...(next.get(from) ?? []), to]);
  }
  const levels: GraphNode[][] = [];
  let rest = nodes;
  for (let level = ready(rest, waiting); level.length > 0; level = ready(rest, waiting)) {
    levels.push(level);
    const done = new Set(level.map(({ key }) => key));
    rest = rest.filter(({ key }) => !done.has(key));
    for (const key of done) for (const to of next.get(key) ?? []) waiting.set(to, (waiting.get(to) ?? 0) - 1);
  }
  return rest.length === 0 ? levels : [...levels, [...rest]];
}

function ready(nodes: readonly GraphNode[], waiting: ReadonlyMap<string, number>): GraphNode[] {
  return nodes.filter(({ key }) => waiting.get(key) === 0);
}
