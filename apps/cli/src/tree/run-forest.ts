/** Node runs as a forest: each below the container around it. Pure. */
import type { NodeRunSnapshot, NodeRunStatus } from '@ice/core';

/** One node run with those inside it. */
export interface RunTree {
  readonly run: NodeRunSnapshot;
  /** The path as seen from the container: `[3].copy`. */
  readonly name: string;
  readonly children: readonly RunTree[];
}

interface OpenTree extends RunTree {
  readonly children: OpenTree[];
}

/** In the order in which they were first heard of. */
export function runForest(runs: Iterable<NodeRunSnapshot>): readonly RunTree[] {
  const trees = new Map<string, OpenTree>();
  const roots: OpenTree[] = [];
  for (const run of runs) {
    const parent = parentOf(run.path, trees);
    const tree: OpenTree = { run, name: nameIn(run.path, parent?.run.path), children: [] };
    trees.set(run.path, tree);
    (parent?.children ?? roots).push(tree);
  }
  return roots;
}

/** How many of each status stand in some trees and below them; containers count as one more. */
export function tally(trees: readonly RunTree[]): ReadonlyMap<NodeRunStatus, number> {
  const counts = new Map<NodeRunStatus, number>();
  const open = [...trees];
  for (let tree = open.pop(); tree; tree = open.pop()) {
    counts.set(tree.run.status, (counts.get(tree.run.status) ?? 0) + 1);
    open.push(...tree.children);
  }
  return counts;
}

/** `each[3].left.say` → that of `each[3].left`, else of `each`: the nearest that is known. */
function parentOf(path: string, trees: ReadonlyMap<string, OpenTree>): OpenTree | undefined {
  for (let end = path.lastIndexOf('.'); end > 0; end = path.lastIndexOf('.', end - 1)) {
    const place = path.slice(0, end);
    const tree = trees.get(place) ?? trees.get(place.replace(/\[\d+\]$/, ''));
    if (tree) return tree;
  }
  return undefined;
}

function nameIn(path: string, container: string | undefined): string {
  return container === undefined ? path : path.slice(container.length).replace(/^\./, '');
}
