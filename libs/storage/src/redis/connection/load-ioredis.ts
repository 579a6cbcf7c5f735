/** Loads ioredis with the first client: a process whose store is elsewhere pays nothing for it. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The client of Redis. */
export function loadIoredis(): typeof import('ioredis') {
  return require('ioredis') as typeof import('ioredis');
}
