/** Judges a URL before anything is sent or resolved: scheme, userinfo, name, literal address, allow list. What a name resolves to is
 *  judged later, on the connection (`guarded-agent.ts`). */
import { IceError, type Tenant } from '@ice/core';
import { isIP } from 'node:net';
import { isPublicAddress } from './address-policy.js';
import { urlNotAllowed } from './http-failure.js';

/** What a client may reach. */
export interface UrlPolicy {
  /** `host:port` inside the network that may be reached, from `parseAllowList`. */
  readonly allow: ReadonlySet<string>;
  /** Where the bins of a tenant are in the process's own mock bin (null: of whoever it may be), or undefined when there is none. */
  mockBinUrl(tenant: Tenant | null): string | undefined;
}

/** Rules of one call. */
export interface UrlRules {
  /** `mock://bin/…` may be used; a redirect may not lead there. */
  readonly mock: boolean;
  /** Outside of the allow list and the mock bin, only https. */
  readonly httpsOnly: boolean;
  /** Whose bins `mock://bin/…` are. Default: not known yet. */
  readonly tenant?: Tenant | null;
}

/** A URL that may be opened. */
export interface Destination {
  readonly url: URL;
  /** The operator vouches for it (allow list, mock bin): its address is not judged. */
  readonly trusted: boolean;
}

/** What the rules say of a URL. A refusal names the URL as far as it may be shown, and why. */
export type UrlJudgement =
  | { readonly ok: true; readonly destination: Destination }
  | { readonly ok: false; readonly url: URL | string; readonly reason: string };

/** Judges a URL by what is written in it: the one place of these rules, for the compiler and for every request alike. */
export function judgeUrl(text: string, policy: UrlPolicy, rules: UrlRules): UrlJudgement {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) return refused(text, 'it is no URL');
  if (url.username !== '' || url.password !== '') return refused(text, 'it holds a user name or password');
  if (url.protocol === 'mock:') return judgeMock(url, policy, rules);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return refused(text, 'only http and https are');
  if (policy.allow.has(hostAndPort(url))) return opened(url, true);
  const reason = whyNot(url, rules);
  return reason === undefined ? opened(url, false) : refused(url, reason);
}

/** Gives the URL to open, or throws the failure `url-not-allowed`. */
export function resolveDestination(text: string, policy: UrlPolicy, rules: UrlRules): Destination {
  const judgement = judgeUrl(text, policy, rules);
  if (judgement.ok) return judgement.destination;
  throw urlNotAllowed(judgement.url, judgement.reason);
}

function opened(url: URL, trusted: boolean): UrlJudgement {
  return { ok: true, destination: { url, trusted } };
}

function refused(url: URL | string, reason: string): UrlJudgement {
  return { ok: false, url, reason };
}

/** What an outside host may never be. */
function whyNot(url: URL, rules: UrlRules): string | undefined {
  const host = bareHost(url);
  if (host.length > 253 || host.split('.').some((label) => label.length > 63)) return 'its host name is too long';
  if (isIP(host) !== 0) return isPublicAddress(host) ? schemeProblem(url, rules) : insideReason;
  if (/(^|\.)(localhost|local|internal|home\.arpa)$/.test(host)) return insideReason;
  return schemeProblem(url, rules);
}

/** Why an address of the network itself is refused; the same sentence for a literal and for what a name resolves to. */
export const insideReason =
  'it leads to an address that is not on the public internet (the operator can allow a host:port in ICE_HTTP_TOOL_ALLOW)';

function schemeProblem(url: URL, rules: UrlRules): string | undefined {
  return rules.httpsOnly && url.protocol !== 'https:' ? 'it must be https' : undefined;
}

function judgeMock(url: URL, policy: UrlPolicy, rules: UrlRules): UrlJudgement {
  if (!rules.mock) return refused(url, 'a redirect may not lead to the mock bin');
  if (url.host !== 'bin') return refused(url, 'the only mock host is mock://bin');
  const place = policy.mockBinUrl(rules.tenant ?? null);
  if (place === undefined) return refused(url, 'mock://bin exists in test mode only (ICE_TEST_MODE=1)');
  const target = new URL(place);
  const own = target.pathname.replace(/\/$/, '');
  target.pathname = own + (url.pathname || '/');
  target.search = url.search;
  // To http a backslash is a slash, to the mock scheme it is a letter: `..\\` could lead to the bins of others.
  return target.pathname.startsWith(`${own}/`) ? opened(target, true) : refused(url, 'it leads out of the mock bin');
}

/** Lower-case, without brackets and without the dot that marks a full name. */
function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

function hostAndPort(url: URL): string {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return `${bareHost(url)}:${port}`;
}

/**
 * Reads entries like `localhost:8080`, `10.0.0.7:443` or `[::1]:9000`.
 * @throws IceError `validation-failed` for an entry that is not host:port.
 */
export function parseAllowList(entries: readonly string[]): ReadonlySet<string> {
  return new Set(entries.map(allowEntry));
}

function allowEntry(entry: string): string {
  const [, port] = /^[^/?#@\s]+:([0-9]{1,5})$/.exec(entry.trim()) ?? [];
  const url =
    port !== undefined && URL.canParse(`http://${entry.trim()}`) ? new URL(`http://${entry.trim()}`) : undefined;
  if (url) return hostAndPort(url);
  throw new IceError('validation-failed', `ICE_HTTP_TOOL_ALLOW: "${entry.slice(0, 100)}" is not host:port.`, {
    evidence: { entry: entry.slice(0, 100) },
  });
}
