/** Which request headers may be given: those that describe the request, never those that frame it. */
import { headerNotAllowed } from './http-failure.js';

/** Framing and hop-by-hop headers: the client's own business. A second value here is how requests are smuggled. */
const reserved: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Headers that say nothing about who is asking: these alone go along to another origin. */
const harmless: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'content-type',
  'user-agent',
]);

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}$/;
const printable = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Names in lower case. */
export type Headers = Readonly<Record<string, string>>;

/** Headers as a caller gives them. */
export type HeaderValues = Readonly<Record<string, string | number>>;

/** A header that may not be sent. */
export interface HeaderProblem {
  /** As it was given. */
  readonly name: string;
  /** The end of a sentence that begins with the header. Never repeats the value, which may be a secret. */
  readonly reason: string;
}

/** Every header that may not be sent, in the order given: the one place of these rules, for the compiler and every request alike. */
export function headerProblems(headers: HeaderValues): readonly HeaderProblem[] {
  const seen = new Set<string>();
  return Object.entries(headers).flatMap(([name, value]) => {
    const key = name.toLowerCase();
    const reason = seen.has(key) ? 'is given twice' : problemOf(name, String(value));
    seen.add(key);
    return reason === undefined ? [] : [{ name, reason }];
  });
}

/** Gives the headers with lower-case names, or throws the failure `header-not-allowed` of the first that may not be sent. */
export function checkHeaders(headers: HeaderValues): Headers {
  const [problem] = headerProblems(headers);
  if (problem) throw headerNotAllowed(problem.name, problem.reason);
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value).trim()]));
}

function problemOf(name: string, value: string): string | undefined {
  if (!token.test(name)) return 'has a name that HTTP does not allow';
  if (name === '__proto__') return 'has a name that HTTP does not allow here';
  if (reserved.has(name.toLowerCase())) return 'is set by the client itself';
  if (/[\r\n\0]/.test(value)) return 'has a line end or NUL in its value';
  return printable.test(value) ? undefined : 'has characters in its value that a header cannot carry';
}

/** What may go along when a redirect leads to another origin: no credentials, whatever header they stand in. */
export function headersForOtherOrigin(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.has(name)));
}
