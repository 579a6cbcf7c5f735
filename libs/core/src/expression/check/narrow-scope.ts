/** Flow typing: what a condition tells about the names in it. Sound by the evaluator's rules, and silent where it cannot tell. */
import type { ExpressionNode } from '../expression-node.js';
import { NarrowedScopes } from './narrowed-scopes.js';
import type { TypeScope } from './type-scope.js';

/**
 * The scope where the condition came out so: `x != null`, `has(x.y)`, `type(x) == "string"`, `x.kind == "a"`, `x in ["a", "b"]`,
 * `size(x) > 0`, a boolean by itself, and all of these under `!`, `&&` and `||`.
 */
export function narrowScope(scope: TypeScope, condition: ExpressionNode, outcome: boolean): TypeScope {
  return new NarrowedScopes().narrow(scope, condition, outcome);
}
