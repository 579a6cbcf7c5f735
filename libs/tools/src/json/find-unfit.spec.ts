import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '@ice/core';
import fc from 'fast-check';
import { findUnfit } from './find-unfit.js';

function nested(depth: number): JsonValue {
  return JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as JsonValue;
}

describe('a foreign document', () => {
  it.each<[JsonValue, string, string]>([
    [nested(65), '/0'.repeat(64), 'is nested more than 64 deep'],
    [{ a: [0, { 'b/c~d': 2 ** 53 }] }, '/a/1/b~1c~0d', 'is a number beyond ±(2^53 − 1)'],
    [-(2 ** 53), '', 'is a number beyond ±(2^53 − 1)'],
    [JSON.parse('[1e999]') as JsonValue, '/0', 'is a number beyond ±(2^53 − 1)'],
    [JSON.parse('{"a":{"__proto__":1}}') as JsonValue, '/a/__proto__', 'is a key that is not allowed'],
  ])('%# is refused where it is unfit', (value, pointer, problem) => {
    expect(findUnfit(value)).toEqual({ pointer, problem });
  });

  it.each<[JsonValue]>([[nested(64)], [2 ** 53 - 1], [0.1], [null], ['__proto__'], [{ constructor: 1 }], [[]]])(
    '%# is taken',
    (value) => {
      expect(findUnfit(value)).toBeUndefined();
    },
  );

  it('of any depth is judged without running out of stack', () => {
    expect(findUnfit(nested(100_000))?.problem).toBe('is nested more than 64 deep');
  });

  it('is refused exactly when one of its numbers is too large', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const { document } = fc.letrec<{ document: JsonValue }>((tie) => ({
      document: fc.oneof(
        { maxDepth: 4 },
        number,
        fc.array(tie('document'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b'), tie('document')),
      ),
    }));
    fc.assert(
      fc.property(document, (value) => {
        const numbers = JSON.stringify(value).match(/-?[0-9][0-9.e+-]*/g) ?? [];
        const expected = numbers.some((text) => Math.abs(Number(text)) > Number.MAX_SAFE_INTEGER);
        expect(findUnfit(value) !== undefined).toBe(expected);
      }),
    );
  });
});
