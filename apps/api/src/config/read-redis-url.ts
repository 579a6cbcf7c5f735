/** Reads where a Redis, or a Cluster, is. */
import { accepted, refused, type Reading } from './config-variable.js';

const allowed = 'allowed: redis://host:6379/0 or rediss://user:password@host:6380, several with commas between';

/** The addresses, without blanks; never empty. */
export function readRedisUrl(text: string): Reading<string> {
  const urls = text.split(',').map((url) => url.trim());
  return urls.every(isRedisUrl) ? accepted(urls.join(',')) : refused(allowed);
}

function isRedisUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname } = new URL(text);
  return ['redis:', 'rediss:'].includes(protocol) && hostname !== '' && /^(\/\d{0,5})?$/.test(pathname);
}
