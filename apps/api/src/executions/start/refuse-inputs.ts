/** Says which inputs do not fit their blueprint. */
import type { InputProblem } from '@ice/core';
import { ProblemException } from '../../http/problem/problem-exception.js';

/** `inputs-invalid`. `at` is where the inputs stand in the body. */
export function refuseInputs(problems: readonly InputProblem[], at: string): ProblemException {
  const errors = problems.map(({ pointer, code, message }) => ({ pointer: `${at}${pointer}`, code, detail: message }));
  return new ProblemException('inputs-invalid', `${errors.length} of the inputs cannot be used.`, { errors });
}
