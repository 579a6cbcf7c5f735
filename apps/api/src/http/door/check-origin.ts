/** Against foreign pages in a local browser: whoever changes something from a page must be a page of this server, or of an origin
 *  that the operator vouches for. Programs send no Origin and are not concerned. */
import type { IncomingHttpHeaders } from 'node:http';
import { ProblemException } from '../problem/problem-exception.js';
import { shown } from '../problem/problem.js';

/** The reason to refuse the request, or null. @param allowed origins beside the server's own. */
export function checkOrigin(headers: IncomingHttpHeaders, allowed: readonly string[]): ProblemException | null {
  const { origin, host } = headers;
  if (origin === undefined) return checkFetchSite(headers);
  if (isOwnOrigin(origin, host) || allowed.includes(origin)) return null;
  return new ProblemException('origin-not-allowed', `The origin ${JSON.stringify(shown(origin))} is not allowed here.`);
}

/** True for a page that this server gave itself. */
export function isOwnOrigin(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

/** Browsers that send no Origin (a form, an old one) still say from where they come. */
function checkFetchSite(headers: IncomingHttpHeaders): ProblemException | null {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return null;
  return new ProblemException('origin-not-allowed', 'A page of another site may not change things here.');
}
