import { describe, expect, it } from '@jest/globals';
import type { JsonSchema } from '@ice/core';
import { enforceableSchema } from './enforceable-schema.js';

const lenient = { requiresAll: false, takesRecursion: true };
const object = (properties: object, more: object = {}): JsonSchema =>
  ({ type: 'object', properties, required: Object.keys(properties), ...more }) as JsonSchema;

describe('the part of a schema that a provider can enforce', () => {
  it('closes objects, tells the rest in words, and takes out what says nothing', () => {
    const schema = object(
      {
        price: { type: 'number', minimum: 0, description: 'In USD.', default: 1 },
        tags: { type: 'array', items: { type: 'string' }, maxItems: 3 },
        kind: { oneOf: [{ const: 'a' }, { type: 'null' }] },
        next: { $ref: '#/$defs/item', description: 'The next one.' },
      },
      { $schema: 'https://json-schema.org/draft/2020-12/schema', $defs: { item: { enum: [1, 2] } } },
    );

    expect(enforceableSchema(schema, lenient)).toEqual({
      type: 'object',
      properties: {
        price: { type: 'number', description: 'In USD. {"minimum":0}' },
        tags: { type: 'array', items: { type: 'string' }, description: '{"maxItems":3}' },
        kind: { anyOf: [{ const: 'a' }, { type: 'null' }] },
        next: { $ref: '#/$defs/item' },
      },
      required: ['price', 'tags', 'kind', 'next'],
      additionalProperties: false,
      $defs: { item: { enum: [1, 2] } },
    });
  });

  it.each<readonly [string, JsonSchema]>([
    ['accepts everything', true],
    ['is no object at its root', { type: 'array', items: { type: 'string' } }],
    ['has free keys', { type: 'object', additionalProperties: { type: 'number' } }],
    ['names no key', { type: 'object' }],
    ['asks for a key that it does not name', object({}, { required: ['a'] })],
    ['has a part that accepts everything', object({ a: {} })],
    ['has elements of any kind', object({ a: { type: 'array' } })],
    ['has conditions', object({ a: { type: 'string' } }, { if: {}, then: {} })],
    ['must be two things at once', object({ a: { allOf: [{ type: 'string' }] } })],
    ['refers to elsewhere', object({ a: { $ref: 'https://elsewhere.example/x' } })],
    ['refers to its own root', object({ a: { $ref: '#' } })],
  ])('is none where the schema %s', (_case, schema) => {
    expect(enforceableSchema(schema, lenient)).toBeUndefined();
  });

  it('is none where a key may be absent and none may, or where it recurs and may not', () => {
    const optional = { type: 'object', properties: { a: { type: 'string' } } } as const;
    const recurring = object({ a: { $ref: '#/$defs/a' } }, { $defs: { a: object({ a: { $ref: '#/$defs/a' } }) } });

    expect(enforceableSchema(optional, { ...lenient, requiresAll: true })).toBeUndefined();
    expect(enforceableSchema(optional, lenient)).toEqual({ ...optional, required: [], additionalProperties: false });
    expect(enforceableSchema(recurring, { ...lenient, takesRecursion: false })).toBeUndefined();
    expect(enforceableSchema(recurring, lenient)).toBeDefined();
  });
});
