/** Whether the output of a node is certainly there when another one runs: of the join table, `when`, and who waits for whom. Made in one
 *  pass over the edges; never of values. Errs on the side of "may be absent". */
import type { Join } from '../../blueprint/node-fields.js';
import type { Edges } from '../analyse/build-edges.js';
import type { NodeDraft } from '../read/draft.js';
import { DominatorTree, treeRoot } from './dominator-tree.js';
import { joinOf } from './join-of.js';

/** Whether a node is skipped when nothing fails. */
export type Skipping = 'never' | 'maybe' | 'always';

/**
 * Node runs of one document, as far as their presence goes. Nodes that are always skipped together are one class, named by the order
 * of its first node. Under a class stand the classes that run only when it does; nodes that are never skipped are the root.
 */
export class Presence {
  readonly #skipping: Skipping[] = [];
  /** The class of each node. */
  readonly #class: number[] = [];
  /** The lowest class that has run whenever the node runs. */
  readonly #above: number[] = [];
  readonly #tree = new DominatorTree();

  constructor(
    private readonly edges: Edges,
    private readonly whenOf: (node: NodeDraft) => Skipping,
  ) {}

  /** Learns of a node; its predecessors come first. */
  add(node: NodeDraft): void {
    const before = this.#requiredBy(node);
    const join = joinOf(node);
    const own = this.whenOf(node);
    const skippings = before.map((other) => this.skippingOf(other));
    const joined = skippingByJoin(join, skippings);
    const skipping = own === 'always' || joined === 'always' ? 'always' : own === 'maybe' ? own : joined;
    const above = this.#classAbove(join, before);
    this.#skipping[node.order] = skipping;
    this.#above[node.order] = above;
    if (skipping === 'never') this.#class[node.order] = treeRoot;
    else if (own === 'never' && this.#isSkippedWith(above, before)) this.#class[node.order] = above;
    else this.#open(node.order, above);
  }

  /** Whether the node is skipped when nothing fails; nodes that were not added (on cycles) are never, so that nothing is said because
   *  of them. */
  skippingOf(node: NodeDraft): Skipping {
    return this.#skipping[node.order] ?? 'never';
  }

  /** True when `target` has completed whenever `reader` runs; both are of one block and there is an edge between them. `null` reads
   *  at the end of the block, when all has settled and nothing has failed. True for readers that were not added. */
  isCertain(target: NodeDraft, reader: NodeDraft | null): boolean {
    const isNeverSkipped = this.skippingOf(target) === 'never';
    if (reader === null) return isNeverSkipped;
    const above = this.#above[reader.order];
    switch (above === undefined ? 'all_completed' : joinOf(reader)) {
      case 'all_completed':
        return true;
      case 'all_settled':
        return false;
      case 'any':
        return this.#requiredBy(reader).length === 1;
      default:
        return isNeverSkipped || this.#tree.isAbove(this.#classOf(target), above ?? treeRoot);
    }
  }

  #open(order: number, above: number): void {
    this.#class[order] = order;
    this.#tree.add(order, above);
  }

  #classOf({ order }: NodeDraft): number {
    return this.#class[order] ?? treeRoot;
  }

  #requiredBy(node: NodeDraft): readonly NodeDraft[] {
    const required: NodeDraft[] = [];
    for (const [from, mode] of this.edges[node.order] ?? []) if (mode === 'require') required.push(from);
    return required;
  }

  #classAbove(join: Join, before: readonly NodeDraft[]): number {
    if (join === 'all_settled' || join === 'none_failed') return treeRoot;
    const classes = before.map((node) => this.#classOf(node));
    return join === 'all_completed' ? this.#lowest(classes) : this.#meeting(classes);
  }

  /** All of them have run; a tree holds one way only, so the longest. */
  #lowest(classes: readonly number[]): number {
    return classes.reduce((low, one) => (this.#tree.depthOf(one) > this.#tree.depthOf(low) ? one : low), treeRoot);
  }

  /** One of them has run, nobody knows which. */
  #meeting([first, ...others]: readonly number[]): number {
    if (first === undefined) return treeRoot;
    return others.reduce((met, one) => (met === one ? met : this.#tree.meet(met, one)), first);
  }

  /** True when a node with these predecessors and no condition of its own is skipped if and only if the class is. */
  #isSkippedWith(above: number, before: readonly NodeDraft[]): boolean {
    return before.every((node) => this.skippingOf(node) === 'never' || this.#classOf(node) === above);
  }
}

/** What the join table says when nothing has failed: skipped, though `when` might hold. */
function skippingByJoin(join: Join, before: readonly Skipping[]): Skipping {
  if (before.length === 0 || join === 'all_settled' || join === 'none_failed') return 'never';
  const is = (accepted: readonly Skipping[]): boolean => {
    const isAccepted = (one: Skipping): boolean => accepted.includes(one);
    return join === 'all_completed' ? before.some(isAccepted) : before.every(isAccepted);
  };
  if (is(['always'])) return 'always';
  return is(['always', 'maybe']) ? 'maybe' : 'never';
}
