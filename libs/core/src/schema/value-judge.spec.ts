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

  it('refuses a value when the generated code itself fails', () => {
    const schema = {
      anyOf: [true, { unevaluatedProperties: false }],
      patternProperties: { '^a': true },
      unevaluatedProperties: false,
    };
    expect(codes(schema, { a: 1 })).toEqual(['value-unjudged']);
  });
});
