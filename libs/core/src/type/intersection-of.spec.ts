import { describe, expect, it } from '@jest/globals';
import type { JsonSchema } from '../schema/json-schema.js';
import { describeType } from './describe-type.js';
import { intersectionOf } from './intersection-of.js';
import { typeOfSchema } from './type-of-schema.js';

const one = (name: string, schema: JsonSchema, rest: JsonSchema = false): JsonSchema => ({
  type: 'object',
  properties: { [name]: schema },
  required: [name],
  additionalProperties: rest,
});

describe('intersectionOf', () => {
  it.each<[JsonSchema, JsonSchema, string]>([
    [true, { type: 'string' }, 'string'],
    [{ type: 'string' }, true, 'string'],
    [{ type: 'string' }, { type: 'number' }, 'nothing'],
    [{ type: ['string', 'null'] }, { type: ['null', 'number'] }, 'null'],
    [{ enum: ['a', 'b'] }, { enum: ['b', 'c'] }, '"b"'],
    [{ enum: ['a'] }, { enum: ['b'] }, 'nothing'],
    [{ enum: [1, 1.5] }, { type: 'integer' }, '1'],
    [{ type: 'array', items: { type: ['string', 'null'] } }, { type: 'array', items: { type: 'string' } }, 'string[]'],
    [{ type: 'array', minItems: 2 }, { type: 'array', maxItems: 1 }, 'nothing'],
    [{ type: 'array', prefixItems: [{ type: 'string' }] }, { type: 'array', items: { type: 'number' } }, '[]'],
    [
      { type: 'array', prefixItems: [{ type: 'string' }], minItems: 1 },
      { type: 'array', items: { type: 'number' } },
      'nothing',
    ],
    [one('a', { type: 'string' }, true), one('b', { type: 'number' }, true), '{a: string, b: number}'],
    [one('a', { type: 'string' }), one('b', { type: 'number' }), 'nothing'],
    [one('a', { enum: ['x', 'y'] }), one('a', { enum: ['y', 'z'] }), '{a: "y"}'],
    [one('a', true, true), { type: 'object', additionalProperties: { type: 'number' } }, '{a: number, *: number}'],
  ])('of %j and %j is %s', (left, right, text) => {
    expect(describeType(intersectionOf(typeOfSchema(left), typeOfSchema(right)))).toBe(text);
  });
});
