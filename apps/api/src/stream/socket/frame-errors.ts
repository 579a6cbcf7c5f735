/** From zod's complaints about a frame to the flat list that problems carry. */
import type { z } from 'zod';
import { maxProblemErrors, shown, type ProblemError } from '../../http/problem/problem.js';

/** One entry for each complaint, at most 100. */
export function frameErrors(error: z.ZodError): readonly ProblemError[] {
  return error.issues.flatMap(entriesOf).slice(0, maxProblemErrors);
}

function entriesOf(issue: z.core.$ZodIssue): readonly ProblemError[] {
  const pointer = pointerOf(issue.path);
  if (issue.code !== 'unrecognized_keys') {
    return [{ pointer, code: 'validation-failed', detail: shown(`${pointer || 'the frame'}: ${issue.message}`, 200) }];
  }
  return issue.keys.slice(0, maxProblemErrors).map((key) => {
    const place = `${pointer}${pointerOf([shown(key)])}`;
    return { pointer: place, code: 'unknown-property', detail: `${place}: a frame of this type has no such field` };
  });
}

function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
