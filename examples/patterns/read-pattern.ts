/** Reads the patterns of this folder for the programs that run them. */
import { fromYaml } from '@ice/builder';
import type { JsonValue } from '@ice/core';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Names of all patterns, in the order of their numbers. */
export const patternFiles: readonly string[] = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.yaml'))
  .toSorted();

/** The document of the pattern of a number. */
export function readPattern(number: number): JsonValue {
  return readPatternFile(patternFiles.find((name) => name.startsWith(`wcp-${String(number).padStart(2, '0')}-`)) ?? '');
}

/** The document in a file of this folder. */
export function readPatternFile(name: string): JsonValue {
  const read = fromYaml(readFileSync(path.join(import.meta.dirname, name), 'utf8'));
  if (!read.ok) throw new Error(`${name}: ${read.message}`);
  return read.document;
}
