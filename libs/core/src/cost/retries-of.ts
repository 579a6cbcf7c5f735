/** How often a node run may be tried again. Pure. */
import type { CompiledNode, ResolvedRetry } from '../compile/compiled-blueprint.js';

/** By the policies that are meant: each has a count of its own. */
export function retriesOf({ retry }: CompiledNode, isMeant: (policy: ResolvedRetry) => boolean): number {
  return retry.filter(isMeant).reduce((sum, { max_attempts }) => sum + max_attempts - 1, 0);
}
