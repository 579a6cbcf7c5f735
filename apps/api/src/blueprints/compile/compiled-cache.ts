/** Compiled blueprints by tenant, revision and pins, the least recently used ones making room: the same revision compiled with another
 *  child is another one. What is in it is frozen and shared by all executions of its tenant; that another one has the same content is
 *  nobody's business. */
import type { CompiledBlock, CompiledBlueprint, Tenant } from '@ice/core';

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
  find(tenant: Tenant, revision: string, pins: CompiledBlueprint['pins']): CompiledBlueprint | undefined {
    const key = keyOf(tenant, revision, pins);
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.compiled;
  }

  /** Keeps it under the pins that it was compiled with, and gives the one to use: the one that was there already, if any. */
  keep(tenant: Tenant, compiled: CompiledBlueprint, pins: CompiledBlueprint['pins']): CompiledBlueprint {
    const known = this.find(tenant, compiled.revision, pins);
    if (known) return known;
    const nodes = countNodes(compiled.root) + (compiled.finally ? countNodes(compiled.finally) : 0);
    this.#entries.set(keyOf(tenant, compiled.revision, pins), { compiled, nodes });
    this.#nodes += nodes;
    this.#makeRoom();
    return compiled;
  }

  #makeRoom(): void {
    for (const [key, { nodes }] of this.#entries) {
      if (this.#nodes <= this.maxNodes) return;
      this.#entries.delete(key);
      this.#nodes -= nodes;
    }
  }
}

function keyOf(tenant: Tenant, revision: string, pins: CompiledBlueprint['pins']): string {
  const entries = Object.entries(pins).sort(([left], [right]) => (left < right ? -1 : 1));
  return [tenant, revision, ...entries.flat()].join(' ');
}

function countNodes({ nodes }: CompiledBlock): number {
  const inner = nodes.flatMap((node) => Object.values(node.blocks));
  return inner.reduce((sum, block) => sum + countNodes(block), nodes.length);
}
