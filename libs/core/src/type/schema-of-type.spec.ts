import { describe, expect, it } from '@jest/globals';
import { checkSchema } from '../schema/index.js';
import { orNull } from './nullability.js';
import { schemaOfType } from './schema-of-type.js';
import { typeOfValue } from './type-of-value.js';
import {
  integerType,
  listOfType,
  neverType,
  numberType,
  objectOfTypes,
  stringType,
  unknownType,
  type Type,
} from './type.js';
import { unionOf } from './union-of.js';

describe('schemaOfType', () => {
  it.each<[Type, object]>([
    [unknownType, {}],
    [neverType, { not: {} }],
    [integerType, { type: 'integer' }],
    [orNull(stringType), { type: ['string', 'null'] }],
    [typeOfValue('a'), { type: 'string', enum: ['a'] }],
    [listOfType(numberType, 3), { type: 'array', items: { type: 'number' }, maxItems: 3 }],
    [
      typeOfValue([1]),
      { type: 'array', prefixItems: [{ type: 'integer', enum: [1] }], items: false, minItems: 1, maxItems: 1 },
    ],
    [
      objectOfTypes({ a: stringType }),
      { type: 'object', properties: { a: { type: 'string' } }, required: ['a'], additionalProperties: false },
    ],
    [
      { ...objectOfTypes({}), rest: unknownType },
      { type: 'object', properties: {} },
    ],
    [
      { ...objectOfTypes({}), rest: numberType },
      { type: 'object', properties: {}, additionalProperties: { type: 'number' } },
    ],
    [
      unionOf([stringType, objectOfTypes({})]),
      { anyOf: [{ type: 'string' }, { type: 'object', properties: {}, additionalProperties: false }] },
    ],
  ])('%j', (type, schema) => {
    expect(schemaOfType(type)).toEqual(schema);
  });

  it('stays a sound schema for a type of any size', () => {
    let shared: Type = stringType;
    for (let level = 0; level < 60; level += 1) shared = objectOfTypes({ a: shared, b: shared });
    const wide = typeOfValue(
      Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`field_${index}`, index])),
    );
    expect([checkSchema(schemaOfType(shared)), checkSchema(schemaOfType(wide))]).toEqual([[], []]);
  });
});
