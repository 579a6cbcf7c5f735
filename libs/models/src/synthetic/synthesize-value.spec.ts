import { describe, expect, it } from '@jest/globals';
import { compileSchema } from '@ice/core';
import type { JsonSchema, JsonValue } from '@ice/core';
import fc from 'fast-check';
import { synthesizeAnswer } from './synthesize-answer.js';

const prompt = 'Write a title (max 80 characters) and a description for: Compact Refrigerator with three doors';

function answerTo(schema: JsonSchema, content = prompt, maxOutputTokens = 4_000): JsonValue {
  const messages = [{ role: 'user' as const, content }];
  const request = { model: 'openai/gpt-4o-mini', messages, maxOutputTokens, outputSchema: schema };
  return JSON.parse(synthesizeAnswer(request).text) as JsonValue;
}

const draft7 = { $schema: 'http://json-schema.org/draft-07/schema#' };

const schemas: readonly JsonSchema[] = [
  // anything, types
  true,
  {},
  { type: 'string' },
  { type: 'number' },
  { type: 'integer' },
  { type: 'boolean' },
  { type: 'null' },
  { type: 'array' },
  { type: 'object' },
  { type: ['string', 'null'] },
  { type: ['integer', 'boolean', 'null'] },
  { type: ['object', 'array'] },
  // given values
  { const: 7 },
  { const: null },
  { const: { a: [1, 'two'] } },
  { enum: ['red', 'green', 'blue'] },
  { enum: [null, 1, 'x', { y: true }] },
  { enum: ['a', 'bbbb'], minLength: 2 },
  { type: 'string', enum: [1, 2, 'three'] },
  // numbers
  { type: 'integer', minimum: 5, maximum: 5 },
  { type: 'integer', minimum: -10, maximum: -1 },
  { type: 'integer', exclusiveMinimum: 3, exclusiveMaximum: 5 },
  { type: 'integer', multipleOf: 7, minimum: 1000 },
  { type: 'integer', multipleOf: 0.5, minimum: 3, maximum: 4 },
  { type: 'integer', minimum: 9007199254740991 },
  { type: 'number', minimum: 0, maximum: 1 },
  { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 0.001 },
  { type: 'number', minimum: 0.1, maximum: 0.1 },
  { type: 'number', multipleOf: 0.01, minimum: 0, maximum: 1 },
  { type: 'number', multipleOf: 0.25, exclusiveMinimum: 10 },
  { type: 'number', maximum: -1e9 },
  { type: 'number', minimum: 1e12 },
  { minimum: 3 },
  // texts
  { type: 'string', minLength: 1, maxLength: 1 },
  { type: 'string', maxLength: 0 },
  { type: 'string', minLength: 200 },
  { type: 'string', minLength: 30, maxLength: 31 },
  { minLength: 5 },
  { type: 'string', pattern: '^[A-Z]{3}-\\d{4}$' },
  { type: 'string', pattern: '^(foo|bar|baz)$' },
  { type: 'string', pattern: '^#[0-9a-fA-F]{6}$' },
  { type: 'string', pattern: '^\\+?[1-9]\\d{6,14}$' },
  { type: 'string', pattern: '^[a-z][a-z0-9_]{0,63}$' },
  { type: 'string', pattern: '[0-9]+' },
  { type: 'string', pattern: '^\\S+@\\S+\\.\\S+$' },
  { type: 'string', pattern: '^(?:[a-z]+\\.)+[a-z]{2,}$' },
  { type: 'string', pattern: '^[^aeiou]+$', minLength: 3, maxLength: 8 },
  { type: 'string', pattern: '^[a-z]+$', minLength: 20, maxLength: 20 },
  { type: 'string', pattern: '^(ab|cde)*$', minLength: 6 },
  { type: 'string', pattern: '^v\\d+\\.\\d+\\.\\d+$' },
  { type: 'string', pattern: '^\\p{Lu}\\p{L}+$' },
  { type: 'string', pattern: '^\\x41\\u0042[\\-\\]]$' },
  { type: 'string', pattern: '^.{10}$' },
  { type: 'string', pattern: '^$' },
  // formats
  ...[
    'date',
    'time',
    'date-time',
    'duration',
    'email',
    'hostname',
    'ipv4',
    'ipv6',
    'uri',
    'uri-reference',
    'uri-template',
  ].map((format) => ({ type: 'string', format })),
  ...[
    'uuid',
    'json-pointer',
    'relative-json-pointer',
    'regex',
    'byte',
    'url',
    'iso-time',
    'iso-date-time',
    'unheard-of',
  ].map((format) => ({
    type: 'string',
    format,
  })),
  { type: 'string', format: 'email', maxLength: 10 },
  { type: 'string', format: 'uri', minLength: 60 },
  { type: 'string', format: 'email', minLength: 40, maxLength: 50 },
  { type: 'string', format: 'uri', pattern: '^https://' },
  // lists
  { type: 'array', items: { type: 'integer' } },
  { type: 'array', items: { type: 'string' }, minItems: 5, maxItems: 5 },
  { type: 'array', items: { type: 'string' }, maxItems: 0 },
  { type: 'array', items: { type: 'string' }, minItems: 40, uniqueItems: true },
  { type: 'array', items: { type: 'string', maxLength: 3 }, minItems: 20, uniqueItems: true },
  { type: 'array', items: { type: 'integer', minimum: 1, maximum: 6 }, minItems: 6, uniqueItems: true },
  { type: 'array', items: { type: 'boolean' }, minItems: 2, uniqueItems: true },
  { type: 'array', items: { enum: ['a', 'b', 'c', 'd'] }, minItems: 4, uniqueItems: true },
  { type: 'array', items: { type: 'string', format: 'uuid' }, minItems: 3, uniqueItems: true },
  {
    type: 'array',
    items: { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] },
    minItems: 8,
    uniqueItems: true,
  },
  { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false },
  { type: 'array', prefixItems: [{ const: 'head' }], items: { type: 'integer' }, minItems: 4 },
  { ...draft7, type: 'array', items: [{ type: 'string' }, { type: 'boolean' }], additionalItems: false, minItems: 2 },
  { type: 'array', items: { type: 'integer' }, contains: { type: 'integer', minimum: 1000 } },
  { type: 'array', contains: { const: 'x' }, minContains: 2, maxContains: 2 },
  { type: 'array', items: { type: 'array', items: { type: 'array', items: { type: 'number' } } } },
  { items: { type: 'boolean' }, minItems: 1 },
  { type: 'array', items: { $ref: '#' } },
  // objects
  { type: 'object', required: ['a', 'b'] },
  { type: 'object', properties: { a: { type: 'integer' } }, required: ['a', 'undeclared'] },
  { type: 'object', properties: { a: { type: 'string' }, b: { type: 'number' } }, additionalProperties: false },
  { type: 'object', additionalProperties: { type: 'number' } },
  { type: 'object', additionalProperties: { type: 'integer' }, minProperties: 5, maxProperties: 5 },
  { type: 'object', properties: { a: {}, b: {}, c: {} }, maxProperties: 1 },
  { type: 'object', properties: { a: {}, b: {}, c: {} }, minProperties: 3, additionalProperties: false },
  { type: 'object', patternProperties: { '^x_[a-z]{3}$': { type: 'integer' } }, additionalProperties: false },
  {
    type: 'object',
    patternProperties: { '^x_': { type: 'integer' } },
    required: ['x_one'],
    additionalProperties: false,
  },
  {
    type: 'object',
    propertyNames: { pattern: '^[A-Z]{2,4}$' },
    additionalProperties: { type: 'string' },
    minProperties: 3,
  },
  {
    type: 'object',
    propertyNames: { enum: ['de', 'en', 'fr'] },
    additionalProperties: { type: 'string' },
    minProperties: 2,
  },
  {
    type: 'object',
    properties: { card: {}, address: {} },
    required: ['card'],
    dependentRequired: { card: ['address'] },
  },
  {
    type: 'object',
    required: ['card'],
    dependentSchemas: { card: { required: ['address'], properties: { address: { type: 'string' } } } },
  },
  { ...draft7, type: 'object', required: ['card'], dependencies: { card: ['address'] } },
  { type: 'object', properties: { forbidden: false, a: { type: 'null' } }, required: ['a'] },
  { type: 'object', properties: { a: { type: 'string' } }, unevaluatedProperties: false },
  JSON.parse(
    '{"type":"object","properties":{"__proto__":{"type":"string"},"toString":{"type":"integer"}},"required":["__proto__","toString"]}',
  ) as JsonSchema,
  { properties: { price: { type: 'number' } }, required: ['price'] },
  // combinations
  { allOf: [{ type: 'integer' }, { minimum: 10 }, { maximum: 12 }] },
  {
    allOf: [
      { properties: { a: { type: 'string' } }, required: ['a'] },
      { properties: { b: { type: 'integer' } }, required: ['b'] },
    ],
  },
  { allOf: [{ type: ['number', 'string'] }, { type: ['integer', 'boolean'] }] },
  { allOf: [{ enum: [1, 2, 3] }, { enum: [3, 4] }] },
  { allOf: [{ multipleOf: 4, type: 'integer' }, { multipleOf: 6 }], minimum: 1, maximum: 13 },
  { allOf: [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, { anyOf: [{ type: 'null' }, { type: 'integer' }] }] },
  { allOf: [{ additionalProperties: false, properties: { a: {} } }, { properties: { b: {} } }], type: 'object' },
  { anyOf: [{ type: 'string' }, { type: 'integer' }] },
  { anyOf: [false, { type: 'integer', minimum: 3 }] },
  { type: 'object', properties: { a: { type: 'integer' } }, anyOf: [{ required: ['a'] }, { required: ['b'] }] },
  {
    oneOf: [
      { type: 'integer', multipleOf: 3 },
      { type: 'integer', multipleOf: 5 },
    ],
  },
  {
    oneOf: [
      { type: 'string', maxLength: 5 },
      { type: 'string', minLength: 3 },
    ],
  },
  { oneOf: [{ const: 'a' }, { const: 'b' }] },
  { type: 'integer', not: { multipleOf: 2 } },
  { not: { type: 'string' } },
  { type: 'string', not: { const: 'x' } },
  {
    type: 'object',
    properties: { k: { enum: ['a', 'b'] }, n: {} },
    required: ['k'],
    if: { properties: { k: { const: 'a' } } },
    then: { required: ['n'] },
  },
  {
    if: { type: 'integer' },
    then: { minimum: 100 },
    else: { type: 'string', minLength: 3 },
    type: ['integer', 'string'],
  },
  { not: { not: { type: 'integer' } }, type: ['integer', 'string'] },
  // references
  { $ref: '#/$defs/id', $defs: { id: { type: 'string', format: 'uuid' } } },
  { $ref: '#/$defs/a~1b~0c%20d', $defs: { 'a/b~c d': { type: 'integer' } } },
  { $ref: '#named', $defs: { x: { $anchor: 'named', type: 'boolean' } } },
  {
    ...draft7,
    type: 'object',
    properties: { a: { $ref: '#/definitions/x' } },
    required: ['a'],
    definitions: { x: { type: 'integer', minimum: 9 } },
  },
  { $ref: '#/$defs/base', required: ['b'], $defs: { base: { type: 'object', properties: { b: { const: 1 } } } } },
];

describe('a synthetic value', () => {
  it('is tried on more than a hundred schemas', () => {
    expect(schemas.length).toBeGreaterThan(100);
  });

  it.each(schemas.map((schema) => [JSON.stringify(schema).slice(0, 110), schema] as const))('fits %s', (_, schema) => {
    expect({ schema, problems: compileSchema(schema)(answerTo(schema)) }).toEqual({ schema, problems: [] });
  });

  it('fits every schema whatever is asked', () => {
    fc.assert(
      fc.property(fc.constantFrom(...schemas), fc.string({ unit: 'grapheme', maxLength: 60 }), (schema, content) => {
        const value = answerTo(schema, content);
        expect({ schema, value, problems: compileSchema(schema)(value) }).toEqual({ schema, value, problems: [] });
      }),
      { numRuns: 300 },
    );
  });
});
