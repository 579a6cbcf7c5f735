/** Failures of HTTP calls. They name method, origin and path; never a query, a header or more than 200 characters of an answer. */
import { FailureError } from '@ice/core';

/** Where a call goes, as far as it may be shown: no userinfo, no query, no fragment, at most 200 characters. */
export function shownUrl(url: URL | string): string {
  const text = typeof url === 'string' ? url : `${url.protocol}//${url.host}${url.pathname}`;
  return (text.split(/[?#]/, 1)[0] ?? '').replace(/\/\/[^/]*@/, '//').slice(0, 200);
}

/** `url-not-allowed`: the URL, or what it resolves to, may not be opened. */
export function urlNotAllowed(url: URL | string, reason: string): FailureError {
  return new FailureError('url-not-allowed', `${shownUrl(url)} may not be opened: ${reason}.`, {
    evidence: { url: shownUrl(url) },
  });
}

/** `header-not-allowed`: a header that the client sets itself, or that is no header. */
export function headerNotAllowed(name: string, reason: string): FailureError {
  const shown = name.slice(0, 100);
  return new FailureError('header-not-allowed', `The header ${JSON.stringify(shown)} ${reason}.`, {
    evidence: { header: shown },
  });
}

/** `upstream-invalid`: the other side answered something that cannot be read. */
export function upstreamInvalid(url: URL, problem: string): FailureError {
  return new FailureError('upstream-invalid', `The answer of ${shownUrl(url)} ${problem}.`, {
    evidence: { url: shownUrl(url) },
  });
}

/** `http-answer-too-large`: more bytes than are read. */
export function answerTooLarge(url: URL, maxBytes: number): FailureError {
  return new FailureError('http-answer-too-large', `The answer of ${shownUrl(url)} has more than ${maxBytes} bytes.`, {
    evidence: { url: shownUrl(url), max_bytes: maxBytes },
  });
}

/** `http-unreachable`: no answer came. A certificate that is not trusted will not be so the next time, all else may pass. */
export function unreachable(url: URL, error: unknown): FailureError {
  const cause = networkCode(error);
  return new FailureError('http-unreachable', `${shownUrl(url)} could not be reached: ${cause}.`, {
    retryable: !/^(CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/.test(cause),
    evidence: { url: shownUrl(url), cause },
  });
}

/** Errors of the platform may come from another realm, so they are known by their fields. */
function networkCode(error: unknown): string {
  const { code, name } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  if (typeof code === 'string') return code;
  return typeof name === 'string' ? name : 'unknown';
}
