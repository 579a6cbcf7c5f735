/** Answers of the model of test mode to the schemas of the public JSON Schema Test Suite: which of them it fulfils. */
import { expect, it } from '@jest/globals';
import { compileSchema, isJsonObject, type JsonSchema, type JsonValue } from '@ice/core';
import { CaseFolder } from '../support/case-folder.js';
import { requestFor, syntheticText } from '../support/synthetic-case.js';

interface SuiteCase {
  readonly description: string;
  readonly schema: JsonSchema;
  readonly tests: readonly { readonly data: JsonValue; readonly valid: boolean }[];
}

const drafts = [
  ['draft2020-12', 'https://json-schema.org/draft/2020-12/schema'],
  ['draft7', 'http://json-schema.org/draft-07/schema#'],
] as const;

/** What it does not manage, and why. */
const unfulfilled: readonly string[] = [
  // To know that no value of `not` has evaluated its members is to solve it: nothing but an object with other members would do.
  "not.json: collect annotations inside a 'not', even if collection is disabled",
];

const suite = new CaseFolder('schema/JSON-Schema-Test-Suite/tests/draft2020-12');

/** The schemas that some value fits, and that refer to no other document. Those that are refused here are judged elsewhere. */
function fulfillable(draft: string, uri: string): readonly (readonly [name: string, schema: JsonSchema])[] {
  const folder = new CaseFolder(`schema/JSON-Schema-Test-Suite/tests/${draft}`);
  return folder.files
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => folder.read<readonly SuiteCase[]>(file).map((each) => ({ file, ...each })))
    .filter(
      ({ schema, tests }) => tests.some(({ valid }) => valid) && !JSON.stringify(schema).includes('localhost:1234'),
    )
    .map(({ file, description, schema }) => {
      return [`${file}: ${description}`, isJsonObject(schema) ? { $schema: uri, ...schema } : schema] as const;
    });
}

suite.describe('the JSON Schema Test Suite', () => {
  it.each(drafts)('%s: every schema that can be fulfilled is, but for those of the list', async (draft, uri) => {
    const cases = fulfillable(draft, uri);
    const missed: string[] = [];
    for (const [name, schema] of cases) {
      const value = JSON.parse(await syntheticText(requestFor(schema, 'Write about the vintage lamp.'))) as JsonValue;
      if (compileSchema(schema)(value).length > 0) missed.push(name);
    }
    console.log(
      `synthetic answers: ${cases.length - missed.length} of ${cases.length} schemas of ${draft} are fulfilled`,
    );

    expect(cases.length).toBeGreaterThan(200);
    expect(missed.filter((name) => !unfulfilled.includes(name))).toEqual([]);
  });
});
