/** The one error class: for faults and for refusals that travel as throws. Expected problems inside a room are values. */
import type { JsonObject } from '../json/json-value.js';
import type { ErrorCode } from './error-code.js';
import type { Failure } from './failure.js';

const marker = Symbol.for('ice.error');

/** What an `IceError` may say beyond its code and message. */
export interface IceErrorOptions {
  /** True when trying the same again may succeed. Default false. */
  readonly retryable?: boolean;
  /** Wait before the next attempt, in ms. */
  readonly retryAfterMs?: number;
  /** Small facts; shown to the caller, so never a secret. */
  readonly evidence?: JsonObject;
  /** The error behind this one; kept for logs, never shown. */
  readonly cause?: unknown;
}

/** An error with a code of the closed union. Recognise it with `isIceError`, never with `instanceof`. */
export class IceError extends Error {
  readonly [marker] = true;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly evidence: JsonObject | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options: IceErrorOptions = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'IceError';
    this.retryable = options.retryable ?? false;
    this.retryAfterMs = options.retryAfterMs;
    this.evidence = options.evidence;
  }

  /** The same as data. */
  toFailure(): Failure {
    return {
      code: this.code,
      message: this.message,
      retryable: this.retryable,
      ...(this.retryAfterMs !== undefined && { retry_after_ms: this.retryAfterMs }),
      ...(this.evidence && { evidence: this.evidence }),
    };
  }
}

/** True for an `IceError` of any copy of this package. */
export function isIceError(error: unknown): error is IceError {
  return typeof error === 'object' && error !== null && (error as { [marker]?: unknown })[marker] === true;
}
