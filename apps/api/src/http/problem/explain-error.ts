/** Turns whatever was thrown into a refusal. What nobody foresaw is our own fault: it is told as such and nothing of it is shown. */
import { HttpException } from '@nestjs/common';
import { isIceError, type IceError, type JsonObject } from '@ice/core';
import type { ProblemError } from './problem.js';
import { isHttpProblemCode } from './problem-catalog.js';
import { ProblemException, type ProblemParts } from './problem-exception.js';
import { requestProblems, type RequestProblemCode } from './request-problems.js';

/** Codes by status, for what the framework itself refuses. */
const frameworkCodes: Readonly<Record<number, RequestProblemCode>> = {
  400: 'malformed-request',
  404: 'not-found',
  405: 'method-not-allowed',
  406: 'not-acceptable',
  408: 'request-timeout',
  413: 'body-too-large',
  414: 'uri-too-long',
  415: 'unsupported-media-type',
  417: 'expectation-failed',
  422: 'validation-failed',
  431: 'headers-too-large',
  503: 'store-unavailable',
};

/** The refusal that an error stands for. */
export function explainError(error: unknown): ProblemException {
  if (error instanceof ProblemException) return error;
  if (isIceError(error)) return explainIceError(error);
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  const code = status === undefined ? undefined : frameworkCodes[status];
  if (code === undefined) return fault(error);
  return new ProblemException(code, `${requestProblems[code].title}.`, { cause: error });
}

/** By convention `evidence.errors` are the errors of the problem; the rest is shown under `evidence`. */
function explainIceError(error: IceError): ProblemException {
  if (!isHttpProblemCode(error.code) || error.code === 'internal-error') return fault(error);
  const { errors, ...evidence } = (error.evidence ?? {}) as JsonObject & { readonly errors?: readonly ProblemError[] };
  const parts: ProblemParts = {
    cause: error,
    ...(Array.isArray(errors) && { errors }),
    ...(error.retryable && { retryable: true }),
    ...(error.retryAfterMs !== undefined && { retryAfterMs: error.retryAfterMs }),
    ...(Object.keys(evidence).length > 0 && { facts: { evidence } }),
  };
  return new ProblemException(error.code, error.message, parts);
}

/** Errors of Fastify and its like carry a status; those from 500 on are faults. */
function statusOf(error: unknown): number | undefined {
  const status = (error as { readonly statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}

function fault(error: unknown): ProblemException {
  return new ProblemException('internal-error', 'The request could not be handled.', { cause: error });
}
