/** Against DNS rebinding: a page whose name was made to point here still sends its own name in Host. */
import type { IncomingHttpHeaders } from 'node:http';
import { ProblemException } from '../problem/problem-exception.js';
import { shown } from '../problem/problem.js';

const loopbackHosts = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/** The reason to refuse the request, or null. @param allowed further names, with or without a port. */
export function checkHost({ host }: IncomingHttpHeaders, allowed: readonly string[]): ProblemException | null {
  // HTTP/1.0 knows no Host, and no browser speaks it.
  if (host === undefined || loopbackHosts.test(host)) return null;
  const name = host.toLowerCase();
  const isAllowed = allowed.some((each) => [name, name.replace(/:\d+$/, '')].includes(each.toLowerCase()));
  if (isAllowed) return null;
  return new ProblemException('host-not-allowed', `This server is not called ${JSON.stringify(shown(host))}.`);
}
