/** The public JSON Schema Test Suite, where it lies beside the checkout: a value that fits a schema is of the type of the schema. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { isJsonObject, type JsonValue } from '../json/json-value.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { misfitOf } from './misfit.js';
import { typeOfSchema } from './type-of-schema.js';
import { typeOfValue } from './type-of-value.js';

interface SuiteCase {
  readonly description: string;
  readonly schema: JsonSchema;
  readonly tests: readonly { readonly description: string; readonly data: JsonValue; readonly valid: boolean }[];
}

const tests = fileURLToPath(
  new URL('../../../../../shared/cases/schema/JSON-Schema-Test-Suite/tests', import.meta.url),
);

const drafts = [
  ['draft7', 'http://json-schema.org/draft-07/schema#'],
  ['draft2020-12', 'https://json-schema.org/draft/2020-12/schema'],
] as const;

/** A schema that speaks of members or items and names no kind lets other kinds through by the letter; we take it for an object or a list. */
function isTakenForOneKind(schema: JsonSchema): boolean {
  const keywords = isJsonObject(schema) ? Object.keys(schema) : [];
  const speaks = keywords.some((keyword) =>
    ['properties', 'patternProperties', 'items', 'prefixItems'].includes(keyword),
  );
  return speaks && !keywords.includes('type');
}

function missesOf({ description, schema, tests: cases }: SuiteCase, uri: string): readonly string[] {
  const type = typeOfSchema(isJsonObject(schema) ? { $schema: uri, ...schema } : schema);
  return cases.flatMap(({ data, valid, description: name }) => {
    const misfit = valid ? misfitOf(typeOfValue(data), type) : null;
    return misfit === null || (['kind', 'null'].includes(misfit.reason) && isTakenForOneKind(schema))
      ? []
      : [`${description} / ${name}: ${misfit.reason}`];
  });
}

if (existsSync(tests)) {
  describe('the JSON Schema Test Suite', () => {
    it.each(drafts)('%s: values that fit are of the type', (folder, uri) => {
      const files = readdirSync(path.join(tests, folder)).filter((file) => file.endsWith('.json'));
      const cases = files.flatMap(
        (file) => JSON.parse(readFileSync(path.join(tests, folder, file), 'utf8')) as SuiteCase[],
      );
      expect(cases.length).toBeGreaterThan(100);
      expect(cases.flatMap((suiteCase) => missesOf(suiteCase, uri))).toEqual([]);
    });
  });
} else {
  describe.skip('the JSON Schema Test Suite', () => {
    it('is not here', () => undefined);
  });
}
