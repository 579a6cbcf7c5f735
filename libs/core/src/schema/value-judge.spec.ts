/** Nothing that a schema or a value does makes a judgement endless. */
import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '../json/json-value.js';
import type { JsonSchema } from './json-schema.js';
import { compileSchema } from './value-checker.js';

/** `pointer code message` of each problem. */
const briefly = (schema: JsonSchema, value: JsonValue): readonly string[] =>
  compileSchema(schema)(value).map(({ pointer, code, message }) => `${pointer} ${code}: ${message}`);

const codes = (schema: JsonSchema, value: JsonValue): readonly string[] =>
  compileSchema(schema)(value).map(({ code }) => code);

describe('a checker gives up rather than', () => {
  it('follow a schema that refers to itself without end', () => {
    expect(codes({ $ref: '#' }, 5)).toEqual(['value-too-deep']);
    expect(codes({ allOf: [{ $ref: '#' }] }, 5)).toEqual(['value-too-deep']);
  });

  it('try alternatives without end', () => {
    const inner = { properties: { x: { $ref: '#/$defs/a' } } };
    const schema = {
      $ref: '#/$defs/a',
      $defs: { a: { anyOf: [{ allOf: [inner, { required: ['y'] }] }, { allOf: [inner, { required: ['z'] }] }] } },
    };
    let value: JsonValue = {};
    for (let level = 0; level < 60; level += 1) value = { x: value };

    expect(codes(schema, value)).toEqual(['value-too-costly']);
  });

  it('run a regular expression over a text that is too long for it', () => {
    expect(codes({ pattern: '(a|b)*a(a|b){100}[cd]$' }, 'ab'.repeat(500_000))).toEqual(['value-too-costly']);
    expect(codes({ pattern: '^(a+)+$' }, 'a'.repeat(100_000))).toEqual([]);
  });

  it('go down a value that is nested too deeply', () => {
    let value: JsonValue = 1;
    for (let level = 0; level < 100_000; level += 1) value = [value];

    expect(codes({ items: { $ref: '#' } }, value)).toEqual(['value-too-deep']);
    expect(codes({ uniqueItems: true }, [value])).toEqual(['value-too-deep']);
    expect(codes({ type: 'array' }, value)).toEqual([]);
  });

  it('collect problems without end: then it shows the first', () => {
    const values = Array.from({ length: 50_000 }, () => 0);

    expect(briefly({ items: { type: 'string' } }, values)).toEqual(['/0 type-mismatch: expected string, got number']);
  });

  it('compare every two items of a long list', () => {
    const values = Array.from({ length: 100_000 }, (_, index) => ({ index }));

    expect(codes({ uniqueItems: true }, values)).toEqual([]);
    expect(briefly({ uniqueItems: true }, [...values, { index: 7 }])).toEqual([
      ' items-not-unique: items 7 and 100000 are equal',
    ]);
  });

  it('go through a long list once for each of many schemas', () => {
    const counts = Array.from({ length: 200 }, (_, index) => ({ contains: {}, minContains: 1_000_000 + index }));
    const list = Array.from({ length: 100_000 }, () => 0);

    expect(codes({ not: { anyOf: counts } }, list)).toEqual(['value-too-costly']);
  });

  it('add up what many schemas have evaluated of a large object', () => {
    const anyOf = Array.from({ length: 200 }, () => ({ additionalProperties: true }));
    const value = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`p${index}`, index]));

    expect(codes({ anyOf, unevaluatedProperties: false }, value)).toEqual(['value-too-costly']);
  });

  it('compare every value with every member of a long enumeration', () => {
    const values = Array.from({ length: 2_000 }, (_, index) => ({ a: [index] }));

    expect(codes({ items: { enum: values } }, values)).toEqual([]);
    expect(briefly({ items: { enum: values.slice(1) } }, [{ a: [2] }, { a: ['x'] }])[0]).toMatch(
      /^\/1 value-not-allowed: expected one of \{"a":\[1\]\}/,
    );
  });

  it('overflow the stack, however the schema goes deeper', () => {
    let allOf: JsonSchema = { $ref: '#' };
    for (let level = 0; level < 25; level += 1) allOf = { allOf: [allOf] };
    let value: JsonValue = 1;
    for (let level = 0; level < 5_000; level += 1) value = { a: [value] };
    const inBoth = { properties: { a: { $ref: '#' } }, items: { $ref: '#' } };

    expect(codes(allOf, 1)).toEqual(['value-too-deep']);
    expect(codes({ not: { not: { $ref: '#' } } }, 1)).toEqual(['value-too-deep']);
    expect(codes({ $dynamicAnchor: 'a', if: { $dynamicRef: '#a' }, then: false }, 1)).toEqual(['value-too-deep']);
    expect(codes(inBoth, value)).toEqual(['value-too-deep']);
    expect(codes({ unevaluatedProperties: { $ref: '#' }, unevaluatedItems: { $ref: '#' } }, value)).toEqual([
      'value-too-deep',
    ]);
    expect(codes({ const: {} }, value)).toEqual(['value-not-allowed']);
  });

  it('refuse what goes as deep as documents do', () => {
    let value: JsonValue = 1;
    for (let level = 0; level < 64; level += 1) value = { a: [value] };
    const node = { anyOf: [{ type: 'number' }, { allOf: [{ $ref: '#/$defs/object' }] }, { $ref: '#/$defs/list' }] };
    const $defs = {
      node,
      object: { type: 'object', additionalProperties: { $ref: '#/$defs/node' } },
      list: { type: 'array', items: { $ref: '#/$defs/node' } },
    };

    expect(codes({ $ref: '#/$defs/node', $defs }, value)).toEqual([]);
  });
});
