/** Tells an expression that is a secret and nothing else: the only one that may read any. Pure. */
import type { Expression } from '../expression/index.js';

/** The name of the secret that a bare `secrets.NAME` is; null for every other expression, also one that computes with a secret. */
export function secretOf({ root }: Expression): string | null {
  return root.kind === 'reference' && root.root === 'secrets' ? root.id : null;
}
