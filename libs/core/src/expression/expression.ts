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
  return new CompiledExpression(source, root, collectReferences(root));
}

/**
 * The same expression, but with these members and indexes (nodes of its own tree) a missing key fails as
 * `reference-missing` instead of reading as null. For the type checker, where the type says that the key is always there.
 */
export function withRequiredKeys(expression: Expression, required: ReadonlySet<ExpressionNode>): Expression {
  const { source, root, references } = expression;
  return new CompiledExpression(source, root, references, required);
}

/** Compiled when it is evaluated for the first time: many expressions are only checked, or made again with keys required. */
class CompiledExpression implements Expression {
  readonly #required: ReadonlySet<ExpressionNode> | undefined;
  #evaluator: Evaluator | undefined;

  constructor(
    readonly source: string,
    readonly root: ExpressionNode,
    readonly references: readonly Reference[],
    required?: ReadonlySet<ExpressionNode>,
  ) {
    this.#required = required;
    Object.freeze(this);
  }

  get evaluator(): Evaluator {
    return (this.#evaluator ??= compileExpression(this.root, this.#required));
  }
}
