/** The closed list of codes that iceOS itself raises. Each one stands in `docs/reference/errors.md`; tools and `fail` nodes add their own. */

/** Codes of refused requests (the door and the repositories). */
export const requestErrorCodes = [
  'malformed-request',
  'malformed-json',
  'body-not-object',
  'forbidden-key',
  'key-too-long',
  'duplicate-key',
  'json-too-deep',
  'json-too-large',
  'number-out-of-range',
  'body-too-large',
  'unsupported-media-type',
  'not-acceptable',
  'not-found',
  'method-not-allowed',
  'request-timeout',
  'uri-too-long',
  'headers-too-large',
  'expectation-failed',
  'validation-failed',
  'blueprint-invalid',
  'inputs-invalid',
  'lock-required',
  'lock-conflict',
  'lock-malformed',
  'too-many-executions',
  'subscription-limit',
  'store-unavailable',
  'internal-error',
] as const;

/** Codes of failures inside an execution. */
export const executionErrorCodes = [
  'timeout',
  'tool-failed',
  'tool-input-invalid',
  'tool-output-invalid',
  'model-failed',
  'model-output-invalid',
  'model-input-too-long',
  'input-invalid',
  'output-invalid',
  'output-too-large',
  'output-failed',
  'expression-failed',
  'items-not-a-list',
  'condition-not-boolean',
  'loop-limit-exceeded',
  'iteration-limit-exceeded',
  'too-many-failures',
  'branch-failed',
  'budget-exceeded',
  'events-limit-exceeded',
  'outcome-unknown',
  'engine-fault',
] as const;

/** A code that iceOS itself raises. */
export type ErrorCode = (typeof requestErrorCodes)[number] | (typeof executionErrorCodes)[number];
