/** A refusal of the server, as an error: its problem document (RFC 9457) in typed members. Nothing else makes one. */
import type { ApiSchema } from '../http/api-schema.js';

/** The document of a problem, as the server sends it. */
export type Problem = ApiSchema<'Problem'>;

/** One fault inside a request. */
export type ProblemError = ApiSchema<'ProblemError'>;

/** See the head of this file. */
export class IceProblem extends Error {
  override readonly name = 'IceProblem';
  /** What kind of problem, kebab-case: `lock-conflict`, `budget-exceeded`. Switch on this. */
  readonly code: string;
  /** The HTTP status. */
  readonly status: number;
  /** The same for every problem of a code. */
  readonly title: string;
  /** What is wrong this time. */
  readonly detail: string;
  /** Every fault that was found in what was sent. */
  readonly errors: readonly ProblemError[];
  /** What to do next. */
  readonly hint: string;
  /** True when the same request may succeed later. */
  readonly retryable: boolean;
  /** How long to wait before that, in ms, where the server said so; else null. */
  readonly retryAfterMs: number | null;
  /** By which the server's log knows the request. */
  readonly requestId: string;

  /** @param problem the whole document, with the facts that only some codes have (`current_lock`, `execution_id`, …). */
  constructor(
    readonly problem: Problem,
    retryAfterMs: number | null = null,
  ) {
    super(`${problem.code}: ${problem.detail}`);
    this.code = problem.code;
    this.status = problem.status;
    this.title = problem.title;
    this.detail = problem.detail;
    this.errors = problem.errors;
    this.hint = problem.hint;
    this.retryable = problem.retryable;
    this.retryAfterMs = retryAfterMs ?? (problem.retry_after_s === undefined ? null : problem.retry_after_s * 1_000);
    this.requestId = problem.request_id;
  }
}
