/**
 * The type of an expression and its faults. Total, and linear in the size of the tree; it agrees with the evaluator: what passes with
 * types that are known never ends in a type error, a path through null or a missing key of a known object.
 */
import { withoutNull } from '../../type/nullability.js';
import { booleanType, unknownType, type Type } from '../../type/type.js';
import { typeOfValue } from '../../type/type-of-value.js';
import { unionOf } from '../../type/union-of.js';
import type { DefaultNode, ExpressionNode, HasNode } from '../expression-node.js';
import type { Expression } from '../expression.js';
import { checkCall } from './check-call.js';
import type { CheckContext } from './check-context.js';
import { checkList, checkObject } from './check-literal.js';
import { checkMacro } from './check-macro.js';
import { checkBinary, checkConditional, checkUnary } from './check-operator.js';
import { checkPath } from './check-path.js';
import { NarrowedScopes } from './narrowed-scopes.js';
import type { CheckedExpression, TypeProblem } from './type-problem.js';
import type { TypeScope } from './type-scope.js';

/** Checks an expression; `isInText` when its value becomes a part of a text. Every fault is reported once: what has one inside is unknown to all that reads it. */
export function checkExpression(expression: Expression, scope: TypeScope, isInText = false): CheckedExpression {
  const problems: TypeProblem[] = [];
  let required: Set<ExpressionNode> | undefined;
  const check = (node: ExpressionNode, context: CheckContext): Type => {
    const before = problems.length;
    const type = checkNode(node, context);
    return problems.length > before ? unknownType : type;
  };
  const report = (problem: TypeProblem): void => void problems.push(Object.freeze(problem));
  const require = (node: ExpressionNode): void => void (required ??= new Set()).add(node);
  const narrowed = new NarrowedScopes();
  const { root } = expression;
  const type = check(root, { scope, isAbsorbed: false, root, isInText, narrowed, check, report, require });
  return { type, problems, required: required ?? noKeys };
}

/** Most expressions require none. */
const noKeys: ReadonlySet<ExpressionNode> = new Set();

function checkNode(node: ExpressionNode, context: CheckContext): Type {
  switch (node.kind) {
    case 'literal':
      return typeOfValue(node.value);
    case 'variable':
    case 'reference':
    case 'member':
    case 'index':
      return checkPath(node, context);
    case 'call':
      return checkCall(node, context);
    case 'macro':
      return checkMacro(node, context);
    case 'default':
    case 'has':
      return checkAbsorbing(node, context);
    case 'list':
      return checkList(node, context);
    case 'object':
      return checkObject(node, context);
    default:
      return checkOperation(node, context);
  }
}

type OperatorNode = Extract<ExpressionNode, { kind: 'unary' | 'binary' | 'conditional' }>;

function checkOperation(node: OperatorNode, context: CheckContext): Type {
  if (node.kind === 'unary') return checkUnary(node, context);
  return node.kind === 'binary' ? checkBinary(node, context) : checkConditional(node, context);
}

/** Everything inside the first argument may be absent or behind a null; the fallback stands outside. */
function checkAbsorbing(node: DefaultNode | HasNode, context: CheckContext): Type {
  const type = context.check(node.path, { ...context, isAbsorbed: true });
  if (node.kind === 'has') return booleanType;
  return unionOf([withoutNull(type), context.check(node.fallback, context)]);
}
