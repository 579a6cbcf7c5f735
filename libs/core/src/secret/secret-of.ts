/** Tells an expression that is a secret and nothing else: the only one that may read any. Pure. */
import type { Expression, ExpressionNode } from '../expression/index.js';
import { secretOfInput } from './secret-input.js';

const noInputs: ReadonlySet<string> = new Set();

/**
 * The name of the secret that a bare `secrets.NAME` or `inputs.NAME` is; null for every other expression, also one that computes with a
 * secret.
 *
 * @param secretInputs names of the inputs that are secrets. Default: none, as in what was compiled, where they are `secrets` already.
 */
export function secretOf({ root }: Expression, secretInputs: ReadonlySet<string> = noInputs): string | null {
  if (root.kind === 'reference') return root.root === 'secrets' ? root.id : null;
  const name = inputOf(root);
  return name !== null && secretInputs.has(name) ? secretOfInput(name) : null;
}

/** `inputs.name` or `inputs["name"]`. */
function inputOf(node: ExpressionNode): string | null {
  if (node.kind !== 'member' && node.kind !== 'index') return null;
  if (node.object.kind !== 'variable' || node.object.name !== 'inputs') return null;
  if (node.kind === 'member') return node.name;
  return node.index.kind === 'literal' && typeof node.index.value === 'string' ? node.index.value : null;
}
