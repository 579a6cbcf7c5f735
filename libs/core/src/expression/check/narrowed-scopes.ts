/** The scopes behind conditions. Each is made once for a scope and an outcome, so that a chain of conditions costs its length. */
import { unionOf } from '../../type/union-of.js';
import type { BinaryNode, ExpressionNode } from '../expression-node.js';
import { joinScopes } from './bound-scope.js';
import { findingOf } from './condition-finding.js';
import { applyFinding } from './refine-type.js';
import type { TypeScope } from './type-scope.js';

/** Made for one check, and forgotten with it: a scope is only known not to change meanwhile. */
export class NarrowedScopes {
  /** Made when it is needed: most expressions hold no condition. */
  #known: WeakMap<TypeScope, Map<ExpressionNode, Map<boolean, TypeScope>>> | undefined;

  /** The scope where the condition came out so. */
  narrow(scope: TypeScope, condition: ExpressionNode, outcome: boolean): TypeScope {
    const known = (this.#known ??= new WeakMap());
    const ofScope = known.get(scope) ?? new Map<ExpressionNode, Map<boolean, TypeScope>>();
    known.set(scope, ofScope);
    const ofCondition = ofScope.get(condition) ?? new Map<boolean, TypeScope>();
    ofScope.set(condition, ofCondition);
    const narrowed = ofCondition.get(outcome) ?? this.#make(scope, condition, outcome);
    ofCondition.set(outcome, narrowed);
    return narrowed;
  }

  #make(scope: TypeScope, condition: ExpressionNode, outcome: boolean): TypeScope {
    if (condition.kind === 'unary' && condition.operator === '!')
      return this.narrow(scope, condition.operand, !outcome);
    if (condition.kind === 'binary' && (condition.operator === '&&' || condition.operator === '||')) {
      return this.#narrowLogical(scope, condition, outcome);
    }
    const finding = findingOf(condition, outcome);
    return finding === undefined ? scope : applyFinding(scope, finding);
  }

  /** `a && b` is true when both are; false when `a` is, or when `a` is true and `b` is not. `||` is the mirror of it. */
  #narrowLogical(scope: TypeScope, { operator, left, right }: BinaryNode, outcome: boolean): TypeScope {
    const goesOn = operator === '&&';
    const both = this.narrow(this.narrow(scope, left, goesOn), right, outcome);
    if (outcome === goesOn) return both;
    return joinScopes(scope, this.narrow(scope, left, outcome), both, (one, other) => unionOf([one, other]));
  }
}
