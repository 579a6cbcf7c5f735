/** Layers of a graph by longest path. Cycles do no harm: an edge that leads back into the path being walked is left out. Iterative
 *  and linear in vertices and edges. */

/** The layer of each vertex, from 0: behind all of its predecessors. `successors` by vertex number. */
export function assignLayers(successors: readonly (readonly number[])[]): readonly number[] {
  const walk: Walk = {
    successors,
    state: successors.map(() => 'new'),
    finished: [],
    forward: successors.map(() => []),
  };
  for (let vertex = 0; vertex < successors.length; vertex += 1)
    if (walk.state[vertex] === 'new') walkFrom(vertex, walk);
  const layers = successors.map(() => 0);
  for (const vertex of walk.finished.reverse()) {
    const next = (layers[vertex] as number) + 1;
    for (const successor of walk.forward[vertex] ?? []) {
      layers[successor] = Math.max(layers[successor] as number, next);
    }
  }
  return layers;
}

interface Walk {
  readonly successors: readonly (readonly number[])[];
  readonly state: ('new' | 'open' | 'done')[];
  /** Vertices in the order in which they were left; reversed, every forward edge leads on. */
  readonly finished: number[];
  /** Successors without the edges that lead back. */
  readonly forward: number[][];
}

function walkFrom(root: number, walk: Walk): void {
  const path: { readonly vertex: number; next: number }[] = [{ vertex: root, next: 0 }];
  walk.state[root] = 'open';
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const successor = walk.successors[top.vertex]?.[top.next];
    top.next += 1;
    if (successor === undefined) {
      leave(top.vertex, walk);
      path.pop();
    } else if (walk.state[successor] !== 'open') {
      walk.forward[top.vertex]?.push(successor);
      if (walk.state[successor] === 'new') path.push({ vertex: successor, next: 0 });
      walk.state[successor] = walk.state[successor] === 'new' ? 'open' : 'done';
    }
  }
}

function leave(vertex: number, walk: Walk): void {
  walk.state[vertex] = 'done';
  walk.finished.push(vertex);
}
