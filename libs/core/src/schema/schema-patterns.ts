/** Checks the regular expressions of a schema: each must run in linear time, all together must be small. */
import { isJsonObject } from '../json/json-value.js';
import { compileLinearRegex } from './linear-regex.js';
import { MAX_PATTERN_PROGRAM } from './schema-limits.js';
import type { SchemaProblem } from './schema-problem.js';
import { escapeToken, type Subschema } from './subschemas.js';

/** What is wrong with the regular expressions under `pattern` and `patternProperties`. */
export function findPatternProblems(subschemas: readonly Subschema[]): readonly SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  let room = MAX_PATTERN_PROGRAM;
  for (const { pattern, pointer } of subschemas.flatMap(patternsOf)) {
    const result = compileLinearRegex(pattern);
    if (!result.ok) {
      problems.push({ code: result.code, pointer, message: `the regular expression is refused: ${result.message}` });
      continue;
    }
    room -= result.regex.programSize;
    if (room < 0) return [...problems, tooLarge(pointer)];
  }
  return problems;
}

/** Compiling is what costs here, so the first one too many ends the search. */
function tooLarge(pointer: string): SchemaProblem {
  return { code: 'regex-unsafe', pointer, message: 'the regular expressions of this schema are too large together' };
}

function patternsOf({ schema, pointer }: Subschema): readonly { readonly pattern: string; readonly pointer: string }[] {
  if (!isJsonObject(schema)) return [];
  const { pattern, patternProperties } = schema;
  const names = isJsonObject(patternProperties) ? Object.keys(patternProperties) : [];
  return [
    ...(typeof pattern === 'string' ? [{ pattern, pointer: `${pointer}/pattern` }] : []),
    ...names.map((name) => ({ pattern: name, pointer: `${pointer}/patternProperties/${escapeToken(name)}` })),
  ];
}
