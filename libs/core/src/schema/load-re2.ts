/** Loads re2js when the first pattern needs it: it takes a good part of a tenth of a second, and most schemas have none. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The linear-time regular expression engine. */
export function loadRe2(): typeof import('re2js') {
  return require('re2js') as typeof import('re2js');
}
