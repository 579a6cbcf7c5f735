/** Nodes that can never run because one that they wait for always runs and always fails. */
import type { Edges } from '../analyse/build-edges.js';
import type { NodeDraft } from '../read/draft.js';
import { joinOf } from './join-of.js';
import type { NodeOutputs } from './node-outputs.js';

/** Those of one document; nodes are added with their predecessors first. */
export class DeadEnds {
  readonly #causes = new Map<NodeDraft, NodeDraft>();

  constructor(
    private readonly edges: Edges,
    private readonly outputs: NodeOutputs,
  ) {}

  /** Learns of a node, or learns anew. */
  add(node: NodeDraft): void {
    const join = joinOf(node);
    const causes: (NodeDraft | undefined)[] = [];
    for (const [from, mode] of this.edges[node.order] ?? []) if (mode === 'require') causes.push(this.#failureIn(from));
    const isBlocked = join === 'any' ? causes.every((one) => one !== undefined) : join !== 'all_settled';
    const cause = isBlocked ? causes.find((one) => one !== undefined) : undefined;
    if (cause === undefined) this.#causes.delete(node);
    else this.#causes.set(node, cause);
  }

  /** The node that always fails and so keeps this one from running. */
  causeOf(node: NodeDraft): NodeDraft | undefined {
    return this.#causes.get(node);
  }

  #failureIn(node: NodeDraft): NodeDraft | undefined {
    return this.#causes.get(node) ?? (this.outputs.isDeadEnd(node) ? node : undefined);
  }
}
