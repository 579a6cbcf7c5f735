/** What `unevaluatedProperties` and `unevaluatedItems` leave, and what is said of it. */
import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '../json/json-value.js';
import type { JsonSchema } from './json-schema.js';
import { compileSchema } from './value-checker.js';

const briefly = (schema: JsonSchema, value: JsonValue): readonly string[] =>
  compileSchema(schema)(value).map(({ pointer, code, message }) => `${pointer} ${code}: ${message}`);

const unexpected = (name: string): string => `/${name} property-unexpected: is not an expected property`;

describe('unevaluatedProperties sees what was evaluated by', () => {
  const a = { properties: { a: true } };

  it.each<[by: string, schema: JsonSchema]>([
    ['properties', a],
    ['patternProperties', { patternProperties: { '^a': true } }],
    ['allOf', { allOf: [a] }],
    ['each branch of anyOf that fits', { anyOf: [{ required: ['z'] }, true, a] }],
    ['the one branch of oneOf that fits', { oneOf: [{ required: ['z'], ...a }, a] }],
    ['if alone', { if: a }],
    ['then', { if: true, then: a }],
    ['else', { if: false, else: a }],
    ['a reference', { $ref: '#/$defs/a', $defs: { a } }],
    ['dependentSchemas', { dependentSchemas: { a } }],
    [
      'the branch of a discriminator',
      {
        discriminator: { propertyName: 'a' },
        required: ['a'],
        oneOf: [{ properties: { a: { const: 'x' } } }, { properties: { a: { const: 'y' }, b: true } }],
      },
    ],
    [
      'unevaluatedProperties of a part',
      { allOf: [{ properties: { b: false }, unevaluatedProperties: { const: 'x' } }] },
    ],
  ])('%s', (_by, schema) => {
    expect(briefly({ ...(schema as object), unevaluatedProperties: false }, { a: 'x' })).toEqual([]);
  });

  it.each<[by: string, schema: JsonSchema]>([
    ['a branch of anyOf that does not fit', { anyOf: [true, { required: ['z'], ...a }] }],
    ['if that does not fit', { if: { required: ['z'], ...a } }],
    ['not', { not: { not: a } }],
    ['a schema of a member', { properties: { b: a } }],
    ['what stands around it', { allOf: [{ unevaluatedProperties: false }], ...a }],
  ])('nothing by %s', (_by, schema) => {
    expect(briefly({ ...(schema as object), unevaluatedProperties: false }, { a: 'x' })).toEqual([unexpected('a')]);
  });

  it('nothing, and says so of each, once all else fits', () => {
    const schema = { properties: { a: { type: 'string' } }, unevaluatedProperties: false };

    expect(briefly(schema, { a: 'x', b: 1, c: 2 })).toEqual([unexpected('b'), unexpected('c')]);
    expect(briefly(schema, { a: 1, b: 1 })).toEqual(['/a type-mismatch: expected string, got number']);
    expect(briefly(schema, [1])).toEqual([]);
  });

  it('by the schema that it is', () => {
    const schema = { ...a, unevaluatedProperties: { type: 'number' } };

    expect(briefly(schema, { a: 'x', b: 1, c: 'x' })).toEqual(['/c type-mismatch: expected number, got string']);
  });
});

describe('unevaluatedItems sees what was evaluated by', () => {
  it.each<[by: string, schema: JsonSchema, fits: JsonValue, misfit: JsonValue, problem: string]>([
    ['prefixItems', { prefixItems: [true] }, [1], [1, 2], ' items-unexpected: expected at most 1 items'],
    ['contains', { contains: { const: 1 } }, [1, 1], [1, 2], ' items-unexpected: has items that are not expected'],
    [
      'contains that need not find anything',
      { contains: { const: 1 }, minContains: 0 },
      [],
      [2],
      ' items-unexpected: expected at most 0 items',
    ],
    [
      'several contains',
      { allOf: [{ contains: { multipleOf: 2 } }, { contains: { multipleOf: 3 } }] },
      [2, 3, 4, 6],
      [2, 3, 7],
      ' items-unexpected: has items that are not expected',
    ],
    [
      'a branch of anyOf',
      { prefixItems: [true], anyOf: [{ prefixItems: [true, { const: 'a' }] }, { minItems: 1 }] },
      [1, 'a'],
      [1, 'b'],
      ' items-unexpected: expected at most 1 items',
    ],
    ['if alone', { if: { prefixItems: [{ const: 1 }] } }, [1], [2], ' items-unexpected: expected at most 0 items'],
  ])('%s', (_by, schema, fits, misfit, problem) => {
    const strict = { ...(schema as object), unevaluatedItems: false };

    expect(briefly(strict, fits)).toEqual([]);
    expect(briefly(strict, misfit)).toEqual([problem]);
  });

  it('items, which is all of them', () => {
    expect(briefly({ allOf: [{ items: true }], unevaluatedItems: false }, [1, 2])).toEqual([]);
  });

  it('nothing else, and judges the rest by the schema that it is', () => {
    expect(briefly({ prefixItems: [true], unevaluatedItems: { type: 'number' } }, ['x', 1, 'x'])).toEqual([
      '/2 type-mismatch: expected number, got string',
    ]);
  });
});
