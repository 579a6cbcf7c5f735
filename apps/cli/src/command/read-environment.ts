/** The variables that a command sees: those of the process, and below them the file `.env` of the working directory, as for the server. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import type { Surroundings } from './surroundings.js';

/** See the head of this file. `--data-dir` stands for its variable, and wins over both. */
export function readEnvironment(
  { env, cwd }: Pick<Surroundings, 'env' | 'cwd'>,
  dataDir: string | null,
): Surroundings['env'] {
  const file = path.join(cwd, '.env');
  const own = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  return { ...own, ...env, ...(dataDir !== null && { ICE_DATA_DIR: path.resolve(cwd, dataDir) }) };
}
