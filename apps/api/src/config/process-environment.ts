/** The environment of this process, together with the file `.env` of the working directory. The only place that looks there. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import type { Environment } from './read-app-config.js';

/** Variables of the process win over the file. @param folder where the file may lie; default the working directory. */
export function processEnvironment(folder = process.cwd()): Environment {
  return { ...environmentFile(folder), ...process.env };
}

/** What the file `.env` of a folder says by itself; empty where there is none. */
export function environmentFile(folder: string): Environment {
  const file = path.join(folder, '.env');
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}
