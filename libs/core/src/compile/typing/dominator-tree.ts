/** A tree that grows downwards: under each node stand those that run only when it has completed. Each step up is one jump or one
 *  parent, so that asking takes O(log depth) on chains of any length. */

/** The root: nothing is known to have completed. */
export const treeRoot = -1;

/** Vertices are numbers from 0; each is added once, after its parent. */
export class DominatorTree {
  readonly #parent: number[] = [];
  readonly #depth: number[] = [];
  /** An ancestor far up: the skew-binary scheme, in which jumps of equal length join into one of twice the length. */
  readonly #jump: number[] = [];

  /** Puts a vertex under its parent. */
  add(vertex: number, parent: number): void {
    const over = this.#jumpOf(parent);
    const isEven = this.depthOf(parent) - this.depthOf(over) === this.depthOf(over) - this.depthOf(this.#jumpOf(over));
    this.#parent[vertex] = parent;
    this.#depth[vertex] = this.depthOf(parent) + 1;
    this.#jump[vertex] = isEven ? this.#jumpOf(over) : parent;
  }

  /** The vertex above; of what was never added, and of the root, the root. */
  parentOf(vertex: number): number {
    return this.#parent[vertex] ?? treeRoot;
  }

  /** Steps up to the root. */
  depthOf(vertex: number): number {
    return vertex === treeRoot ? 0 : (this.#depth[vertex] ?? 0);
  }

  /** True when `above` is `vertex`, or stands on its way to the root. */
  isAbove(above: number, vertex: number): boolean {
    return this.#liftTo(vertex, this.depthOf(above)) === above;
  }

  /** The lowest vertex that is above both. */
  meet(left: number, right: number): number {
    const depth = Math.min(this.depthOf(left), this.depthOf(right));
    let [first, second] = [this.#liftTo(left, depth), this.#liftTo(right, depth)];
    while (first !== second) {
      const canJump = this.#jumpOf(first) !== this.#jumpOf(second);
      [first, second] = canJump
        ? [this.#jumpOf(first), this.#jumpOf(second)]
        : [this.parentOf(first), this.parentOf(second)];
    }
    return first;
  }

  #liftTo(vertex: number, depth: number): number {
    let at = vertex;
    while (this.depthOf(at) > depth)
      at = this.depthOf(this.#jumpOf(at)) >= depth ? this.#jumpOf(at) : this.parentOf(at);
    return at;
  }

  #jumpOf(vertex: number): number {
    return this.#jump[vertex] ?? treeRoot;
  }
}
