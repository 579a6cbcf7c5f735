/** Loads @nestjs/swagger in one go, for whoever makes a document. A server that answers others has imported it before. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The package; at once where it was loaded before. */
export function loadSwagger(): typeof import('@nestjs/swagger') {
  return require('@nestjs/swagger') as typeof import('@nestjs/swagger');
}
