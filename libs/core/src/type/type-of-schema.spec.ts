import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '../json/json-value.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { describeType } from './describe-type.js';
import { typeOfSchema } from './type-of-schema.js';
import { neverType, nullType, objectOfTypes, stringType, unknownType } from './type.js';

const draft7 = 'http://json-schema.org/draft-07/schema#';

describe('typeOfSchema', () => {
  it.each<[JsonSchema, string]>([
    [true, 'unknown'],
    [false, 'nothing'],
    [{}, 'unknown'],
    [{ title: 'anything' }, 'unknown'],
    [{ type: 'string', minLength: 3 }, 'string'],
    [{ type: 'integer' }, 'integer'],
    [{ type: ['number', 'null'] }, 'number | null'],
    [{ type: ['integer', 'number'] }, 'number'],
    [{ type: 'money' }, 'unknown'],
    [{ const: 'a' }, '"a"'],
    [{ const: null }, 'null'],
    [{ enum: ['a', 1, null] }, '"a" | 1 | null'],
    [{ type: 'string', enum: ['a', 1] }, '"a"'],
    [{ type: 'integer', enum: [1, 1.5] }, '1'],
    [{ enum: [] }, 'nothing'],
    [{ enum: Array.from({ length: 65 }, (_, index) => `v${index}`) }, 'string'],
    [{ type: 'array' }, 'list'],
    [{ type: 'array', items: { type: 'string' } }, 'string[]'],
    [{ type: 'array', items: false }, '[]'],
    [{ type: 'array', prefixItems: [{ type: 'string' }], items: false }, '[string]'],
    [{ type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'number' } }, '[string, ...number[]]'],
    [{ items: { type: 'string' } }, 'string[]'],
    [{ minItems: 2 }, 'unknown'],
    [{ $schema: draft7, items: [{ type: 'string' }], additionalItems: false }, '[string]'],
    [{ $schema: draft7, items: [{ type: 'string' }] }, '[string, ...unknown[]]'],
    [{ $schema: draft7, prefixItems: [{ type: 'string' }], items: { type: 'number' } }, 'number[]'],
    [{ type: 'object' }, 'object'],
    [
      { properties: { a: { type: 'string' }, b: {} }, required: ['a'], additionalProperties: false },
      '{a: string, b?: unknown}',
    ],
    [{ type: 'object', additionalProperties: { type: 'number' } }, '{*: number}'],
    [{ patternProperties: { '^x': { type: 'number' } }, additionalProperties: false }, '{*: number}'],
    [
      { patternProperties: { '^x': { type: 'number' } }, additionalProperties: { type: 'string' } },
      '{*: string | number}',
    ],
    [{ properties: {}, required: ['a'], additionalProperties: { type: 'string' } }, '{a: string, *: string}'],
    [{ type: 'string', properties: { a: {} } }, 'string'],
    [{ type: ['object', 'null'], properties: { a: { type: 'string' } } }, '{a?: string} | null'],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null'],
    [{ oneOf: [{ type: 'string' }, {}] }, 'unknown'],
    [{ type: 'string', anyOf: [{ minLength: 1 }, { type: 'number' }] }, 'string'],
    [{ anyOf: [] }, 'unknown'],
    [{ allOf: [{ type: ['string', 'number'] }, { type: ['number', 'null'] }] }, 'number'],
    [{ allOf: [{ type: 'string' }, { type: 'number' }] }, 'nothing'],
    [
      { type: 'object', properties: { a: {} }, required: ['a'], allOf: [{ properties: { a: { type: 'string' } } }] },
      '{a: string}',
    ],
    [{ type: ['object', 'null'], allOf: [{ properties: { a: { type: 'string' } } }] }, '{a?: string} | null'],
    [{ $ref: '#/$defs/a', $defs: { a: { type: 'string' } } }, 'string'],
    [{ $ref: '#/$defs/a~1b%25', $defs: { 'a/b%': { type: 'string' } } }, 'string'],
    [{ $ref: '#name', $defs: { a: { $anchor: 'name', type: 'string' } } }, 'string'],
    [{ $ref: '#/$defs/a', enum: ['x'], $defs: { a: { type: 'string' } } }, '"x"'],
    [{ $schema: draft7, $ref: '#/definitions/a', enum: ['x'], definitions: { a: { type: 'string' } } }, 'string'],
    [{ $ref: '#/nowhere' }, 'unknown'],
    [{ $ref: '#%E0%A4%A' }, 'unknown'],
    [{ $ref: 'https://elsewhere.example/schema' }, 'unknown'],
    [{ $ref: '#/$defs/a', $defs: { a: { $id: 'https://inner.example', type: 'string' } } }, 'unknown'],
    [{ $ref: '#twice', $defs: { a: { $anchor: 'twice', type: 'string' }, b: { $anchor: 'twice' } } }, 'unknown'],
  ])('%j is %s', (schema, type) => {
    expect(describeType(typeOfSchema(schema))).toBe(type);
  });

  it('keeps lengths of lists', () => {
    expect(typeOfSchema({ type: 'array', items: { type: 'null' }, minItems: 1, maxItems: 3 })).toEqual({
      kind: 'list',
      prefix: [],
      rest: nullType,
      minItems: 1,
      maxItems: 3,
    });
  });

  it('tells forms apart by a literal member', () => {
    const form = (kind: string, name: string): JsonObject => ({
      type: 'object',
      properties: { kind: { const: kind }, [name]: { type: 'string' } },
      required: ['kind', name],
      additionalProperties: false,
    });
    expect(typeOfSchema({ oneOf: [form('a', 'x'), form('b', 'y')] })).toEqual({
      kind: 'union',
      options: [
        objectOfTypes({ kind: { kind: 'string', values: ['a'] }, x: stringType }),
        objectOfTypes({ kind: { kind: 'string', values: ['b'] }, y: stringType }),
      ],
    });
  });

  it('knows a schema that refers to itself for a few levels', () => {
    const tree: JsonObject = {
      type: 'object',
      properties: { label: { type: 'string' }, children: { type: 'array', items: { $ref: '#' } } },
      required: ['label'],
    };
    expect(describeType(typeOfSchema(tree))).toBe(
      '{label: string, children?: {label: string, children?: {label: string, children?:…',
    );
    expect(describeType(typeOfSchema({ $ref: '#' }))).toBe('unknown');
  });

  it('stays small for references that double at each level', () => {
    const levels = Array.from({ length: 60 }, (_, level): [string, JsonObject] => [
      `l${level}`,
      { type: 'object', properties: { a: { $ref: `#/$defs/l${level + 1}` }, b: { $ref: `#/$defs/l${level + 1}` } } },
    ]);
    const schema = { $ref: '#/$defs/l0', $defs: Object.fromEntries([...levels, ['l60', { type: 'string' }]]) };
    expect(typeOfSchema(schema)).toMatchObject({ kind: 'object' });
  });

  it('gives the same type for the same schema, without reading it again', () => {
    const schema = { type: 'object', properties: { a: { type: 'string' } } };
    expect(typeOfSchema(schema)).toBe(typeOfSchema(schema));
  });

  it('makes a type of any JSON', () => {
    const keyword = fc.constantFrom(
      'type',
      'enum',
      'const',
      'properties',
      'required',
      'items',
      'prefixItems',
      'allOf',
      'anyOf',
      '$ref',
      'additionalProperties',
      'patternProperties',
      'minItems',
      '$defs',
      '__proto__',
    );
    const { schema } = fc.letrec<{ schema: JsonSchema }>((tie) => ({
      schema: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue() as fc.Arbitrary<JsonSchema>,
        fc.constantFrom<JsonSchema>(true, false, { $ref: '#' }, { $ref: '#/properties/a' }, { type: 'object' }),
        fc.dictionary(
          keyword,
          fc.oneof(tie('schema'), fc.array(tie('schema')), fc.constant('string'), fc.nat(9)),
        ) as fc.Arbitrary<JsonSchema>,
      ),
    }));
    fc.assert(
      fc.property(schema, (any) => {
        expect(['unknown', 'null', 'boolean', 'number', 'string', 'list', 'object', 'union']).toContain(
          typeOfSchema(any).kind,
        );
      }),
      { numRuns: 100 },
    );
  });

  it('does not mind how deep the JSON is', () => {
    let schema: JsonObject = { type: 'string' };
    for (let level = 0; level < 5_000; level += 1) schema = { type: 'array', items: schema, $ref: '#/items' };
    expect(typeOfSchema(schema).kind).toBe('list');
  });

  it('knows nothing and everything', () => {
    expect([typeOfSchema(true), typeOfSchema(false)]).toEqual([unknownType, neverType]);
  });
});
