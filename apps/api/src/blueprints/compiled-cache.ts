/** Compiled blueprints by revision, the least recently used ones making room. What is in it is frozen and shared by all executions of
 *  its revision. */
import type { CompiledBlock, CompiledBlueprint } from '@ice/core';

/** Nodes of all blueprints in the cache together: what their memory grows with. */
const defaultMaxNodes = 200_000;

interface Entry {
  readonly compiled: CompiledBlueprint;
  readonly nodes: number;
}

/** See the head of this file. */
export class CompiledCache {
  readonly #entries = new Map<string, Entry>();
  #nodes = 0;

  /** @param maxNodes a blueprint larger than that is never kept. */
  constructor(private readonly maxNodes = defaultMaxNodes) {}

  /** The compiled blueprint, which is now the most recently used one, or undefined. */
  find(revision: string): CompiledBlueprint | undefined {
    const entry = this.#entries.get(revision);
    if (!entry) return undefined;
    this.#entries.delete(revision);
    this.#entries.set(revision, entry);
    return entry.compiled;
  }

  /** Keeps it, and gives the one to use: the one that was there already, if any. */
  keep(compiled: CompiledBlueprint): CompiledBlueprint {
    const known = this.find(compiled.revision);
    if (known) return known;
    const nodes = countNodes(compiled.root) + (compiled.finally ? countNodes(compiled.finally) : 0);
    this.#entries.set(compiled.revision, { compiled, nodes });
    this.#nodes += nodes;
    this.#makeRoom();
    return compiled;
  }

  #makeRoom(): void {
    for (const [revision, { nodes }] of this.#entries) {
      if (this.#nodes <= this.maxNodes) return;
      this.#entries.delete(revision);
      this.#nodes -= nodes;
    }
  }
}

function countNodes({ nodes }: CompiledBlock): number {
  const inner = nodes.flatMap((node) => Object.values(node.blocks));
  return inner.reduce((sum, block) => sum + countNodes(block), nodes.length);
}
