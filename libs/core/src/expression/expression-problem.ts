/** Why a text is no expression or no template: data for a diagnostic. A throw (`ProblemStop`) never leaves this folder. */
import type { Span } from './expression-node.js';

/** `template-invalid` is for what stands in a template, `expression-invalid` for a bare expression. */
export type ExpressionProblemCode = 'expression-invalid' | 'template-invalid' | 'regex-unsafe';

/** One refused piece of text. */
export interface ExpressionProblem extends Span {
  readonly code: ExpressionProblemCode;
  /** One line for a person. */
  readonly message: string;
  /** How to mend it, when that is likely. */
  readonly hint?: string;
}

/** Unwinds a parse that cannot go on. */
export class ProblemStop extends Error {
  constructor(readonly problem: ExpressionProblem) {
    super(problem.message);
    this.name = 'ProblemStop';
  }
}

/** Ends the parse under way with a problem. */
export function refuse(
  span: Span,
  message: string,
  hint?: string,
  code: ExpressionProblemCode = 'expression-invalid',
): never {
  throw new ProblemStop(problemAt(span, code, message, hint));
}

/** A problem as data. */
export function problemAt(span: Span, code: ExpressionProblemCode, message: string, hint?: string): ExpressionProblem {
  const { start, end } = span;
  return Object.freeze({ code, message, start, end, ...(hint !== undefined && { hint }) });
}
