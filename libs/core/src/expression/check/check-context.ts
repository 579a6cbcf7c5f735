/** What checking one node needs to know about the tree around it. */
import type { Type } from '../../type/type.js';
import type { ExpressionNode, IndexNode, MemberNode } from '../expression-node.js';
import type { NarrowedScopes } from './narrowed-scopes.js';
import type { TypeProblem } from './type-problem.js';
import type { TypeScope } from './type-scope.js';

/** Handed down while a tree is checked. */
export interface CheckContext {
  /** Names as they are known at this place: narrowed by the conditions around it. */
  readonly scope: TypeScope;
  /** Inside the first argument of `default` or `has`: what is absent or behind a null is no fault. */
  readonly isAbsorbed: boolean;
  /** The whole expression. */
  readonly root: ExpressionNode;
  /** Its value becomes a part of a text. */
  readonly isInText: boolean;
  /** The narrowed scopes of this check. */
  readonly narrowed: NarrowedScopes;
  /** The type of a node inside this one; unknown when it has a problem. */
  check(node: ExpressionNode, context: CheckContext): Type;
  report(problem: TypeProblem): void;
  /** Tells that the key is taken to be there. */
  require(node: MemberNode | IndexNode): void;
}
