/** What the type checker finds: data for a diagnostic. */
import type { Type } from '../../type/type.js';
import type { ExpressionNode, Span } from '../expression-node.js';

/** A field that the type does not have, a kind of value that does not fit, a null where none is taken. */
export type TypeProblemCode = 'unknown-field' | 'type-mismatch' | 'possibly-null';

/** A change of the text that was parsed, in the coordinates of its spans: `text` in place of `start` to `end`. */
export interface TextEdit extends Span {
  readonly text: string;
  /** What it does, for a button. */
  readonly title: string;
}

/** One fault of an expression; the span is the part that is at fault. */
export interface TypeProblem extends Span {
  readonly code: TypeProblemCode;
  /** One sentence for a person. */
  readonly message: string;
  /** How to mend it. */
  readonly hint?: string;
  /** The mend itself, where it is plain. */
  readonly edit?: TextEdit;
}

/** What checking an expression gives. */
export interface CheckedExpression {
  /** The type of its value; unknown when there are problems. */
  readonly type: Type;
  /** In the order of the text. */
  readonly problems: readonly TypeProblem[];
  /** Members and indexes that the types take to be there although a key may be missing: for `withRequiredKeys`. */
  readonly required: ReadonlySet<ExpressionNode>;
}
