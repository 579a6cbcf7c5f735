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

const tree: JsonSchema = {
  $ref: '#/$defs/node',
  $defs: {
    node: {
      type: 'object',
      required: ['name', 'children'],
      properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/$defs/node' } } },
      additionalProperties: false,
    },
  },
};

const list: JsonSchema = {
  type: 'object',
  required: ['value', 'next'],
  properties: { value: { type: 'integer' }, next: { anyOf: [{ $ref: '#' }, { type: 'null' }] } },
};

const expression: JsonSchema = {
  $ref: '#/$defs/expression',
  $defs: {
    expression: { oneOf: [{ type: 'number' }, { $ref: '#/$defs/sum' }, { $ref: '#/$defs/not' }] },
    sum: {
      type: 'object',
      required: ['left', 'right'],
      properties: { left: { $ref: '#/$defs/expression' }, right: { $ref: '#/$defs/expression' } },
      additionalProperties: false,
    },
    not: {
      type: 'object',
      required: ['not'],
      properties: { not: { $ref: '#/$defs/expression' } },
      additionalProperties: false,
    },
  },
};

const listing: JsonSchema = {
  type: 'object',
  required: ['title', 'description', 'price', 'tags', 'contact'],
  properties: {
    title: { type: 'string', maxLength: 80 },
    description: { type: 'string', minLength: 40, maxLength: 300 },
    price: { type: 'number', exclusiveMinimum: 0, multipleOf: 0.01 },
    tags: {
      type: 'array',
      items: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' },
      minItems: 3,
      maxItems: 5,
      uniqueItems: true,
    },
    contact: { type: 'object', properties: { email: { type: 'string', format: 'email' } }, required: ['email'] },
    condition: { enum: ['new', 'used', 'refurbished'] },
    available_from: { type: 'string', format: 'date' },
  },
  additionalProperties: false,
};

/** Tool call or final answer, as an agent asks for it. */
const decision: JsonSchema = {
  oneOf: [
    {
      type: 'object',
      required: ['action', 'tool', 'arguments'],
      properties: { action: { const: 'call' }, tool: { enum: ['search', 'read'] }, arguments: { type: 'object' } },
      additionalProperties: false,
    },
    {
      type: 'object',
      required: ['action', 'answer'],
      properties: { action: { const: 'answer' }, answer: { type: 'string', minLength: 1 } },
      additionalProperties: false,
    },
  ],
};

const schemas: readonly JsonSchema[] = [
  tree,
  list,
  expression,
  listing,
  decision,
  {
    type: 'object',
    required: ['answer', 'confidence'],
    properties: { answer: { type: 'string' }, confidence: { type: 'number', minimum: 0, maximum: 1 } },
  },
  {
    type: 'object',
    required: ['title', 'description'],
    properties: { title: { type: 'string', maxLength: 80 }, description: { type: 'string', maxLength: 300 } },
  },
];

/** Schemas that something fits, by the way they are made. */
const { satisfiable } = fc.letrec<{ satisfiable: JsonSchema }>((tie) => {
  const inner = tie('satisfiable');
  const range = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.nat(20));
  const size = fc.tuple(fc.nat(4), fc.nat(4));
  const keys = fc.uniqueArray(fc.constantFrom('title', 'price', 'tags', 'a', 'toString'), { maxLength: 4 });
  const tenths = { type: 'number', multipleOf: 0.1 };
  return {
    satisfiable: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom<JsonSchema>(
        {},
        true,
        { type: 'boolean' },
        { type: 'null' },
        { enum: ['x', 1, null] },
        { format: 'email' },
      ),
      range.map(([minimum, width]) => ({ type: 'integer', minimum, maximum: minimum + width })),
      range.map(([minimum, width]) => ({ ...tenths, exclusiveMinimum: minimum, maximum: minimum + width + 1 })),
      size.map(([minLength, more]) => ({ type: 'string', minLength, maxLength: minLength + more })),
      fc
        .tuple(inner, size)
        .map(([items, [minItems, more]]) => ({ type: 'array', items, minItems, maxItems: minItems + more })),
      fc.tuple(inner, keys, fc.boolean()).map(([member, names, isClosed]) => ({
        type: 'object',
        properties: Object.fromEntries(names.map((name) => [name, member])),
        required: names.slice(0, 2),
        ...(isClosed && { additionalProperties: false }),
      })),
      fc.tuple(inner, inner).map((anyOf) => ({ anyOf })),
      inner.map((member) => ({ allOf: [member, true, {}] })),
    ),
  };
});

describe('an answer with an output schema', () => {
  it.each(schemas.map((schema) => [JSON.stringify(schema).slice(0, 110), schema] as const))('fits %s', (_, schema) => {
    expect({ schema, problems: compileSchema(schema)(answerTo(schema)) }).toEqual({ schema, problems: [] });
  });

  it('ends recursive schemas soon', () => {
    expect(JSON.stringify(answerTo(tree)).length).toBeLessThan(2_000);
    expect(JSON.stringify(answerTo(list)).length).toBeLessThan(500);
    expect(JSON.stringify(answerTo(expression)).length).toBeLessThan(500);
  });

  it('fits every schema that something can fit', () => {
    fc.assert(
      fc.property(satisfiable, (schema) => {
        const value = answerTo(schema);
        expect({ value, problems: compileSchema(schema)(value) }).toEqual({ value, problems: [] });
      }),
      { numRuns: 300 },
    );
  });
});

describe('a schema that nothing finite fits', () => {
  it.each([3, 10, 200])('ends with what is cut, however wide it is: %d members that hold themselves', (width) => {
    const names = Array.from({ length: width }, (_, index) => `p${index}`);
    const properties = Object.fromEntries(names.map((name) => [name, { $ref: '#/$defs/a' }]));
    const outputSchema = { $defs: { a: { type: 'object', required: names, properties } }, $ref: '#/$defs/a' };
    const messages = [{ role: 'user' as const, content: 'Say it.' }];
    const request = { model: 'openai/gpt-4o-mini', messages, maxOutputTokens: 100_000, outputSchema };
    expect(synthesizeAnswer(request).finishReason).toBe('length');
  });
});
