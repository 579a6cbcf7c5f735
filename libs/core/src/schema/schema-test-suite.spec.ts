/** The public JSON Schema Test Suite, its required tests for both dialects, where it lies beside the checkout. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { isJsonObject, type JsonValue } from '../json/json-value.js';
import { checkedSchema } from './checked-schema.js';
import type { JsonSchema } from './json-schema.js';
import { META_SCHEMA_URI, type SchemaDialect } from './schema-dialect.js';

interface SuiteCase {
  readonly description: string;
  readonly schema: JsonSchema;
  readonly tests: readonly { readonly description: string; readonly data: JsonValue; readonly valid: boolean }[];
}

const SUITE = fileURLToPath(new URL('../../../../../shared/cases/schema/JSON-Schema-Test-Suite', import.meta.url));

const readJson = <Value>(file: string): Value => JSON.parse(readFileSync(file, 'utf8')) as Value;

/** The schemas that the suite's server would serve to a dialect, by URI. */
const remotesOf = (folder: string): Record<string, JsonSchema> => {
  const root = path.join(SUITE, 'remotes');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  const ours = files.filter((file) => !/^(?:draft|v1)/.test(file) || file.startsWith(`${folder}/`));
  return Object.fromEntries(
    ours.map((file) => [`http://localhost:1234/${file}`, readJson<JsonSchema>(path.join(root, file))]),
  );
};

interface Outcome {
  readonly total: number;
  /** Tests that come out otherwise than the suite says, by file. */
  readonly misses: Readonly<Record<string, readonly string[]>>;
}

const run = (folder: string, dialect: SchemaDialect): Outcome => {
  const knownSchemas = remotesOf(folder);
  const files = readdirSync(path.join(SUITE, 'tests', folder)).filter((file) => file.endsWith('.json'));
  const outcomes = files.map((file) => {
    const cases = readJson<SuiteCase[]>(path.join(SUITE, 'tests', folder, file));
    const missed = cases.flatMap((suiteCase) => missedTests(suiteCase, dialect, knownSchemas));
    return { file, missed, total: cases.reduce((sum, { tests }) => sum + tests.length, 0) };
  });
  return {
    total: outcomes.reduce((sum, { total }) => sum + total, 0),
    misses: Object.fromEntries(outcomes.flatMap(({ file, missed }) => (missed.length > 0 ? [[file, missed]] : []))),
  };
};

/** A schema of the suite that does not say so is one of the draft whose folder it is in. */
const missedTests = (
  { description, schema, tests }: SuiteCase,
  dialect: SchemaDialect,
  knownSchemas: Record<string, JsonSchema>,
): readonly string[] => {
  const dated = isJsonObject(schema) ? { $schema: META_SCHEMA_URI[dialect], ...schema } : schema;
  const usesRemotes = JSON.stringify(schema).includes('localhost:1234');
  const checked = checkedSchema(dated, { formats: 'describe', ...(usesRemotes && { knownSchemas }) });
  return tests
    .filter(({ data, valid }) => !checked.ok || (checked.check(data).length === 0) !== valid)
    .map((test) => `${description} / ${test.description}`);
};

const DRAFTS = [
  ['draft7', 'draft-7', 927],
  ['draft2020-12', 'draft-2020-12', 1299],
] as const;

if (existsSync(SUITE)) {
  describe('the JSON Schema Test Suite, required tests', () => {
    it.each(DRAFTS)(
      '%s comes out as it says',
      (folder, dialect, tests) => {
        const { total, misses } = run(folder, dialect);
        console.log(`${folder}: ${total - Object.values(misses).flat().length} of ${total}`);

        expect({ total, misses }).toEqual({ total: tests, misses: {} });
      },
      60_000,
    );
  });
} else {
  describe.skip('the JSON Schema Test Suite (skipped: ../shared/cases/schema/JSON-Schema-Test-Suite is not there)', () => {
    it('comes out as it says', () => undefined);
  });
}
