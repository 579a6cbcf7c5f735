/** The first record of a CSV file: column names that are safe and unambiguous as keys of a row. */
import { csvFailure } from './csv-failure.js';
import type { CsvLimits } from './csv-limits.js';

/** Names that mean something else in JavaScript; the door of the API refuses them as keys too. */
const forbidden: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const longestName = 256;

/** Gives the column names back, or throws the failure of the first that cannot be one. Names are kept as written. */
export function checkHeader(names: readonly string[], line: number, limits: CsvLimits): readonly string[] {
  if (names.length > limits.maxColumns) {
    throw csvFailure('csv-too-many-columns', `${names.length} columns; ${limits.maxColumns} are allowed.`, line);
  }
  const seen = new Set<string>();
  names.forEach((name, index) => {
    checkName(name, index + 1, line);
    if (seen.has(name))
      throw csvFailure('csv-duplicate-header', `two columns are called ${JSON.stringify(name)}.`, line);
    seen.add(name);
  });
  return names;
}

function checkName(name: string, column: number, line: number): void {
  if (name.includes('\0')) throw csvFailure('csv-invalid-character', `column ${column} holds a NUL character.`, line);
  const problem = problemOf(name);
  if (problem) throw csvFailure('csv-header-invalid', `the name of column ${column} ${problem}.`, line);
}

function problemOf(name: string): string | undefined {
  if (name.trim() === '') return 'is empty';
  if (forbidden.has(name)) return `may not be "${name}"`;
  return name.length > longestName ? `is longer than ${longestName} characters` : undefined;
}
