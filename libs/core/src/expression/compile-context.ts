/** What compiling one node needs to know about the tree around it. */
import type { Evaluator } from './evaluation.js';
import type { ExpressionNode } from './expression-node.js';

/** Handed down while a tree is compiled. */
export interface CompileContext {
  /** Variables of the macros around the node, outermost first; a variable's index is its slot in `locals`. */
  readonly bindings: readonly string[];
  /** Members and indexes whose key must be there. */
  readonly required: ReadonlySet<ExpressionNode>;
  /** Compiles a node inside this one. */
  compile(node: ExpressionNode, context: CompileContext): Evaluator;
}
