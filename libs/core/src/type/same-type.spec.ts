import { describe, expect, it } from '@jest/globals';
import { isSameType } from './same-type.js';
import { typeOfValue } from './type-of-value.js';
import {
  integerType,
  listOfType,
  nullType,
  numberType,
  objectOfTypes,
  stringType,
  unknownType,
  type Type,
} from './type.js';
import { unionOf } from './union-of.js';

describe('isSameType', () => {
  it('does not mind the order of options, members and values', () => {
    expect(isSameType(unionOf([stringType, nullType]), unionOf([nullType, stringType]))).toBe(true);
    expect(isSameType(typeOfValue({ a: 1, b: 2 }), typeOfValue({ b: 2, a: 1 }))).toBe(true);
    const values = (...texts: string[]): Type => unionOf(texts.map(typeOfValue));
    expect(isSameType(values('a', 'b'), values('b', 'a'))).toBe(true);
  });

  it.each<[string, Type, Type]>([
    ['numbers and integers', numberType, integerType],
    ['any text and one', stringType, typeOfValue('a')],
    ['one text and another', typeOfValue('a'), typeOfValue('b')],
    ['the unknown and anything', unknownType, stringType],
    ['lists of other items', listOfType(stringType), listOfType(numberType)],
    ['lists of other lengths', listOfType(stringType), listOfType(stringType, 3)],
    ['tuples of other lengths', typeOfValue([1]), typeOfValue([1, 1])],
    ['other members', objectOfTypes({ a: stringType }), objectOfTypes({ b: stringType })],
    ['other types of a member', objectOfTypes({ a: stringType }), objectOfTypes({ a: numberType })],
    ['an open object and a closed one', objectOfTypes({}), { ...objectOfTypes({}), rest: unknownType }],
    ['a null more', stringType, unionOf([stringType, nullType])],
  ])('tells apart %s', (_what, left, right) => {
    expect([isSameType(left, right), isSameType(right, left)]).toEqual([false, false]);
  });

  it('gives up on what would take too long: then they count as different', () => {
    const shared = (): Type => {
      let type: Type = stringType;
      for (let level = 0; level < 40; level += 1) type = objectOfTypes({ a: type, b: type });
      return type;
    };
    const type = shared();
    expect([isSameType(type, type), isSameType(type, shared())]).toEqual([true, false]);
  });
});
