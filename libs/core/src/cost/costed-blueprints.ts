/** The blueprints that a blueprint runs, at any depth, as far as they are there. Pure. */
import type { CompiledBlueprint } from '../compile/compiled-blueprint.js';

/**
 * By revision, the blueprint itself included.
 *
 * @param others compiled blueprints that it runs: only those that run each other have to be given.
 */
export function costedBlueprints(
  root: CompiledBlueprint,
  others: readonly CompiledBlueprint[],
): ReadonlyMap<string, CompiledBlueprint> {
  const given = new Map(others.map((other) => [other.revision, other]));
  const found = new Map([[root.revision, root]]);
  const pending = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const { revision, compiled } of Object.values(next.children)) {
      const child = compiled ?? given.get(revision);
      if (!child || found.has(revision)) continue;
      found.set(revision, child);
      pending.push(child);
    }
  }
  return found;
}
