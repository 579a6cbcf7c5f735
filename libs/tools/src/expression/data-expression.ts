/** Expressions that a tool is given as an argument. They see `data` and nothing else of the execution: what a blueprint wants them to
 *  see, it hands over. */
import { FailureError, type EvaluationFailure, type JsonValue, type Reference, type Scope } from '@ice/core';

/** A place in an argument that is refused. */
export interface ArgumentProblem {
  readonly message: string;
  readonly hint?: string;
  /** Position in the argument's text. */
  readonly start: number;
}

/** `tool-input-invalid`, naming every problem of one argument with its position. */
export function argumentInvalid(argument: string, problems: readonly ArgumentProblem[]): FailureError {
  const issues = problems.map(({ message, hint, start }) => ({
    pointer: `/${argument}`,
    message: hint === undefined ? message : `${message} ${hint}`,
    position: start,
  }));
  const told = issues.map(({ message, position }) => `/${argument} at ${position}: ${message}`).join(' ');
  return new FailureError('tool-input-invalid', told, { evidence: { issues } });
}

/** Reads of anything but `data`, as problems. */
export function foreignReads(references: readonly Reference[]): readonly ArgumentProblem[] {
  return references
    .filter(({ root }) => root !== 'data')
    .map(({ root, start }) => ({ start, message: `"${root}" is not known here: only "data" is.` }));
}

/** A scope in which `data` is all there is. */
export function dataScope(data: JsonValue): Scope {
  return {
    variable: (name) => (name === 'data' ? data : undefined),
    node: () => undefined,
    run: () => undefined,
  };
}

/** `expression-failed`: the expression is sound, but not for this data. */
export function expressionFailed(argument: string, failure: EvaluationFailure): FailureError {
  const { code, message, start, end } = failure;
  return new FailureError('expression-failed', `/${argument} at ${start}: ${message}`, {
    evidence: { reason: code, start, end },
  });
}
