/** From the compiler's findings to the refusal that carries all of them. */
import type { Diagnostic } from '@ice/core';
import { ProblemException } from '../../http/problem/problem-exception.js';
import type { ProblemError } from '../../http/problem/problem.js';

/** The refusal of a document that does not compile. Its code is that of the errors where they agree, else `blueprint-invalid`. */
export function refuseBlueprint(diagnostics: readonly Diagnostic[]): ProblemException {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  const isOneKind = first !== undefined && errors.every(({ code }) => code === first.code);
  const code = isOneKind ? first.code : 'blueprint-invalid';
  const others = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return new ProblemException(code, `${first?.message ?? 'The blueprint is not sound.'}${others}`, {
    errors: errors.map(errorOf),
    ...(first?.hint !== undefined && errors.length === 1 && { hint: first.hint }),
  });
}

function errorOf({ pointer, code, message, node_id, hint, fix }: Diagnostic): ProblemError {
  return {
    pointer,
    code,
    detail: message,
    ...(node_id !== null && { node_id }),
    ...(hint !== undefined && { hint }),
    ...(fix !== undefined && { fix }),
  };
}
