/** Laws that the operations on types keep, for any types. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonValue } from '../json/json-value.js';
import { compileSchema } from '../schema/index.js';
import { describeType } from './describe-type.js';
import { intersectionOf } from './intersection-of.js';
import { misfitOf } from './misfit.js';
import { isNullable, orNull, withoutNull } from './nullability.js';
import { isSameType } from './same-type.js';
import { schemaOfType } from './schema-of-type.js';
import { typeOfSchema } from './type-of-schema.js';
import { typeOfValue } from './type-of-value.js';
import {
  booleanType,
  integerType,
  listOfType,
  neverType,
  nullType,
  numberType,
  stringType,
  unknownType,
  type Type,
} from './type.js';
import { unionOf } from './union-of.js';

const numRuns = process.env['ICE_LONG'] === '1' ? 10_000 : 200;

const json = fc
  .jsonValue({ maxDepth: 3 })
  .filter((value) => !JSON.stringify(value).includes('__proto__')) as fc.Arbitrary<JsonValue>;

/** Types of every kind, unions and unknown parts too. */
const { type } = fc.letrec<{ type: Type }>((tie) => ({
  type: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Type>(nullType, booleanType, numberType, integerType, stringType, unknownType, neverType),
    fc.constantFrom<JsonValue>('a', 'b', 1, 2.5, true).map(typeOfValue),
    tie('type').map((item) => listOfType(item)),
    fc
      .record<{ prefix: Type[]; rest: Type | null }>({
        prefix: fc.array(tie('type'), { maxLength: 2 }),
        rest: fc.option(tie('type')),
      })
      .map(({ prefix, rest }): Type => ({ kind: 'list', prefix, rest, minItems: prefix.length, maxItems: null })),
    fc
      .record({
        names: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.record({ type: tie('type'), required: fc.boolean() })),
        rest: fc.option(tie('type')),
      })
      .map(({ names, rest }): Type => ({ kind: 'object', members: new Map(Object.entries(names)), rest })),
    fc.array(tie('type'), { maxLength: 3 }).map(unionOf),
  ),
}));

function holds(law: (left: Type, right: Type) => void): void {
  fc.assert(fc.property(type, type, law), { numRuns });
}

describe('types', () => {
  it('fit themselves, and a union that they are part of', () => {
    holds((left, right) => {
      expect(misfitOf(left, left)).toBeNull();
      expect(misfitOf(structuredClone(left), left)).toBeNull();
      expect(misfitOf(left, unionOf([left, right]))).toBeNull();
      expect(misfitOf(right, unionOf([left, right]))).toBeNull();
    });
  });

  it('make the same union in any order, and once is enough', () => {
    holds((left, right) => {
      const union = unionOf([left, right]);
      expect(isSameType(union, unionOf([right, left]))).toBe(true);
      expect(isSameType(union, unionOf([union, union]))).toBe(true);
      expect(isSameType(union, unionOf([union, structuredClone(left)]))).toBe(true);
      expect(isSameType(union, unionOf([union, neverType]))).toBe(true);
      expect(unionOf([union, unknownType])).toBe(unknownType);
    });
  });

  it('have in common what fits both', () => {
    holds((left, right) => {
      const common = intersectionOf(left, right);
      expect(misfitOf(common, left)).toBeNull();
      expect(misfitOf(common, right)).toBeNull();
      expect(misfitOf(intersectionOf(left, left), left)).toBeNull();
    });
  });

  it('take null and lose it again', () => {
    holds((left) => {
      expect(isNullable(withoutNull(left))).toBe(false);
      expect(isNullable(orNull(left))).toBe(left.kind !== 'unknown');
      expect(isSameType(withoutNull(orNull(left)), withoutNull(left))).toBe(true);
    });
  });

  it('are described on one line of bounded length', () => {
    holds((left) => expect(describeType(left)).toMatch(/^.{1,81}$/));
  });

  it('of a value fit the value, and their schema takes it', () => {
    fc.assert(
      fc.property(json, json, (value, other) => {
        const union = unionOf([typeOfValue(value), typeOfValue(other)]);
        expect(misfitOf(typeOfValue(value), union)).toBeNull();
        expect(compileSchema(schemaOfType(typeOfValue(value)))(value)).toEqual([]);
        expect(compileSchema(schemaOfType(union))(other)).toEqual([]);
      }),
      { numRuns: Math.min(numRuns, 1_000) },
    );
  });

  it('survive the way through their schema', () => {
    holds((left) => {
      const back = typeOfSchema(schemaOfType(left));
      expect(misfitOf(left, back)).toBeNull();
    });
  });
});
