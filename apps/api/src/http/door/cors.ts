/** Cross-origin requests of browsers (CORS): which pages may ask, with what, and what they may read of the answer. Says nothing about who
 *  asks: a page needs a key like everybody else. Nothing is ever sent or read with the cookies of a browser. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemException } from '../problem/problem-exception.js';
import { shown } from '../problem/problem.js';
import type { DoorList } from './door-list.js';
import { checkHost } from './check-host.js';
import { isOwnOrigin } from './check-origin.js';

/** What a page may send beside what every page may. */
const requestHeaders = [
  ...['Authorization', 'X-API-Key', 'Content-Type', 'X-Version-Lock', 'If-Match', 'If-None-Match'],
  ...['Idempotency-Key', 'Prefer', 'Last-Event-ID', 'X-Request-Id', 'Mcp-Session-Id', 'Mcp-Protocol-Version'],
].join(', ');

/** What a page may read beside what every page may. */
const exposedHeaders = [
  ...['X-Version-Lock', 'ETag', 'Location', 'X-Revision', 'RateLimit', 'RateLimit-Policy', 'Retry-After'],
  ...['Preference-Applied', 'X-Request-Id', 'Mcp-Session-Id', 'WWW-Authenticate'],
].join(', ');

/** How long a browser may remember the answer, in seconds. */
const maxAgeS = 600;

/** True for what a browser asks before the request of a page. */
export function isPreflight({ method, headers }: Pick<FastifyRequest, 'method' | 'headers'>): boolean {
  const { origin, 'access-control-request-method': wanted } = headers;
  return method === 'OPTIONS' && origin !== undefined && wanted !== undefined;
}

/** Answers a preflight, or gives the reason to refuse it. @param methods those of its path; none for an unknown one. */
export function answerPreflight(
  { headers }: Pick<FastifyRequest, 'headers'>,
  reply: FastifyReply,
  methods: readonly string[],
  door: DoorList,
): ProblemException | null {
  const { origin = '' } = headers;
  const refusal = checkHost(headers, door.allowedHosts);
  if (refusal) return refusal;
  if (!door.allowedOrigins.includes(origin) && !isOwnOrigin(origin, headers.host)) {
    return new ProblemException(
      'origin-not-allowed',
      `Pages of ${JSON.stringify(shown(origin))} are not allowed here.`,
    );
  }
  if (methods.length === 0) return new ProblemException('not-found', 'There is nothing at this path.');
  void reply.code(204).headers(preflightHeaders(origin, methods)).send();
  return null;
}

function preflightHeaders(origin: string, methods: readonly string[]): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': requestHeaders,
    'access-control-max-age': String(maxAgeS),
    vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
  };
}

/** Lets a page of an allowed origin read the answer. */
export function shareAnswer({ headers }: FastifyRequest, reply: FastifyReply, allowed: readonly string[]): void {
  const { origin } = headers;
  if (origin === undefined || !allowed.includes(origin) || reply.hasHeader('access-control-allow-origin')) return;
  const vary = reply.getHeader('vary');
  reply.headers({
    'access-control-allow-origin': origin,
    'access-control-expose-headers': exposedHeaders,
    vary: vary === undefined ? 'Origin' : `${String(vary)}, Origin`,
  });
}
