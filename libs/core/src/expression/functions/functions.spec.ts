import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { JsonValue } from '../../json/json-value.js';
import { evaluate } from '../evaluate.js';
import { parseExpression } from '../parse-expression.js';
import { createPlainScope } from '../plain-scope.js';

function outcome(text: string, x: JsonValue = null): unknown {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problem.message}`);
  const result = evaluate(parsed.expression, createPlainScope({ variables: { x } }));
  return result.ok ? result.value : result.failure.code;
}

function deep(depth: number): JsonValue {
  let value: JsonValue = 1;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

describe('functions on strings', () => {
  it.each<[string, unknown]>([
    ['"straße".upper()', 'STRASSE'],
    ['"ÄÖ".lower()', 'äö'],
    ['"\\t a b \\n".trim()', 'a b'],
    ['"a--b--".split("--")', ['a', 'b', '']],
    ['"".split(",")', ['']],
    ['"a💡".split("")', ['a', '💡']],
    ['"aaa".replace("aa", "b")', 'ba'],
    ['"a.b".replace(".", "$&")', 'a$&b'],
    ['"abc".replace("", "-")', 'argument-invalid'],
    ['"abc".contains("")', true],
    ['"abc".contains("bd")', false],
    ['"abc".contains(1)', 'type-error'],
    ['contains(1, 1)', 'type-error'],
    ['"abc".startsWith("bc")', false],
    ['"abc".endsWith("")', true],
    ['"a💡b".size()', 3],
    ['"a💡b".slice(1, 2)', '💡'],
    ['"a💡b".slice(-1)', 'b'],
    ['"abc".slice(2, 1)', ''],
    ['"abc".slice(-9, 9)', 'abc'],
    ['"abc".slice(0.5)', 'argument-invalid'],
    ['"abc".slice("0")', 'type-error'],
    ['slice(1, 0)', 'type-error'],
    ['"Ünïcode — №5 Crème!".slug()', 'unicode-no5-creme'],
    ['"---".slug()', ''],
    ['"한글 हिन्दी".slug()', '한글-हिन्दी'],
    ['"ﬁne".slug()', 'fine'],
  ])('%s', (text, expected) => {
    expect(outcome(text)).toEqual(expected);
  });
});

describe('functions on lists', () => {
  it.each<[string, unknown]>([
    ['[1, [2]].contains([2.0])', true],
    ['[1].contains("1")', false],
    ['[1, 2, 3].slice(1)', [2, 3]],
    ['[1, 2, 3].slice(-2, -1)', [2]],
    ['["a", 1.5, true, [1], {"b": null}].join(", ")', 'a, 1.5, true, [1], {"b":null}'],
    ['["a", "b"].join()', 'ab'],
    ['[].join(",")', ''],
    ['["a", null].join()', 'null-in-text'],
    ['["a"].join(1)', 'type-error'],
    ['[].sum()', 0],
    ['["1"].sum()', 'type-error'],
    ['["b", "a"].min()', 'a'],
    ['[1, 3, 2].max()', 3],
    ['[].max()', 'argument-invalid'],
    ['[1, "a"].min()', 'type-error'],
    ['["a", 1].max()', 'type-error'],
    ['[null].min()', 'type-error'],
    ['[].first()', null],
    ['[].last()', null],
    ['first("a")', 'type-error'],
    ['[[1, [2]], 3, []].flatten()', [1, [2], 3]],
    ['[1, 1.0, "1", true, "true", null, "null"].distinct()', [1, '1', true, 'true', null, 'null']],
    ['[{"a": 1, "b": [2]}, {"b": [2], "a": 1}, {"a": 1}].distinct()', [{ a: 1, b: [2] }, { a: 1 }]],
    ['["[1]", [1]].distinct()', ['[1]', [1]]],
    ['range(2, 5)', [2, 3, 4]],
    ['range(5, 0, -2)', [5, 3, 1]],
    ['range(0, 1, 0.25)', [0, 0.25, 0.5, 0.75]],
    ['range(5, 0)', []],
    ['range(1, 2, 0)', 'argument-invalid'],
    ['range("3")', 'type-error'],
    ['range(1e300)', 'expression-fuel-exhausted'],
    ['range(-1e308, 1e308, 1e-300)', 'expression-fuel-exhausted'],
    ['[].chunk(2)', []],
    ['[1, 2].chunk(9)', [[1, 2]]],
    ['[1].chunk(0)', 'argument-invalid'],
    ['[1].chunk(1.5)', 'argument-invalid'],
    ['size(1)', 'type-error'],
    ['size(null)', 'type-error'],
    ['{"a": 1}.size()', 1],
  ])('%s', (text, expected) => {
    expect(outcome(text)).toEqual(expected);
  });
});

describe('functions on objects', () => {
  it('merge from left to right and leave the arguments alone', () => {
    const x = { a: 1, b: 2 };
    expect(outcome('x.merge({"b": 3}, {"c": 4})', x)).toEqual({ a: 1, b: 3, c: 4 });
    expect(x).toEqual({ a: 1, b: 2 });
  });

  it('treat a key __proto__ of data as data', () => {
    const hostile = JSON.parse('{"__proto__": {"admin": true}, "a": 1}') as JsonValue;
    expect(Object.keys(outcome('x.merge({"b": 2})', hostile) as object)).toEqual(['__proto__', 'a', 'b']);
    expect(outcome('default(x.merge({"b": 2}).admin, "none")', hostile)).toBe('none');
    expect(outcome('x.keys()', hostile)).toEqual(['__proto__', 'a']);
    expect(outcome('x.values()', hostile)).toEqual([{ admin: true }, 1]);
  });

  it.each<[string, unknown]>([
    ['keys([])', 'type-error'],
    ['values(null)', 'type-error'],
    ['merge({}, [])', 'type-error'],
    ['{}.keys()', []],
  ])('%s', (text, expected) => {
    expect(outcome(text)).toEqual(expected);
  });
});

describe('conversions', () => {
  it.each<[string, unknown]>([
    ['[null, true, 1, "a", [], {}].map(v, type(v))', ['null', 'boolean', 'number', 'string', 'list', 'object']],
    ['string(null)', 'null'],
    ['string(1e21)', '1e+21'],
    ['string(0.1 + 0.2)', '0.30000000000000004'],
    ['string({"b": 1, "a": "x"})', '{"b":1,"a":"x"}'],
    ['string("x")', 'x'],
    ['json("x")', '"x"'],
    ['json(null)', 'null'],
    ['number(" -12.50 ")', -12.5],
    ['number("1e3")', 1000],
    ['number("-0")', 0],
    ['number(7)', 7],
    ['number("")', 'argument-invalid'],
    ['number("0x10")', 'argument-invalid'],
    ['number("12px")', 'argument-invalid'],
    ['number("Infinity")', 'argument-invalid'],
    ['number("1e999")', 'argument-invalid'],
    ['number("9007199254740993")', 'argument-invalid'],
    ['number(true)', 'type-error'],
    ['number(null)', 'type-error'],
    ['parse_json("{\\"a\\": [1, null]}").a[0]', 1],
    ['parse_json("{a}")', 'argument-invalid'],
    ['parse_json("")', 'argument-invalid'],
    ['parse_json("9007199254740993")', 'argument-invalid'],
    ['parse_json("[1e999]")', 'argument-invalid'],
    ['parse_json("[{\\"__proto__\\": 1}]")', 'argument-invalid'],
    ['parse_json(1)', 'type-error'],
    ['json(parse_json("{\\"toJSON\\": 1}"))', '{"toJSON":1}'],
    ['base64_encode("é💡")', 'w6nwn5Kh'],
    ['base64_decode("w6nwn5Kh")', 'é💡'],
    ['base64_decode("aWN\\nl ")', 'ice'],
    ['base64_decode("_-")', 'argument-invalid'],
    ['base64_decode("YQ")', 'a'],
    ['base64_decode("a")', 'argument-invalid'],
    ['base64_decode("a*b=")', 'argument-invalid'],
    ['base64_decode(1)', 'type-error'],
    ['sha256(1)', 'type-error'],
  ])('%s', (text, expected) => {
    expect(outcome(text)).toEqual(expected);
  });

  it('hash the UTF-8 bytes', () => {
    expect(outcome('sha256(x)', 'é💡')).toBe(createHash('sha256').update('é💡').digest('hex'));
  });

  it('refuse values that are nested too deeply', () => {
    expect(outcome('json(x)', deep(200))).toBe('value-too-deep');
    expect(outcome('x[0] == x[1]', [deep(200), deep(200)])).toBe('value-too-deep');
    expect(outcome('[x].distinct()', deep(200))).toBe('value-too-deep');
    expect(outcome('parse_json(x)', '['.repeat(5000) + ']'.repeat(5000))).toBe('value-too-deep');
    expect(outcome('size(json(x))', deep(100))).toBe(201);
  });
});

describe('numbers', () => {
  it.each<[string, unknown]>([
    ['round(2.5)', 3],
    ['round(-2.5)', -3],
    ['round(1.005, 2)', 1.01],
    ['round(15.625, 2)', 15.63],
    ['round(1e-7, 3)', 0],
    ['round(1, 21)', 'argument-invalid'],
    ['round(1, 0.5)', 'argument-invalid'],
    ['round("1")', 'type-error'],
    ['abs(3)', 3],
    ['ceil(-0.5)', 0],
    ['floor(2.9)', 2],
    ['abs("1")', 'type-error'],
  ])('%s', (text, expected) => {
    expect(outcome(text)).toEqual(expected);
  });
});

describe('date', () => {
  it.each<[string, unknown]>([
    ['date(0)', '1970-01-01T00:00:00.000Z'],
    ['date(1.9)', '1970-01-01T00:00:00.001Z'],
    ['date(-1)', '1969-12-31T23:59:59.999Z'],
    ['date("2026-11-05")', '2026-11-05T00:00:00.000Z'],
    ['date("2026-11-05T10:30:00Z")', '2026-11-05T10:30:00.000Z'],
    ['date("2026-11-05t10:30:00.123456z")', '2026-11-05T10:30:00.123Z'],
    ['date("2026-01-01T00:30:00+01:00")', '2025-12-31T23:30:00.000Z'],
    ['date("2024-02-29", "DD.MM.YYYY")', '29.02.2024'],
    ['date(0, "YYYYMMDD HH:mm:ss, plain")', '19700101 00:00:00, plain'],
    ['date("2026-02-29")', 'argument-invalid'],
    ['date("2026-13-01")', 'argument-invalid'],
    ['date("2026-11-05T24:00:00Z")', 'argument-invalid'],
    ['date("2026-11-05T10:30:00")', 'argument-invalid'],
    ['date("2026-11-05T10:30:00+25:00")', 'argument-invalid'],
    ['date("05.11.2026")', 'argument-invalid'],
    ['date("0000-01-01T00:00:00+01:00")', 'argument-invalid'],
    ['date(1e300)', 'argument-invalid'],
    ['date(null)', 'type-error'],
    ['date(0, 1)', 'type-error'],
  ])('%s', (text, expected) => {
    expect(outcome(text)).toEqual(expected);
  });
});
