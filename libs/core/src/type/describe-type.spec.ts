import { describe, expect, it } from '@jest/globals';
import { describeType } from './describe-type.js';
import { orNull } from './nullability.js';
import { typeOfValue } from './type-of-value.js';
import { integerType, listOfType, numberType, objectOfTypes, stringType, unknownType, type Type } from './type.js';
import { unionOf } from './union-of.js';

describe('describeType', () => {
  it.each<[string, Type]>([
    ['integer', integerType],
    ['string | null', orNull(stringType)],
    ['(string | null)[]', listOfType(orNull(stringType))],
    ['("a" | "b")[]', listOfType(unionOf([typeOfValue('a'), typeOfValue('b')]))],
    ['string[][]', listOfType(listOfType(stringType))],
    ['list', listOfType(unknownType)],
    ['[1, "a"]', typeOfValue([1, 'a'])],
    ['{title: string, "odd name": number}', objectOfTypes({ title: stringType, 'odd name': numberType })],
    ['{a: {b: {c: {d: {e: {f: {g: …}}}}}}}', typeOfValue({ a: { b: { c: { d: { e: { f: { g: 1 } } } } } } })],
  ])('%s', (text, type) => {
    expect(describeType(type)).toBe(text);
  });

  it('cuts what is long, at any depth and in any width', () => {
    const wide = typeOfValue(Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`field_${index}`, index])));
    expect(describeType(wide)).toBe(
      '{field_0: 0, field_1: 1, field_2: 2, field_3: 3, field_4: 4, field_5: 5, field_6…',
    );
    expect(describeType(typeOfValue('x'.repeat(200)))).toHaveLength(81);
    let deep: Type = stringType;
    for (let level = 0; level < 20_000; level += 1) deep = objectOfTypes({ a: deep });
    expect(describeType(deep)).toBe('{a: {a: {a: {a: {a: {a: {a: …}}}}}}}');
  });
});
