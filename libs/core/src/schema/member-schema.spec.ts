/** A schema judges a member as it judged a whole value, wherever its references lead. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import type { JsonSchema } from './json-schema.js';
import { memberSchema } from './member-schema.js';
import { checkSchema } from './schema-checker.js';
import { compileSchema } from './value-checker.js';

const DRAFT_7 = 'http://json-schema.org/draft-07/schema#';

function around(schema: JsonSchema): JsonObject {
  const { member, root } = memberSchema(schema, 'answer');
  return { ...root, type: 'object', properties: { answer: member }, required: ['answer'] };
}

const values: readonly JsonValue[] = [
  ...[1, 0, 'a', '', null, true, [], [1], ['a'], [[['a']]], {}],
  ...[{ a: 1 }, { a: 'a' }, { a: { a: { a: 1 } } }, { items: [{ items: [] }] }, { b: 1 }, { $ref: '#' }],
];

const fits = (schema: JsonSchema, value: JsonValue): boolean => compileSchema(schema)(value).length === 0;

describe('a schema that becomes that of a member', () => {
  it.each<[string, JsonSchema]>([
    ['true', true],
    ['false', false],
    ['plain', { type: 'object', properties: { a: { type: 'integer' } }, additionalProperties: false }],
    ['with definitions', { $defs: { word: { type: 'string' } }, properties: { a: { $ref: '#/$defs/word' } } }],
    ['with encoded references', { $defs: { word: { type: 'string' } }, items: { $ref: '#/%24defs/word' } }],
    [
      'with definitions that lead back to it',
      { $defs: { same: { $ref: '#' } }, type: ['integer', 'object'], properties: { a: { $ref: '#/$defs/same' } } },
    ],
    ['that nests in itself', { type: ['string', 'array'], items: { $ref: '#' } }],
    ['with a reference to a part', { properties: { a: { type: 'integer' }, b: { $ref: '#/properties/a' } } }],
    ['with an anchor', { items: { $ref: '#word' }, properties: { a: { $anchor: 'word', type: 'string' } } }],
    ['with a dynamic anchor', { $dynamicAnchor: 'node', type: ['string', 'array'], items: { $dynamicRef: '#node' } }],
    ['with a name', { $id: 'https://example.com/a', $defs: { b: { type: 'string' } }, items: { $ref: '#/$defs/b' } }],
    ['that calls itself by name', { $id: 'https://example.com/a', type: ['string', 'array'], items: { $ref: 'a' } }],
    [
      'with a part that has a name',
      {
        properties: { a: { $id: 'part', $defs: { n: { type: 'integer' } }, $ref: '#/$defs/n' }, b: { $ref: 'part' } },
      },
    ],
    ['with data that looks like references', { enum: [{ $ref: '#' }, 'a'] }],
    ['with members named as keywords', { properties: { items: { items: { $ref: '#' } }, $ref: { const: '#' } } }],
    ['of draft 7', { $schema: DRAFT_7, definitions: { n: { type: 'integer' } }, items: [{ $ref: '#/definitions/n' }] }],
    [
      'of draft 7, which hides what is beside a reference',
      { $schema: DRAFT_7, $id: 'a', $ref: '#/definitions/n', definitions: { n: { type: 'integer' } }, minimum: 5 },
    ],
    [
      'of draft 7 with an anchor',
      { $schema: DRAFT_7, definitions: { n: { $id: '#word', type: 'string' } }, items: { $ref: '#word' } },
    ],
  ])('%s, takes and refuses the same', (_name, schema) => {
    expect(checkSchema(around(schema))).toEqual([]);
    const taken = values.filter((value) => fits(schema, value));
    expect(values.filter((value) => fits(around(schema), { answer: value }))).toEqual(taken);
  });

  it('keeps its definitions at the root, where providers look for them', () => {
    const schema = { $defs: { word: { type: 'string' } }, type: 'array', items: { $ref: '#/$defs/word' } };
    expect(around(schema)).toEqual({
      $defs: { word: { type: 'string' } },
      type: 'object',
      properties: { answer: { type: 'array', items: { $ref: '#/$defs/word' } } },
      required: ['answer'],
    });
  });
});
