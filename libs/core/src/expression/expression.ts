/** A parsed expression: immutable, and compiled at most once, so that evaluating it a million times costs no parsing. */
import { collectReferences } from './collect-references.js';
import { compileExpression } from './compile-expression.js';
import type { Evaluator } from './evaluation.js';
import type { ExpressionNode } from './expression-node.js';
import type { Reference } from './reference.js';

/** What `parseExpression` gives. */
export interface Expression {
  /** The text without the braces and the space around it. */
  readonly source: string;
  readonly root: ExpressionNode;
  /** Every read of something outside, in the order of the text. */
  readonly references: readonly Reference[];
  /** The compiled form, for `evaluate` only. Not enumerable: an expression compares and prints as data. */
  readonly evaluator: Evaluator;
}

/** Makes an expression of a tree. */
export function createExpression(source: string, root: ExpressionNode): Expression {
  return freezeExpression({ source, root, references: collectReferences(root) }, compileLater(root));
}

/**
 * The same expression, but with these members and indexes (nodes of its own tree) a missing key fails as
 * `reference-missing` instead of reading as null. For the type checker, where the type says that the key is always there.
 */
export function withRequiredKeys(expression: Expression, required: ReadonlySet<ExpressionNode>): Expression {
  const { source, root, references } = expression;
  return freezeExpression({ source, root, references }, compileLater(root, required));
}

/** Compiled when it is evaluated for the first time: many expressions are only checked, or taken over with keys required. */
function compileLater(root: ExpressionNode, required?: ReadonlySet<ExpressionNode>): Evaluator {
  let compiled: Evaluator | undefined;
  return (evaluation) => (compiled ??= compileExpression(root, required))(evaluation);
}

function freezeExpression(data: Omit<Expression, 'evaluator'>, evaluator: Evaluator): Expression {
  return Object.freeze(Object.defineProperty(data, 'evaluator', { value: evaluator }) as Expression);
}
