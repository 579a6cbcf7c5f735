/** Checks the regular expressions of a schema: each must run in linear time, all together must be small. */
import { isJsonObject, type JsonValue } from '../json/json-value.js';
import type { JsonSchema } from './json-schema.js';
import { compileLinearRegex } from './linear-regex.js';
import { MAX_PATTERN_PROGRAM } from './schema-limits.js';
import type { SchemaProblem } from './schema-problem.js';
import { readingOf, STANDARD_READING } from './schema-dialect.js';
import { SchemaDocument, type SchemaPlace } from './schema-document.js';
import { escapeToken } from './subschemas.js';

/** What is wrong with the regular expressions under `pattern` and `patternProperties`. */
export function findPatternProblems(places: readonly SchemaPlace[]): readonly SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  let room = MAX_PATTERN_PROGRAM;
  for (const { pattern, pointer } of places.flatMap(patternsOf)) {
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

/**
 * What it takes to compile the regular expressions of a sound schema, in instructions. For those who compile many schemas.
 * @param counted patterns that cost nothing more; those of this schema are added
 */
export function schemaPatternCost(schema: JsonSchema, counted: Set<string>): number {
  if (!mentionsPattern(schema)) return 0;
  let cost = 0;
  for (const { pattern } of new SchemaDocument(
    schema,
    readingOf(schema) ?? STANDARD_READING['draft-2020-12'],
  ).places.flatMap(patternsOf)) {
    if (counted.has(pattern)) continue;
    counted.add(pattern);
    const result = compileLinearRegex(pattern);
    cost += INSTRUCTIONS_OF_ANY_PATTERN + (result.ok ? result.regex.programSize : 0);
  }
  return cost;
}

/** False where nothing in it can be a pattern: telling so costs far less than reading the schema. */
function mentionsPattern(value: JsonValue): boolean {
  if (value === null || typeof value !== 'object') return false;
  for (const key of Object.keys(value)) {
    if (key === 'pattern' || key === 'patternProperties') return true;
    if (mentionsPattern((value as Readonly<Record<string, JsonValue>>)[key] as JsonValue)) return true;
  }
  return false;
}

/** What the smallest pattern takes, as instructions of a large one. */
const INSTRUCTIONS_OF_ANY_PATTERN = 50;

/** Compiling is what costs here, so the first one too many ends the search. */
function tooLarge(pointer: string): SchemaProblem {
  return { code: 'regex-unsafe', pointer, message: 'the regular expressions of this schema are too large together' };
}

interface PatternPlace {
  readonly pattern: string;
  readonly pointer: string;
}

const NONE: readonly PatternPlace[] = [];

function patternsOf({ schema, pointer }: SchemaPlace): readonly PatternPlace[] {
  if (!isJsonObject(schema)) return NONE;
  const { pattern, patternProperties } = schema;
  if (pattern === undefined && patternProperties === undefined) return NONE;
  const names = isJsonObject(patternProperties) ? Object.keys(patternProperties) : [];
  return [
    ...(typeof pattern === 'string' ? [{ pattern, pointer: `${pointer}/pattern` }] : []),
    ...names.map((name) => ({ pattern: name, pointer: `${pointer}/patternProperties/${escapeToken(name)}` })),
  ];
}
