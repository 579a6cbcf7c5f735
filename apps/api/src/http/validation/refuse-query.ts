/** The refusal of a query: the same code wherever a parameter does not fit, whoever finds it out. */
import type { ProblemError } from '../problem/problem.js';
import { ProblemException } from '../problem/problem-exception.js';

/** The refusal. @param errors at least one; each names its parameter. */
export function refuseQuery(errors: readonly ProblemError[]): ProblemException {
  return new ProblemException('query-invalid', firstOf(errors), { errors });
}

/** What the first fault is, and how many others there are. */
export function firstOf(errors: readonly ProblemError[]): string {
  const [first] = errors;
  const others = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return `${first?.detail ?? 'The request does not fit'}${others}.`;
}
