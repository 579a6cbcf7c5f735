/** Which answers of a swarm are the same. */
import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '@ice/core';
import fc from 'fast-check';
import { agreementKey } from './agreement-key.js';

const agree = (left: JsonValue, right: JsonValue): boolean => agreementKey(left) === agreementKey(right);

describe('answers agree', () => {
  it.each<[string, JsonValue, JsonValue]>([
    ['that are the same text', 'Yes', 'Yes'],
    ['whatever their case', 'Yes', 'yES'],
    ['whatever white space is around and in them', ' forty\n dollars\t', 'forty dollars'],
    ['whatever points they end with', 'Yes!', 'yes …'],
    ['however their letters are composed', 'caf\u00e9', 'cafe\u0301'],
    ['that are the same JSON, whatever the order of members', { a: 1, b: [2] }, { b: [2], a: 1 }],
    ['that are the same number', 0, -0],
  ])('%s', (_name, left, right) => {
    expect(agree(left, right)).toBe(true);
  });

  it.each<[string, JsonValue, JsonValue]>([
    ['of other words', 'yes', 'no'],
    ['of points alone that differ', '?', '!'],
    ['of signs that are no points', 'C#', 'C'],
    ['with points inside', '1.5', '15'],
    ['of a text and what it looks like', '1', 1],
    ['of a text and true', 'true', true],
    ['of a text and null', 'null', null],
    ['of lists in another order', [1, 2], [2, 1]],
    ['of objects whose texts differ in case', { a: 'x' }, { a: 'X' }],
  ])('but not %s', (_name, left, right) => {
    expect(agree(left, right)).toBe(false);
  });

  it('in time, however many points there are', () => {
    const points = '.'.repeat(200_000);
    expect(agree(`${points}a${points}`, `${points}A`)).toBe(true);
  });

  it('with themselves, and never a text with anything else', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (other, text) => {
        expect(agree(other as JsonValue, structuredClone(other) as JsonValue)).toBe(true);
        expect(typeof other === 'string' || !agree(other as JsonValue, text)).toBe(true);
      }),
    );
  });
});
