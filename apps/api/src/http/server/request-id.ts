/** The name of a request in answers and logs: the caller's own where it is harmless, else a fresh one. */
import type { IncomingHttpHeaders } from 'node:http';
import type { IdSource } from '@ice/core';

const harmless = /^[A-Za-z0-9._-]{1,128}$/;

/** `X-Request-Id` as it was sent, or `rq_<ULID>`. */
export function requestIdOf(headers: IncomingHttpHeaders, ids: IdSource): string {
  const sent = headers['x-request-id'];
  return typeof sent === 'string' && harmless.test(sent) ? sent : ids.next('rq');
}
