/** From the faults of an edit to the refusal that carries all of them. */
import type { EditError } from '@ice/core';
import { ProblemException } from '../http/problem/problem-exception.js';
import { maxProblemErrors } from '../http/problem/problem.js';
import { firstOf } from '../http/validation/refuse-query.js';

/** The refusal. Its code is that of the errors where they agree, else `validation-failed`. @param errors at least one. */
export function refuseEdit(errors: readonly EditError[]): ProblemException {
  const [first] = errors;
  const isOneKind = first !== undefined && errors.every(({ code }) => code === first.code);
  const code = isOneKind ? first.code : 'validation-failed';
  const sentences = errors.map((error) => ({ ...error, detail: error.detail.replace(/\.$/, '') }));
  return new ProblemException(code, firstOf(sentences), {
    errors: errors.slice(0, maxProblemErrors),
    ...(first?.hint !== undefined && errors.length === 1 && { hint: first.hint }),
  });
}
