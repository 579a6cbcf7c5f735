/** Members of schemas that mean nothing: each is told of, and what was meant where that is clear. */
import { describe, expect, it } from '@jest/globals';
import { applyPatch } from '../json/apply-patch.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { blueprintOf, diagnosticsOf, echo } from './testing/sample-blueprint.js';

const withInput = (schema: JsonValue): JsonObject =>
  blueprintOf([echo('a', '{{ inputs.it }}')], { inputs: { it: schema } });

describe('a member of a schema that JSON Schema does not know', () => {
  it.each<readonly [string, JsonObject, string, string, JsonObject | null]>([
    [
      'with a slip in its name',
      { type: 'string', minLenght: 3 },
      '/minLenght',
      'Did you mean "minLength"?',
      { type: 'string', minLength: 3 },
    ],
    [
      'deep inside',
      { type: 'array', maxItems: 3, items: { type: 'object', propertys: { name: { type: 'string' } } } },
      '/items/propertys',
      'Did you mean "properties"?',
      { type: 'array', maxItems: 3, items: { type: 'object', properties: { name: { type: 'string' } } } },
    ],
    [
      'whose value would not fit the one that was meant',
      { type: 'string', example: 'a' },
      '/example',
      'Did you mean "examples"?',
      null,
    ],
    [
      'as other descriptions have it',
      { type: 'string', nullable: true },
      '/nullable',
      'Write type: [string, "null"] for a text that may be null.',
      null,
    ],
    [
      'that is nothing like a keyword',
      { type: 'string', placeholder: 'Your name' },
      '/placeholder',
      'Take it out; a note of your own begins with "x-".',
      null,
    ],
    [
      'but an older draft does',
      { type: 'array', maxItems: 9, additionalItems: false },
      '/additionalItems',
      'Take it out; a note of your own begins with "x-".',
      null,
    ],
  ])('%s', (_name, schema, pointer, hint, mended) => {
    const document = withInput(schema);
    const [found, ...more] = diagnosticsOf(document);
    const key = pointer.split('/').at(-1);
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      ...{ code: 'unknown-keyword', severity: 'warning', node_id: null, hint },
      pointer: `/inputs/it${pointer}`,
      message: expect.stringContaining(`JSON Schema has no keyword "${key}", so it judges nothing`),
    });
    const patched = found?.fix === undefined ? null : applyPatch(document, found.fix.patch);
    expect(patched?.ok ? patched.document : null).toEqual(mended === null ? null : withInput(mended));
  });

  it.each<readonly [string, JsonValue]>([
    ['a note of one’s own', { type: 'string', 'x-order': 1, $note: 'first' }],
    ['an annotation', { type: 'string', title: 'Name', deprecated: true, examples: ['a'] }],
    ['a name of a property', { type: 'object', properties: { minLenght: { type: 'string' } } }],
    ['data', { default: { minLenght: 1 }, examples: [{ nullable: true }] }],
    ['the short form', { placeholder: 'string', nullable: 'boolean?' }],
    [
      'a keyword of the draft that it names',
      { $schema: 'http://json-schema.org/draft-07/schema#', additionalItems: true },
    ],
  ])('is not %s', (_name, schema) => {
    expect(diagnosticsOf(withInput(schema))).toEqual([]);
  });

  it('is looked for in the schemas of nodes', () => {
    const document = blueprintOf([echo('a', 1, { output_schema: { type: 'object', requried: ['value'] } })]);
    expect(diagnosticsOf(document)).toMatchObject([
      { code: 'unknown-keyword', node_id: 'a', pointer: '/nodes/0/output_schema/requried' },
    ]);
  });

  it('is not told of where the schema is wrong: that comes first', () => {
    expect(diagnosticsOf(withInput({ type: 'string', maxLength: -1, minLenght: 3 }))).toMatchObject([
      { code: 'schema-invalid' },
    ]);
  });
});
