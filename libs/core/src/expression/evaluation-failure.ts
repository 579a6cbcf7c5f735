/** Why an evaluation ended without a value: data. A throw (`EvaluationStop`) never leaves this folder; messages never hold values. */
import type { Span } from './expression-node.js';

/** All codes that an evaluation may end with. */
export const expressionFailureCodes = [
  'type-error',
  'path-through-null',
  'reference-missing',
  'index-out-of-range',
  'division-by-zero',
  'number-not-finite',
  'argument-invalid',
  'null-in-text',
  'value-too-deep',
  'expression-fuel-exhausted',
] as const;

/** A code that an evaluation may end with. */
export type ExpressionFailureCode = (typeof expressionFailureCodes)[number];

/** What went wrong and where; the span is in the text that was parsed (for a template the whole text). */
export interface EvaluationFailure extends Span {
  readonly code: ExpressionFailureCode;
  /** One sentence for a person; names kinds and paths, never a value of the data. */
  readonly message: string;
}

/** Unwinds an evaluation that cannot go on. */
class EvaluationStop extends Error {
  constructor(
    readonly code: ExpressionFailureCode,
    message: string,
    readonly span: Span,
  ) {
    super(message);
    this.name = 'EvaluationStop';
  }
}

/** Ends the evaluation under way with a failure. */
export function stop(span: Span, code: ExpressionFailureCode, message: string): never {
  throw new EvaluationStop(code, message, span);
}

/** True for the failures that `default` and `has` absorb: something on the way was not there. */
export function isAbsence(error: unknown): boolean {
  return (
    error instanceof EvaluationStop &&
    (error.code === 'path-through-null' || error.code === 'reference-missing' || error.code === 'index-out-of-range')
  );
}

/** The failure behind a throw. What is no `EvaluationStop` is a fault (of a scope, or ours) and is thrown on. */
export function failureOf(error: unknown): EvaluationFailure {
  if (!(error instanceof EvaluationStop)) throw error;
  const { code, message, span } = error;
  return { code, message, start: span.start, end: span.end };
}
