/** JSON value → request body. Objects are sent as JSON and nothing else: a form or XML is given as text with its content type. */
import { FailureError, type JsonValue } from '@ice/core';
import type { Headers } from './header-policy.js';

/** A body and the headers with its content type; null = no body. */
export interface EncodedBody {
  readonly body: string | null;
  readonly headers: Headers;
}

/** Encodes a body: null is none, a text is sent as it is, everything else as JSON. */
export function encodeBody(value: JsonValue, headers: Headers): EncodedBody {
  if (value === null) return { body: null, headers };
  const given = headers['content-type'];
  if (typeof value === 'string')
    return { body: value, headers: withType(headers, given ?? 'text/plain; charset=utf-8') };
  if (given !== undefined && !isJsonType(given)) throw notText(given);
  return { body: JSON.stringify(value), headers: withType(headers, given ?? 'application/json') };
}

/** True for `application/json` and the `+json` family, parameters or not. */
export function isJsonType(contentType: string): boolean {
  return /^\s*(application\/json|[\w.+-]+\/[\w.-]+\+json)\s*(;|$)/i.test(contentType);
}

function withType(headers: Headers, contentType: string): Headers {
  return { ...headers, 'content-type': contentType };
}

function notText(contentType: string): FailureError {
  const message = `/body: with the content type "${contentType.slice(0, 100)}" the body must be a text; only JSON types take other values.`;
  return new FailureError('tool-input-invalid', message, { evidence: { issues: [{ pointer: '/body', message }] } });
}
