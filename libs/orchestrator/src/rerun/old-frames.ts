/** The node runs of an ended execution by the blocks that they ran in. */
import type { NodeRunSnapshot } from '@ice/core';

/** One entered block: its runs by node id, under the prefix of their paths (`each[3].`; empty for the root). */
export interface OldFrame {
  readonly prefix: string;
  readonly runs: ReadonlyMap<string, NodeRunSnapshot>;
}

/** Finds the runs of blocks. */
export class OldFrames {
  private readonly byPrefix = new Map<string, Map<string, NodeRunSnapshot>>();
  /** Prefixes by the path of the node run that entered them, in the order in which that happened. */
  private readonly byOwner = new Map<string, string[]>();

  constructor(runs: readonly NodeRunSnapshot[]) {
    for (const run of runs) this.add(run);
  }

  /** The runs of a block, by node id. */
  frame(prefix: string): OldFrame {
    return { prefix, runs: this.byPrefix.get(prefix) ?? new Map() };
  }

  /** The blocks that a container had entered. */
  inside(path: string): readonly OldFrame[] {
    return (this.byOwner.get(path) ?? []).map((prefix) => this.frame(prefix));
  }

  private add(run: NodeRunSnapshot): void {
    const prefix = run.path.slice(0, run.path.lastIndexOf('.') + 1);
    let runs = this.byPrefix.get(prefix);
    if (!runs) {
      runs = new Map();
      this.byPrefix.set(prefix, runs);
      if (prefix !== '') this.own(prefix);
    }
    runs.set(run.node_id, run);
  }

  private own(prefix: string): void {
    const owner = prefix.slice(0, -1).replace(/\[\d+\]$/, '');
    const prefixes = this.byOwner.get(owner);
    if (prefixes) prefixes.push(prefix);
    else this.byOwner.set(owner, [prefix]);
  }
}
