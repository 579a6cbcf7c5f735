/** The short form of object schemas: what it means, and how it is told from JSON Schema. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonValue } from '../json/json-value.js';
import { checkSchema } from './schema-checker.js';
import { expandSchema } from './short-form.js';
import { compileSchema } from './value-checker.js';

const closed = (properties: Record<string, JsonValue>, required = Object.keys(properties)): JsonValue => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

const expanded = (value: JsonValue): JsonValue => {
  const result = expandSchema(value);
  return result.ok ? { [result.form]: result.schema } : { problems: result.problems.map(({ pointer }) => pointer) };
};

describe('expandSchema', () => {
  it('expands type words, lists, optional properties and nested objects', () => {
    const value = {
      price: 'number',
      count: 'integer',
      ok: 'boolean',
      tags: 'string[]',
      grid: 'number[][]',
      note: 'string?',
      extra: 'any',
      others: 'any[]?',
      free: 'object',
      maker: { name: 'string', country: 'string?' },
    };

    expect(expanded(value)).toEqual({
      short: closed(
        {
          price: { type: 'number' },
          count: { type: 'integer' },
          ok: { type: 'boolean' },
          tags: { type: 'array', items: { type: 'string' } },
          grid: { type: 'array', items: { type: 'array', items: { type: 'number' } } },
          note: { type: 'string' },
          extra: {},
          others: { type: 'array', items: {} },
          free: { type: 'object' },
          maker: closed({ name: { type: 'string' }, country: { type: 'string' } }, ['name']),
        },
        ['price', 'count', 'ok', 'tags', 'grid', 'extra', 'free', 'maker'],
      ),
    });
  });

  it.each<[why: string, value: JsonValue]>([
    ['true', true],
    ['false', false],
    ['nothing is said', {}],
    ['a type', { type: 'string' }],
    ['a list of types', { type: ['string', 'null'] }],
    ['a type with a description', { type: 'object', description: 'string' }],
    ['a keyword with a value that is no type word', { type: 'string', maxLength: 80 }],
    ['properties', { properties: { a: { type: 'string' } } }],
    [
      'properties that are not schemas, which is a mistake of a schema',
      { type: 'object', properties: { a: 'string' } },
    ],
    ['a reference', { $ref: '#/$defs/a', $defs: { a: { type: 'string' } } }],
    ['an enumeration', { enum: ['string', 'number'] }],
    ['alternatives', { anyOf: [{ type: 'string' }] }],
    ['only annotations', { title: 'Anything', description: 'Whatever it is.' }],
    ['an unknown keyword beside known ones', { type: 'object', 'x-order': 1, unknown: [1] }],
    ['a schema of items', { items: { type: 'string' } }],
    ['draft 7', { $schema: 'http://json-schema.org/draft-07/schema#', items: [{ type: 'string' }] }],
  ])('leaves JSON Schema as it is: %s', (_why, value) => {
    expect(expanded(value)).toEqual({ 'json-schema': value });
  });

  it.each<[why: string, value: JsonValue, properties: readonly string[]]>([
    ['beside a property that is no keyword', { type: 'string', name: 'string' }, ['type', 'name']],
    ['with a type that JSON Schema has not', { type: 'string[]' }, ['type']],
    ['or an optional one', { type: 'string?' }, ['type']],
    ['with a type word where a schema is due', { items: 'string[]', format: 'string' }, ['items', 'format']],
    ['as annotations do', { title: 'string', description: 'string?' }, ['title', 'description']],
    ['over an object that is no schema', { items: { name: 'string' } }, ['items']],
    ['over a property called type', { item: { type: 'string' } }, ['item']],
    ['as those of numbers do', { minimum: 'number', maximum: 'number' }, ['minimum', 'maximum']],
  ])('knows a short form whose properties are called as keywords are: %s', (_why, value, properties) => {
    const result = expandSchema(value);

    expect(result).toMatchObject({ ok: true, form: 'short' });
    expect(result.ok && Object.keys((result.schema as { properties: object }).properties)).toEqual(properties);
  });

  it('names every mistake of a short form', () => {
    expect(expandSchema({ price: 'nubmer', list: ['string'], deep: { n: 5, 'a/b': 'string?[]' }, empty: {} })).toEqual({
      ok: false,
      problems: [
        ['/price', '"nubmer" is no type'],
        ['/list', '["string"] is no type'],
        ['/deep/n', '5 is no type'],
        ['/deep/a~1b', '"string?[]" is no type'],
      ]
        .map(([pointer, start]) => ({
          code: 'short-form-invalid',
          pointer,
          message: `${start}; expected string, number, integer, boolean, object or any, with [] for a list and ? for an optional property, or an object of these`,
        }))
        .concat({
          code: 'short-form-invalid',
          pointer: '/empty',
          message: 'an empty object says nothing; use object or any',
        }),
    });
  });

  it.each<JsonValue>([null, 5, 'string', [{ type: 'string' }]])('refuses what is no object: %j', (value) => {
    expect(expanded(value)).toEqual({ problems: [''] });
  });

  it('refuses what is nested too deeply, before it follows it', () => {
    let value: JsonValue = 'string';
    for (let level = 0; level < 10_000; level += 1) value = { a: value };

    expect(expandSchema(value)).toEqual({
      ok: false,
      problems: [{ code: 'schema-too-deep', pointer: '', message: 'more than 64 levels of nesting' }],
    });
  });

  it('keeps a property called __proto__ a property', () => {
    const value = JSON.parse('{"__proto__":"string","a":"number"}') as JsonValue;
    const result = expandSchema(value);

    expect(result.ok && JSON.stringify(result.schema)).toBe(
      '{"type":"object","properties":{"__proto__":{"type":"string"},"a":{"type":"number"}},"required":["__proto__","a"],"additionalProperties":false}',
    );
  });

  it('gives a schema without problems, which a value of the described shape fits and one with another property does not', () => {
    const word = fc.constantFrom('string', 'number', 'integer', 'boolean', 'object', 'any', 'string[]', 'number[][]');
    const name = fc.string({ minLength: 1, maxLength: 6 }).map((text) => `_${text}`);
    const { form } = fc.letrec<{ form: JsonValue }>((tie) => ({
      form: fc.dictionary(name, fc.oneof({ depthSize: 'small' }, word, tie('form')), {
        minKeys: 1,
        maxKeys: 4,
        noNullPrototype: true,
      }),
    }));
    const samples: Record<string, JsonValue> = {
      string: 'a',
      number: 1.5,
      integer: 1,
      boolean: true,
      object: {},
      any: null,
      'string[]': ['a'],
      'number[][]': [[1]],
    };
    const sample = (shape: JsonValue): JsonValue =>
      typeof shape === 'string'
        ? (samples[shape] as JsonValue)
        : Object.fromEntries(Object.entries(shape as object).map(([key, inner]) => [key, sample(inner as JsonValue)]));

    fc.assert(
      fc.property(form, (shape) => {
        const result = expandSchema(shape);
        const schema = result.ok ? result.schema : false;
        const check = compileSchema(schema);

        expect(checkSchema(schema)).toEqual([]);
        expect(check(sample(shape))).toEqual([]);
        expect(check({ ...(sample(shape) as object), another: 1 })).toEqual([
          {
            pointer: '/another',
            code: 'property-unexpected',
            message: 'is not an expected property',
            keyword: 'additionalProperties',
          },
        ]);
      }),
      { numRuns: 50 },
    );
  });
});
