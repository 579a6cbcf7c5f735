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

/**
 * What ajv cannot do yet: `$dynamicRef` where more than one `$dynamicAnchor` has the name, what `contains` and a lone `if`
 * have seen of a value, a property called `__proto__` (the door refuses it), and meta-schemas of one's own.
 */
const DRAFTS = [
  ['draft7', 'draft-7', 927, { 'properties.json': 1 }],
  [
    'draft2020-12',
    'draft-2020-12',
    1299,
    {
      'dynamicRef.json': 14,
      'properties.json': 1,
      'unevaluatedItems.json': 11,
      'unevaluatedProperties.json': 4,
      'vocabulary.json': 5,
    },
  ],
] as const;

if (existsSync(SUITE)) {
  describe('the JSON Schema Test Suite, required tests', () => {
    it.each(DRAFTS)(
      '%s comes out as it says, but for what is listed',
      (folder, dialect, tests, missed) => {
        const { total, misses } = run(folder, dialect);
        const counts = Object.fromEntries(Object.entries(misses).map(([file, names]) => [file, names.length]));
        const passed = total - Object.values(misses).flat().length;
        console.log(`${folder}: ${passed} of ${total}\n${JSON.stringify(misses, null, 2)}`);

        expect({ total, counts }).toEqual({ total: tests, counts: missed });
      },
      60_000,
    );
  });
} else {
  describe.skip('the JSON Schema Test Suite (skipped: ../shared/cases/schema/JSON-Schema-Test-Suite is not there)', () => {
    it('comes out as it says', () => undefined);
  });
}
