import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '../json/json-value.js';
import { describeType } from './describe-type.js';
import { typeOfValue } from './type-of-value.js';

describe('typeOfValue', () => {
  it.each<[JsonValue, string]>([
    [null, 'null'],
    [true, 'true'],
    [3, '3'],
    ['a', '"a"'],
    [[], '[]'],
    [[1, [null]], '[1, [null]]'],
    [{}, '{}'],
    [{ a: { b: 1.5 }, toString: 'x' }, '{a: {b: 1.5}, toString: "x"}'],
    [Array.from({ length: 65 }, () => 'x'), '"x"[]'],
  ])('of %j is %s', (value, text) => {
    expect(describeType(typeOfValue(value))).toBe(text);
  });

  it('knows the length of a long list, and whether numbers are whole', () => {
    expect(typeOfValue(Array.from({ length: 100 }, () => 1))).toMatchObject({ minItems: 100, maxItems: 100 });
    expect([typeOfValue(1), typeOfValue(1.5)]).toMatchObject([{ integer: true }, { integer: false }]);
  });

  it('does not look deeper than a limit', () => {
    let deep: JsonValue = 'end';
    for (let level = 0; level < 20_000; level += 1) deep = [deep];
    expect(describeType(typeOfValue(deep))).toBe('[[[[[[[…]]]]]]]');
  });
});
