/** Loads undici with the first connection: it is a hundred files, and many a process never calls anybody. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The HTTP client under ours. */
export function loadUndici(): typeof import('undici') {
  return require('undici') as typeof import('undici');
}
