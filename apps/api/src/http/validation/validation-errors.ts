/** From class-validator's tree of complaints to the flat list that problems carry. */
import type { ValidationError } from '@nestjs/common';
import { maxProblemErrors, shown, type ProblemError } from '../problem/problem.js';

/** One entry for each complaint, in the order of the fields, at most 100. */
export function validationErrors(errors: readonly ValidationError[], parent = ''): readonly ProblemError[] {
  return errors.flatMap((error) => entriesOf(error, parent)).slice(0, maxProblemErrors);
}

function entriesOf({ property, constraints = {}, children = [] }: ValidationError, parent: string) {
  const pointer = `${parent}/${shown(property).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.entries(constraints).map(([rule, message]) => ({
    pointer,
    code: rule === 'whitelistValidation' ? 'unknown-property' : 'validation-failed',
    detail: shown(message, 200),
  }));
  return [...own, ...validationErrors(children, pointer)];
}
