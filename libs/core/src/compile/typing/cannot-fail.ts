/** Tells conditions that always give a value: what they rule out holds for whatever comes after them, also after a failure. */
import type { ExpressionNode } from '../../expression/index.js';

const safeOperators: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', '&&', '||']);

/** True when a well-typed expression of this form cannot fail: it reads fields, compares and combines, and no more. */
export function cannotFail(node: ExpressionNode): boolean {
  switch (node.kind) {
    case 'literal':
    case 'variable':
    case 'reference':
      return true;
    case 'member':
      return cannotFail(node.object);
    case 'has':
      return cannotFail(node.path);
    case 'unary':
      return cannotFail(node.operand);
    case 'binary':
      return safeOperators.has(node.operator) && cannotFail(node.left) && cannotFail(node.right);
    default:
      return false;
  }
}
