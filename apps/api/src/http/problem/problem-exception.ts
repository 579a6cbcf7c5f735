/** How the door and the controllers refuse a request: a throw that becomes a problem. Faults are thrown as they are. */
import type { JsonObject } from '@ice/core';
import type { ProblemError } from './problem.js';

/** What a refusal may say beyond its code and detail. */
export interface ProblemParts {
  readonly errors?: readonly ProblemError[];
  /** Default: the catalog's. */
  readonly hint?: string;
  /** Default: the catalog's. */
  readonly status?: number;
  readonly retryAfterMs?: number;
  /** Default: the catalog's. */
  readonly retryable?: boolean;
  /** Members of this code's own. */
  readonly facts?: JsonObject;
  /** Headers of the answer. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For the log only. */
  readonly cause?: unknown;
}

/** A refusal. `code` is one of the catalog. */
export class ProblemException extends Error {
  constructor(
    readonly code: string,
    detail: string,
    readonly parts: ProblemParts = {},
  ) {
    super(detail, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.name = 'ProblemException';
  }
}
