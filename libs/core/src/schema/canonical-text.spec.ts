/** Equal values have equal texts, and only they. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { canonicalText } from './canonical-text.js';

const jsonValue = fc.jsonValue() as fc.Arbitrary<JsonValue>;

const reversed = (value: JsonValue): JsonValue => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as JsonObject)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
};

describe('canonicalText', () => {
  it('sorts members and keeps items in order', () => {
    expect(canonicalText({ b: [2, 1], a: { d: null, c: 'é"' } })).toBe('{"a":{"c":"é\\"","d":null},"b":[2,1]}');
  });

  it('can be parsed, and gives the value back', () => {
    fc.assert(
      fc.property(jsonValue, (value) => {
        expect(JSON.parse(canonicalText(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('does not depend on the order of members', () => {
    fc.assert(
      fc.property(jsonValue, (value) => {
        expect(canonicalText(reversed(value))).toBe(canonicalText(value));
      }),
    );
  });
});
