/** How a tool or a model says that it failed: a throw that carries a `Failure`, with a code of its own. */
import type { JsonObject } from '../json/json-value.js';
import type { Failure } from './failure.js';

const marker = Symbol.for('ice.failure');

/** Throw this from a tool to fail with a named code: `throw new FailureError('out-of-stock', 'No stock left.')`. */
export class FailureError extends Error {
  readonly [marker] = true;
  readonly failure: Failure;

  /**
   * @param code kebab-case; retry policies and `on_error` handlers match it.
   * @param options retryable defaults to false.
   */
  constructor(
    code: string,
    message: string,
    options: { readonly retryable?: boolean; readonly retryAfterMs?: number; readonly evidence?: JsonObject } = {},
  ) {
    super(message);
    this.name = 'FailureError';
    this.failure = {
      code,
      message,
      retryable: options.retryable ?? false,
      ...(options.retryAfterMs !== undefined && { retry_after_ms: options.retryAfterMs }),
      ...(options.evidence && { evidence: options.evidence }),
    };
  }
}

/** True for a `FailureError` of any copy of this package. */
export function isFailureError(error: unknown): error is FailureError {
  return typeof error === 'object' && error !== null && (error as { [marker]?: unknown })[marker] === true;
}
