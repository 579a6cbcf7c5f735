/** What the builders of our tree share. */
import type { ASTNode } from '@marcbachmann/cel-js';
import type { ExpressionNode } from './expression-node.js';

/** Builds what stands inside a node. */
export interface BuildPlace {
  build(cel: ASTNode): ExpressionNode;
}

/** A node without its span. */
export type Unplaced<Node extends ExpressionNode = ExpressionNode> = Node extends ExpressionNode
  ? Omit<Node, 'start' | 'end'>
  : never;
