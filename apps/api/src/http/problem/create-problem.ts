/** Makes the body of a problem. The one place where its members are put together. */
import { maxProblemErrors, shown, type Problem } from './problem.js';
import { problemKind } from './problem-catalog.js';
import type { ProblemParts } from './problem-exception.js';

const maxDetailLength = 1_000;
const maxInstanceLength = 200;

/** Where and for whom a problem arises. */
export interface ProblemPlace {
  /** The path with its query, as it was asked for. */
  readonly url: string;
  readonly requestId: string;
}

/** The body. Facts never overwrite a member that every problem has. */
export function createProblem(code: string, detail: string, parts: ProblemParts, place: ProblemPlace): Problem {
  const kind = problemKind(code);
  return {
    ...parts.facts,
    type: `/problems/${code}`,
    title: kind.title,
    status: parts.status ?? kind.status,
    detail: shown(withoutKeys(detail), maxDetailLength),
    instance: withoutKeys(pathOf(place.url)).slice(0, maxInstanceLength),
    code,
    errors: (parts.errors ?? []).slice(0, maxProblemErrors),
    hint: parts.hint ?? kind.hint,
    retryable: parts.retryable ?? kind.retryable ?? false,
    ...(parts.retryAfterMs !== undefined && { retry_after_s: Math.ceil(parts.retryAfterMs / 1_000) }),
    request_id: place.requestId,
  };
}

/** Without the query, which may hold what should not be repeated; a URI reference whatever bytes were sent. */
function pathOf(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? '';
  return path.replace(/[^!-~]/g, encodeURIComponent);
}

/** Whoever puts a key where it does not belong is not told it again: what is answered may be logged on his side. */
function withoutKeys(text: string): string {
  return text.replace(/(ice_s[kt]_)[\w.-]+/g, '$1...');
}
