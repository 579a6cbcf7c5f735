/** Every code that iceOS raises with its meaning: what problems are made of and what `GET /problems/{code}` serves. */
import { diagnosticProblems, inputProblems } from './diagnostic-problems.js';
import { executionProblems } from './execution-problems.js';
import { isRequestProblemCode, requestProblems, type ProblemKind } from './request-problems.js';

/** A code in the catalog. `status` null: it stands in events, snapshots and entries of `errors` only. */
export interface CatalogedProblem {
  readonly type: string;
  readonly code: string;
  readonly title: string;
  readonly status: number | null;
  readonly hint: string;
  readonly retryable: boolean;
}

const findingStatus = 422;

/** What a code of an HTTP problem means; a code that HTTP does not know is our own fault. */
export function problemKind(code: string): ProblemKind {
  if (isRequestProblemCode(code)) return requestProblems[code];
  if (!Object.hasOwn(diagnosticProblems, code)) return requestProblems['internal-error'];
  return { status: findingStatus, ...diagnosticProblems[code as keyof typeof diagnosticProblems] };
}

/** True for a code that may stand in an HTTP problem. */
export function isHttpProblemCode(code: string): boolean {
  return isRequestProblemCode(code) || Object.hasOwn(diagnosticProblems, code);
}

/** The entry of a code, or undefined. */
export function findProblem(code: string): CatalogedProblem | undefined {
  return byCode.get(code);
}

/** All entries in alphabetical order. */
export function listProblems(): readonly CatalogedProblem[] {
  return [...byCode.values()];
}

const byCode: ReadonlyMap<string, CatalogedProblem> = new Map(
  [
    ...Object.keys(requestProblems).map((code) => entry(code, problemKind(code))),
    ...Object.keys(diagnosticProblems).map((code) => entry(code, problemKind(code))),
    ...Object.entries({ ...inputProblems, ...executionProblems }).map(([code, kind]) =>
      entry(code, { status: null, ...kind }),
    ),
  ]
    .sort((one, other) => (one.code < other.code ? -1 : 1))
    .map((each) => [each.code, each]),
);

function entry(code: string, kind: Omit<ProblemKind, 'status'> & { readonly status: number | null }): CatalogedProblem {
  const { title, status, hint, retryable = false } = kind;
  return Object.freeze({ type: `/problems/${code}`, code, title, status, hint, retryable });
}
