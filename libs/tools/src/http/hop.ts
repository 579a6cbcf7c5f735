/** One request of a call: the first one, or one that a redirect asked for. Where it leads was judged before it was made. */
import { FailureError } from '@ice/core';
import { resolveDestination, type Destination, type UrlPolicy, type UrlRules } from './destination.js';
import { headersForOtherOrigin, type Headers } from './header-policy.js';
import { shownUrl, urlNotAllowed } from './http-failure.js';

/** Methods that a tool may use. */
export const httpMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** One of the methods. */
export type HttpMethod = (typeof httpMethods)[number];

/** A request that is ready to be sent. */
export interface Hop {
  readonly method: HttpMethod;
  readonly destination: Destination;
  readonly headers: Headers;
  readonly body: string | null;
}

/** Redirects that are followed; the next one fails. */
export const maxRedirects = 3;

const redirectStatuses: readonly number[] = [301, 302, 303, 307, 308];

/**
 * The request that an answer asks for instead, or undefined when it asks for none.
 * Another origin gets no header that could hold a credential; a POST becomes a GET where browsers do that too.
 * @throws FailureError `url-not-allowed` when it leads where no request may go.
 */
export function nextHop(
  hop: Hop,
  status: number,
  location: string | undefined,
  policy: UrlPolicy,
  rules: UrlRules,
): Hop | undefined {
  if (location === undefined || !redirectStatuses.includes(status)) return undefined;
  const from = hop.destination.url;
  if (!URL.canParse(location, from.href)) throw urlNotAllowed(from, 'it redirects to what is no URL');
  const destination = resolveDestination(new URL(location, from).href, policy, { ...rules, mock: false });
  const headers = destination.url.origin === from.origin ? hop.headers : headersForOtherOrigin(hop.headers);
  return becomesGet(hop.method, status)
    ? { method: 'GET', destination, headers: withoutBody(headers), body: null }
    : { ...hop, destination, headers };
}

/** `too-many-redirects`. */
export function tooManyRedirects(first: URL): FailureError {
  return new FailureError('too-many-redirects', `${shownUrl(first)} redirects more than ${maxRedirects} times.`, {
    evidence: { url: shownUrl(first) },
  });
}

function becomesGet(method: HttpMethod, status: number): boolean {
  if (status === 303) return method !== 'GET' && method !== 'HEAD';
  return method === 'POST' && (status === 301 || status === 302);
}

function withoutBody(headers: Headers): Headers {
  const { 'content-type': _type, 'idempotency-key': _key, ...rest } = headers;
  return rest;
}
