/** The one form in which HTTP says no (RFC 9457). Wire form, snake_case. Never a stack, never a long piece of what was sent. */
import type { Fix, JsonValue } from '@ice/core';

/** One fault inside a request. */
export interface ProblemError {
  /** JSON pointer into the document that was sent; `/name` of a query parameter; empty for the whole. */
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
  readonly node_id?: string;
  readonly hint?: string;
  readonly fix?: Fix;
}

/** The body of every answer from 400 on. Some codes add members of their own. */
export interface Problem {
  /** Served by this server: `/problems/<code>`. */
  readonly type: string;
  /** What kind of problem; the same for every problem of a code. */
  readonly title: string;
  readonly status: number;
  /** What is wrong this time. */
  readonly detail: string;
  /** The path that was asked for. */
  readonly instance: string;
  readonly code: string;
  /** Every fault that was found, in document order, at most 100. */
  readonly errors: readonly ProblemError[];
  /** What to do next. */
  readonly hint: string;
  /** True when the same request may succeed later. */
  readonly retryable: boolean;
  readonly retry_after_s?: number;
  /** The same as the header `X-Request-Id`. */
  readonly request_id: string;
  readonly [member: string]: JsonValue | readonly ProblemError[] | undefined;
}

/** The media type of problems. */
export const problemMediaType = 'application/problem+json';

/** At most this many errors are shown. */
export const maxProblemErrors = 100;

/** A piece of what somebody sent, short enough to show. */
export function shown(text: string, maxLength = 100): string {
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}
