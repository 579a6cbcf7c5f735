/** Which files `ICE_PLUGINS` names. What is loaded of it, and whether it can be, is the server's business. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Absolute paths. A package that is not there yet is left out: the server says what is wrong with it. */
export function pluginPaths(text: string, cwd: string): readonly string[] {
  const entries = text.split(',').map((entry) => entry.trim());
  return entries.filter((entry) => entry !== '').flatMap((entry) => resolved(entry, cwd));
}

function resolved(entry: string, cwd: string): readonly string[] {
  const file = path.resolve(cwd, entry);
  if (entry.startsWith('.') || existsSync(file)) return [file];
  try {
    return [createRequire(path.join(cwd, 'package.json')).resolve(entry)];
  } catch {
    return [];
  }
}
