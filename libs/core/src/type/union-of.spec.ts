import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '../json/json-value.js';
import { describeType } from './describe-type.js';
import { typeOfValue } from './type-of-value.js';
import {
  listOfType,
  neverType,
  nullType,
  numberType,
  objectOfTypes,
  stringType,
  unknownType,
  type Type,
} from './type.js';
import { unionOf } from './union-of.js';

const ofValues = (...values: readonly JsonValue[]): Type => unionOf(values.map(typeOfValue));

describe('unionOf', () => {
  it.each<[string, Type]>([
    ['nothing', unionOf([])],
    ['string', unionOf([stringType, neverType])],
    ['unknown', unionOf([stringType, unknownType])],
    ['string | null', unionOf([nullType, stringType, nullType])],
    ['"a" | "b"', ofValues('a', 'b', 'a')],
    ['string', unionOf([typeOfValue('a'), stringType])],
    ['1 | 2.5', ofValues(1, 2.5)],
    ['integer', ofValues(...Array.from({ length: 65 }, (_, index) => index))],
    ['number', ofValues(0.5, ...Array.from({ length: 65 }, (_, index) => index))],
    ['boolean', ofValues(true, false)],
    ['(string | number)[]', unionOf([listOfType(stringType), listOfType(numberType)])],
    ['[1 | "a", 2]', ofValues([1, 2], ['a', 2])],
    ['(1 | 2 | 3)[]', ofValues([1, 2], [3])],
    ['{a: 1} | {b: 2}', ofValues({ a: 1 }, { b: 2 }, { a: 1 })],
    ['number | {a: 1} | null', unionOf([nullType, numberType, typeOfValue({ a: 1 })])],
  ])('%s', (text, type) => {
    expect(describeType(type)).toBe(text);
  });

  it('keeps bounds of merged lists', () => {
    expect(ofValues([1, 2], [3])).toMatchObject({ kind: 'list', minItems: 1, maxItems: 2 });
    expect(unionOf([listOfType(numberType, 3), listOfType(numberType)])).toMatchObject({ minItems: 0, maxItems: null });
  });

  it('makes one object of more than sixteen forms: what not all have may be absent', () => {
    const forms = Array.from({ length: 17 }, (_, index) => ({ kind: `k${index}`, [`only${index}`]: index }));
    const type = ofValues(...forms);
    if (type.kind !== 'object') throw new Error(type.kind);
    expect(type.members.size).toBe(18);
    expect(type.members.get('kind')).toMatchObject({ required: true, type: { values: forms.map(({ kind }) => kind) } });
    expect(type.members.get('only3')).toMatchObject({ required: false, type: { values: [3] } });
  });

  it('takes the others of one form for members that it does not name', () => {
    const map = { ...objectOfTypes({}), rest: numberType };
    const forms = Array.from({ length: 17 }, (_, index) => typeOfValue({ [`m${index}`]: 'x' }));
    const type = unionOf([map, ...forms]);
    if (type.kind !== 'object') throw new Error(type.kind);
    expect(type.rest).toBe(numberType);
    expect(describeType(type.members.get('m0')?.type ?? neverType)).toBe('number | "x"');
  });

  it('stays bounded for types that share their parts', () => {
    const shared = (leaf: Type): Type => {
      let type = leaf;
      for (let level = 0; level < 60; level += 1) type = typeOfList([type, type]);
      return type;
    };
    expect(unionOf([shared(stringType), shared(numberType)]).kind).toBe('list');
  });
});

function typeOfList(prefix: readonly Type[]): Type {
  return { kind: 'list', prefix, rest: null, minItems: prefix.length, maxItems: null };
}
