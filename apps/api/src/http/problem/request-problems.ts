/** What each code of a refused request means to HTTP, as data. */
import type { requestErrorCodes } from '@ice/core';

/** A kind of problem. */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** What to do next, where the problem at hand has no better advice. */
  readonly hint: string;
  /** Default false. */
  readonly retryable?: boolean;
}

/** Codes of the door, of the stream and of readiness, beside those of core. */
export const doorCodes = [
  'host-not-allowed',
  'origin-not-allowed',
  'unauthenticated',
  'forbidden',
  'unknown-message-type',
  'cursor-ahead',
  'duplicate-subscription',
  'process-ending',
] as const;

/** A code that a refused request may have. */
export type RequestProblemCode = (typeof requestErrorCodes)[number] | (typeof doorCodes)[number];

const strictJson = 'Send one JSON object as RFC 8259 has it, in UTF-8 without a byte order mark.';
const seeLimits = 'GET /api/v1/catalog/limits lists every limit.';
const getLock = 'GET the resource and send the lock of its X-Version-Lock header.';

/** The table. */
export const requestProblems: Readonly<Record<RequestProblemCode, ProblemKind>> = {
  'malformed-request': {
    status: 400,
    title: 'This is no proper HTTP request',
    hint: 'Send HTTP/1.1 with one Host header and a percent-encoded path.',
  },
  'malformed-json': { status: 400, title: 'The body is no JSON', hint: strictJson },
  'body-not-object': { status: 400, title: 'The body is no JSON object', hint: strictJson },
  'forbidden-key': {
    status: 400,
    title: 'An object has a forbidden key',
    hint: 'Rename the key: __proto__, constructor and prototype are never accepted.',
  },
  'key-too-long': { status: 400, title: 'A key is too long', hint: seeLimits },
  'duplicate-key': { status: 400, title: 'An object has a key twice', hint: 'Keep one of the two members.' },
  'json-too-deep': { status: 400, title: 'The document is nested too deep', hint: seeLimits },
  'json-too-large': { status: 400, title: 'The document has too many parts', hint: seeLimits },
  'number-out-of-range': {
    status: 400,
    title: 'A number cannot be kept exactly',
    hint: 'Integers stay within ±9007199254740991; write larger ones as text.',
  },
  'body-too-large': { status: 413, title: 'The body is too large', hint: seeLimits },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is of a type that is not read here',
    hint: 'Send Content-Type: application/json, uncompressed, in UTF-8.',
  },
  'not-acceptable': { status: 406, title: 'No form that you accept can be sent', hint: 'Accept application/json.' },
  'not-found': { status: 404, title: 'There is no such thing', hint: 'GET /docs lists what is there.' },
  'method-not-allowed': {
    status: 405,
    title: 'The path does not know this method',
    hint: 'The Allow header lists the methods of this path.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request took too long to arrive',
    hint: 'Send it again in one go.',
    retryable: true,
  },
  'uri-too-long': { status: 414, title: 'A part of the path is too long', hint: seeLimits },
  'headers-too-large': { status: 431, title: 'The request line and headers are too large', hint: seeLimits },
  'expectation-failed': {
    status: 417,
    title: 'The Expect header asks for something unknown',
    hint: 'Send no Expect header, or Expect: 100-continue.',
  },
  'query-invalid': {
    status: 400,
    title: 'The query does not fit',
    hint: 'Each entry of errors names a parameter; GET /docs lists those that there are.',
  },
  'validation-failed': { status: 422, title: 'The request does not fit', hint: 'Each entry of errors names a place.' },
  'unknown-node': {
    status: 422,
    title: 'There is no such node',
    hint: 'Name a node by its id, and a node run by its path.',
  },
  'already-finalized': {
    status: 409,
    title: 'The partial blueprint has become a blueprint',
    hint: 'Change the blueprint under its own id, or begin another partial blueprint.',
  },
  'blueprint-invalid': {
    status: 422,
    title: 'The blueprint is not sound',
    hint: 'Mend what each entry of errors names; a fix can be applied as it stands.',
  },
  'inputs-invalid': {
    status: 422,
    title: 'The inputs do not fit the blueprint',
    hint: 'Each entry of errors names an input.',
  },
  'inputs-too-large': {
    status: 413,
    title: 'The inputs are too large',
    hint: 'Send where the data lies in place of the data. GET /api/v1/catalog/limits lists every limit.',
  },
  'still-running': {
    status: 409,
    title: 'The execution has not ended',
    hint: 'Wait for its end, or cancel it first.',
  },
  'signal-closed': {
    status: 409,
    title: 'The signal takes no answer any more',
    hint: 'GET /api/v1/executions/{id}/signals lists what is open; the first answer counts.',
  },
  'answer-invalid': {
    status: 422,
    title: 'The answer does not fit the question',
    hint: 'Each entry of errors names a place; the signal shows its answer_schema.',
  },
  'idempotency-key-malformed': {
    status: 400,
    title: 'This is no idempotency key',
    hint: 'Send one Idempotency-Key of 1 to 255 visible ASCII characters, such as a UUID.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The idempotency key came with another request',
    hint: 'Send a new key for a new start; a key is free again after 24 hours.',
  },
  'lock-required': { status: 428, title: 'A change needs the version lock', hint: getLock },
  'lock-conflict': { status: 409, title: 'The version lock is not the current one', hint: getLock },
  'lock-malformed': { status: 400, title: 'This is no version lock', hint: getLock },
  'budget-exceeded': {
    status: 402,
    title: 'It would cost more than the budget has',
    hint: 'Raise the budget, ask for less, or use a cheaper model.',
  },
  'estimator-unavailable': {
    status: 503,
    title: 'What it would cost cannot be worked out',
    hint: 'Nothing was started. GET /ready says whether the prices can be read; the log has the cause under this request_id.',
    retryable: true,
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests came in too short a time',
    hint: 'Wait as long as Retry-After says; the RateLimit header of every answer tells how many are left.',
    retryable: true,
  },
  'quota-exceeded': {
    status: 429,
    title: 'The organisation has as many of these as it may',
    hint: 'Finalize or delete those that nobody needs any more.',
  },
  'queue-full': {
    status: 429,
    title: 'Too many executions are under way',
    hint: 'Nothing was started. Wait as long as Retry-After says.',
    retryable: true,
  },
  'subscription-limit': {
    status: 429,
    title: 'Too many subscriptions are open',
    hint: 'Close one, or watch several executions with one filter.',
  },
  'secret-missing': {
    status: 422,
    title: 'A secret that the blueprint reads is not set',
    hint: 'PUT /api/v1/secrets/{name} sets it. GET /api/v1/secrets lists those that there are.',
  },
  'secret-key-missing': {
    status: 409,
    title: 'The server has no key to keep secrets with',
    hint: 'Set ICE_SECRET_KEY to 32 random bytes in base64 (openssl rand -base64 32), and start the server again.',
  },
  'secret-unreadable': {
    status: 409,
    title: 'A kept secret cannot be read',
    hint: 'Start the server with the ICE_SECRET_KEY that it was kept under, or set the secret anew.',
  },
  'too-many-secrets': {
    status: 409,
    title: 'There are too many secrets',
    hint: 'Delete those that no blueprint reads any more.',
  },
  'store-unavailable': {
    status: 503,
    title: 'The store does not answer',
    hint: 'Nothing was changed unless you were told so. GET /ready says more.',
    retryable: true,
  },
  'ledger-unavailable': {
    status: 503,
    title: 'The budget ledger does not answer',
    hint: 'Nothing was started. GET /ready says more.',
    retryable: true,
  },
  'internal-error': {
    status: 500,
    title: 'Something broke on our side',
    hint: 'The log of the server has the cause under this request_id.',
  },
  'host-not-allowed': {
    status: 403,
    title: 'The Host header names a foreign host',
    hint: 'Use the address that the server printed, or add the name to ICE_ALLOWED_HOSTS.',
  },
  'origin-not-allowed': {
    status: 403,
    title: 'Pages of this origin may not change things here',
    hint: 'Add the origin to ICE_ALLOWED_ORIGINS if it is yours.',
  },
  unauthenticated: {
    status: 401,
    title: 'Nobody is known by this key or token',
    hint: 'Send Authorization: Bearer <key>. Keys are made with "ice key create", and never stand in a URL.',
  },
  forbidden: {
    status: 403,
    title: 'The key does not allow this',
    hint: 'Use a key with the scope that is needed. GET /docs shows the scope of every operation.',
  },
  'unknown-message-type': {
    status: 400,
    title: 'The stream has no frame of this type',
    hint: 'Send hello, subscribe, update, unsubscribe or ping.',
  },
  'cursor-ahead': {
    status: 422,
    title: 'The cursor is beyond the last event',
    hint: 'Resume after the sequence of the last event that you have seen of this execution.',
  },
  'duplicate-subscription': {
    status: 409,
    title: 'The socket has a subscription of this id already',
    hint: 'Choose another id, or unsubscribe first.',
  },
  'process-ending': {
    status: 503,
    title: 'The process is ending',
    hint: 'Ask another process, or this one when it has been started again.',
    retryable: true,
  },
};

/** True for a code that HTTP has a status for. */
export function isRequestProblemCode(code: string): code is RequestProblemCode {
  return Object.hasOwn(requestProblems, code);
}
