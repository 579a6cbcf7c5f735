/**
 * Turns a tree into closures, once. Evaluating is then a few calls per node: no dispatch on kinds, no parsing, never `eval`.
 * A closure pays its fuel before it works, and reads own properties of plain data only.
 */
import { compileCall } from './compile-call.js';
import type { CompileContext } from './compile-context.js';
import { compileAbsorbing } from './compile-absorbing.js';
import { compileLiteral, compileList, compileObject } from './compile-literal.js';
import { compileMacro } from './compile-macro.js';
import { compileBinary, compileConditional, compileUnary } from './compile-operator.js';
import { compilePath } from './compile-path.js';
import type { Evaluator } from './evaluation.js';
import type { ExpressionNode } from './expression-node.js';

/** The evaluator of a tree. Members and indexes in `required` fail where their key is missing, the others read null. */
export function compileExpression(root: ExpressionNode, required: ReadonlySet<ExpressionNode> = new Set()): Evaluator {
  return compileNode(root, { bindings: [], required, compile: compileNode });
}

function compileNode(node: ExpressionNode, context: CompileContext): Evaluator {
  switch (node.kind) {
    case 'literal':
      return compileLiteral(node);
    case 'variable':
    case 'reference':
    case 'member':
    case 'index':
      return compilePath(node, context);
    case 'call':
      return compileCall(node, context);
    case 'macro':
      return compileMacro(node, context);
    case 'default':
    case 'has':
      return compileAbsorbing(node, context);
    case 'list':
      return compileList(node, context);
    case 'object':
      return compileObject(node, context);
    default:
      return compileOperator(node, context);
  }
}

type OperatorNode = Extract<ExpressionNode, { kind: 'unary' | 'binary' | 'conditional' }>;

function compileOperator(node: OperatorNode, context: CompileContext): Evaluator {
  if (node.kind === 'unary') return compileUnary(node, context);
  return node.kind === 'binary' ? compileBinary(node, context) : compileConditional(node, context);
}
