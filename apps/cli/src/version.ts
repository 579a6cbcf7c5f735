/** The version of this package, as its manifest has it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Such as `0.1.0`. */
export function cliVersion(): string {
  const manifest = readFileSync(path.join(import.meta.dirname, '..', 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}
