/** Types of reads: variables, references, members, indexes. Agrees with the compiler of paths, step by step. */
import { isNullable, withoutNull } from '../../type/nullability.js';
import { stringType, unknownType, type Type } from '../../type/type.js';
import type { ExpressionNode, IndexNode, MemberNode, PathNode } from '../expression-node.js';
import { rootOf, typeOfRoot } from './bound-scope.js';
import type { CheckContext } from './check-context.js';
import { checkIndexAccess } from './check-index.js';
import { checkMemberAccess } from './check-member.js';
import { fallbackOf, possiblyNull } from './report-null.js';
import type { TypeProblem } from './type-problem.js';

/** A member or an index. */
export type AccessNode = MemberNode | IndexNode;

/** The type of a path. */
export function checkPath(node: PathNode, context: CheckContext): Type {
  if (node.kind === 'variable' || node.kind === 'reference') return checkRoot(node, context);
  const { base, steps } = unfold(node);
  let type = context.check(base, context);
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index] as AccessNode;
    if (isNullable(type) && !context.isAbsorbed) return checkBehindNull(type, steps.slice(index), context);
    // Behind a null an absorbed path ends: whatever is read further is read from something that is there.
    type = checkStep(withoutNull(type), step, context);
  }
  return type;
}

function checkRoot(node: PathNode, context: CheckContext): Type {
  const root = rootOf(node);
  return root === undefined ? stringType : typeOfRoot(context.scope, root);
}

/** The base of a path and its steps, from left to right. */
function unfold(node: AccessNode): { base: ExpressionNode; steps: readonly AccessNode[] } {
  let count = 0;
  for (let at: ExpressionNode = node; at.kind === 'member' || at.kind === 'index'; at = at.object) count += 1;
  // Of its size at once: a list that grows by itself has room for seventeen.
  const steps = new Array<AccessNode>(count);
  let base: ExpressionNode = node;
  while (base.kind === 'member' || base.kind === 'index') {
    steps[(count -= 1)] = base;
    base = base.object;
  }
  return { base, steps };
}

function checkStep(container: Type, step: AccessNode, context: CheckContext): Type {
  return step.kind === 'member'
    ? checkMemberAccess(container, step, context)
    : checkIndexAccess(container, step, context);
}

/** The null is the fault, unless the path is wrong in any case: then that is the one to mend first. The mend is about the whole path: its
 *  end is what the author wants. */
function checkBehindNull(container: Type, steps: readonly AccessNode[], context: CheckContext): Type {
  const problems: TypeProblem[] = [];
  const inside = { ...context, report: (problem: TypeProblem) => problems.push(problem) };
  const wanted = steps.reduce((type, step) => checkStep(withoutNull(type), step, inside), container);
  const [step] = steps;
  if (problems.length === 0 && step !== undefined) {
    const whole = steps.at(-1) ?? step;
    problems.push(nullProblem(container, step, whole, fallbackOf(whole, wanted, context)));
  }
  for (const problem of problems) context.report(problem);
  return unknownType;
}

function nullProblem(found: Type, step: AccessNode, whole: AccessNode, fallback: string | undefined): TypeProblem {
  const what = step.kind === 'member' ? `its field "${step.name}"` : 'an item of it';
  const consequence = `so ${what} cannot be read`;
  return possiblyNull({ node: step.object, found, consequence, whole, fallback, at: step });
}
