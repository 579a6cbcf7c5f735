/**
 * The tree of an expression: ours, frozen, JSON-like data. The parser library's own tree never passes this point, so that
 * checking and evaluating depend on nothing but this file. Never any code, closure or BigInt in here.
 */

/** A piece of the text that was parsed: from `start` (included) to `end` (excluded), in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Roots whose next name must be written out, so that the compiler sees every edge: `nodes.copy`, never `nodes[x]`. */
export type StaticRoot = 'nodes' | 'runs' | 'secrets';

/** Operators with one operand. */
export type UnaryOperator = '!' | '-';

/** Operators with two operands. `&&` and `||` evaluate their right side only when it decides. */
export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | '&&' | '||';

/** Macros that bind a variable to each item of a list. */
export type MacroName = 'map' | 'filter' | 'exists' | 'all' | 'sort_by';

/** `null`, `true`, `12.5`, `"text"`; a minus before a number is part of it. */
export interface LiteralNode extends Span {
  readonly kind: 'literal';
  readonly value: null | boolean | number | string;
}

/** `inputs`, `execution`, an `item_var`, or the variable of an enclosing macro. */
export interface VariableNode extends Span {
  readonly kind: 'variable';
  readonly name: string;
}

/** `nodes.copy`, `runs.copy`, `secrets.API_KEY`. */
export interface ReferenceNode extends Span {
  readonly kind: 'reference';
  readonly root: StaticRoot;
  readonly id: string;
}

/** `object.name`. */
export interface MemberNode extends Span {
  readonly kind: 'member';
  readonly object: ExpressionNode;
  readonly name: string;
}

/** `object[index]`: a text key of an object or a whole number into a list. */
export interface IndexNode extends Span {
  readonly kind: 'index';
  readonly object: ExpressionNode;
  readonly index: ExpressionNode;
}

/** `upper(x)`; `x.upper()` is the same call. The name is one of `expressionFunctions` and the count of arguments fits. */
export interface CallNode extends Span {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly ExpressionNode[];
}

/** `list.map(variable, body)`: `body` is evaluated once per item. */
export interface MacroNode extends Span {
  readonly kind: 'macro';
  readonly name: MacroName;
  readonly list: ExpressionNode;
  readonly variable: string;
  readonly body: ExpressionNode;
}

/** `default(path, fallback)`. */
export interface DefaultNode extends Span {
  readonly kind: 'default';
  readonly path: ExpressionNode;
  readonly fallback: ExpressionNode;
}

/** `has(path)`. */
export interface HasNode extends Span {
  readonly kind: 'has';
  readonly path: PathNode;
}

/** `[a, b]`. */
export interface ListNode extends Span {
  readonly kind: 'list';
  readonly items: readonly ExpressionNode[];
}

/** `{'key': value}`. A key that is a literal is a text and stands once. */
export interface ObjectNode extends Span {
  readonly kind: 'object';
  readonly entries: readonly ObjectEntryNode[];
}

/** One entry of an object. */
export interface ObjectEntryNode {
  readonly key: ExpressionNode;
  readonly value: ExpressionNode;
}

/** `!a`, `-a`. */
export interface UnaryNode extends Span {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: ExpressionNode;
}

/** `a + b`. */
export interface BinaryNode extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: ExpressionNode;
  readonly right: ExpressionNode;
}

/** `condition ? consequent : alternate`. */
export interface ConditionalNode extends Span {
  readonly kind: 'conditional';
  readonly condition: ExpressionNode;
  readonly consequent: ExpressionNode;
  readonly alternate: ExpressionNode;
}

/** What reads a place in data. */
export type PathNode = VariableNode | ReferenceNode | MemberNode | IndexNode;

/** Any node of the tree. */
export type ExpressionNode =
  | LiteralNode
  | PathNode
  | CallNode
  | MacroNode
  | DefaultNode
  | HasNode
  | ListNode
  | ObjectNode
  | UnaryNode
  | BinaryNode
  | ConditionalNode;

/** True for a node that reads a place in data. */
export function isPathNode(node: ExpressionNode): node is PathNode {
  return node.kind === 'variable' || node.kind === 'reference' || node.kind === 'member' || node.kind === 'index';
}
