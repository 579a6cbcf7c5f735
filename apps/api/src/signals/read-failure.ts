/** Judges the failure of an answer. */
import { z } from 'zod';
import { ProblemException } from '../http/problem/problem-exception.js';

const FailureSchema = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9_.-]{0,63}$/, 'must be like "rejected" or "card-declined"'),
  message: z.string().min(1).max(2_000),
});

/** The failure. @throws ProblemException `validation-failed` with all that does not fit. */
export function readFailure(value: unknown): { readonly code: string; readonly message: string } {
  const parsed = FailureSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({
    pointer: ['/failure', ...issue.path.map(String)].join('/'),
    code: 'validation-failed',
    detail: issue.message,
  }));
  throw new ProblemException('validation-failed', 'The failure does not fit.', { errors });
}
