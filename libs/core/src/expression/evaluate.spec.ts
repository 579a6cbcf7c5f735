import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '../json/json-value.js';
import { evaluate } from './evaluate.js';
import { withRequiredKeys } from './expression.js';
import { parseExpression } from './parse-expression.js';
import { createPlainScope } from './plain-scope.js';

const scope = createPlainScope({
  variables: {
    inputs: { rate: 2, text: 'ice', list: [3, 1, 2], empty: [], nothing: null, odd: { toString: 'own', size: 7 } },
    row: { 'Suggested Price': '$12', name: 'lamp' },
  },
  nodes: {
    post: { body: { listing_id: 'L1' } },
    load: {
      rows: [
        { name: 'a', n: 2 },
        { name: 'b', n: 1 },
      ],
    },
    skipped: null,
  },
  runs: { post: { status: 'completed', failure: null, attempts: 1 } },
  secrets: { KEY: 'sesame' },
});

function expressionOf(text: string) {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problem.message}`);
  return parsed.expression;
}

function outcome(text: string): unknown {
  const result = evaluate(expressionOf(text), scope);
  return result.ok ? result.value : [result.failure.code, result.failure.message];
}

function failureCode(text: string): unknown {
  const result = evaluate(expressionOf(text), scope);
  return result.ok ? result.value : result.failure.code;
}

describe('values of expressions', () => {
  it.each<[string, JsonValue]>([
    ['7 / 2', 3.5],
    ['3.0 == 3', true],
    ['7.5 % 2', 1.5],
    ['-7 % 3', -1],
    ['0 * -1', 0],
    ['-inputs.rate', -2],
    ['9007199254740991 + 2', 9007199254740992],
    ['0.1 + 0.2', 0.30000000000000004],
    ['"a" + "b"', 'ab'],
    ['[1] + ["a"]', [1, 'a']],
    ['1 < 2 && 2 <= 2 && 3 > 2 && 3 >= 3', true],
    ['"a" < "b" && !("b" <= "a")', true],
    ['"10" == 10', false],
    ['"ab" == "ac"', false],
    ['"ab" == "a" + "b"', true],
    ['null == inputs.absent', true],
    ['inputs.nothing != null', false],
    ['[1, {"a": [null]}] == [1.0, {"a": [null]}]', true],
    ['{"a": 1, "b": 2} == {"b": 2, "a": 1}', true],
    ['{"a": null} == {"b": null}', false],
    ['[1] == {"0": 1}', false],
    ['[] == {}', false],
    ['{} == []', false],
    ['1 == true', false],
    ['2 in inputs.list', true],
    ['{"a": 1} in [{"a": 1.0}]', true],
    ['"rate" in inputs', true],
    ['"toString" in inputs', false],
    ['true ? "yes" : 1 / 0', 'yes'],
    ['false ? 1 / 0 : "no"', 'no'],
    ['false && 1 / 0 == 0', false],
    ['true || 1 / 0 == 0', true],
    ['[1, "a", null, [true]]', [1, 'a', null, [true]]],
    ["{'id': nodes.post.body.listing_id, row.name: 1}", { id: 'L1', lamp: 1 }],
  ])('%s', (text, value) => {
    expect(outcome(text)).toEqual(value);
  });
});

describe('reading data', () => {
  it.each<[string, JsonValue]>([
    ['nodes.post.body.listing_id', 'L1'],
    ['nodes["post"]["body"]["listing_id"]', 'L1'],
    ["row['Suggested Price']", '$12'],
    ['nodes.load.rows[1].name', 'b'],
    ['inputs.list[inputs.list[1]]', 1],
    ['inputs.list[1.0]', 1],
    ['runs.post.status', 'completed'],
    ['secrets.KEY', 'sesame'],
    ['inputs.odd.toString', 'own'],
    ['inputs.odd.size', 7],
    ['inputs.odd["toS" + "tring"]', 'own'],
  ])('%s', (text, value) => {
    expect(outcome(text)).toEqual(value);
  });

  it.each([
    'inputs.absent',
    'row["absent"]',
    'nodes.skipped',
    'nodes.unknown',
    'runs.unknown',
    'inputs.valueOf',
    'inputs.hasOwnProperty',
    'inputs["const" + "ructor"]',
  ])('reads null for the absent %s', (text) => {
    expect(outcome(text)).toBe(null);
  });

  it.each<[string, string, string]>([
    [
      'nodes.skipped.title',
      'path-through-null',
      'nodes.skipped is null, so its field "title" cannot be read; default(path, value) covers that.',
    ],
    [
      'inputs.absent[0]',
      'path-through-null',
      'inputs.absent is null, so an item of it cannot be read; default(path, value) covers that.',
    ],
    ['inputs.list.first().x.y', 'type-error', 'the value is a number, so it has no field "x".'],
    ['inputs.list[3]', 'index-out-of-range', 'The list has 3 items, there is none at that index.'],
    ['inputs.list[-1]', 'index-out-of-range', 'The list has 3 items, there is none at that index.'],
    ['inputs.list[0.5]', 'type-error', 'inputs.list is a list, so its index must be a whole number.'],
    ['inputs.list["0"]', 'type-error', 'inputs.list is a list, so its index must be a whole number.'],
    ['inputs.list.length', 'type-error', 'inputs.list is a list, so it has no field "length".'],
    ['inputs.text.length', 'type-error', 'inputs.text is a string, so it has no field "length".'],
    ['inputs.text[0]', 'type-error', 'inputs.text is a string, so it has no items.'],
    ['inputs[0]', 'type-error', 'inputs is an object, so its key must be a string, got a number.'],
    ['inputs[null]', 'type-error', 'inputs is an object, so its key must be a string, got null.'],
    ['other', 'reference-missing', 'other is not defined.'],
    ['other.a', 'reference-missing', 'other is not defined.'],
    ['secrets["a\\nb"]', 'reference-missing', 'secrets["a\\nb"] is not set.'],
    ['secrets.OTHER', 'reference-missing', 'secrets.OTHER is not set.'],
  ])('%s fails as %s', (text, code, message) => {
    expect(outcome(text)).toEqual([code, message]);
  });

  it('tells where in the text it failed', () => {
    expect(evaluate(expressionOf('1 + nodes.skipped.title'), scope)).toMatchObject({ failure: { start: 4, end: 23 } });
    expect(evaluate(expressionOf('[1, 2 + "a"]'), scope)).toMatchObject({ failure: { start: 4, end: 11 } });
    expect(evaluate(expressionOf('true && upper(1) == "A"'), scope)).toMatchObject({ failure: { start: 8, end: 16 } });
  });

  it('cuts a long path in a message', () => {
    const result = evaluate(expressionOf(`nodes.${'a'.repeat(5000)}.b`), scope);
    expect(result.ok ? 0 : result.failure.message.length).toBe(277);
  });

  it('fails at a key that the type checker knows to be there', () => {
    const expression = expressionOf("row['Price']");
    const required = withRequiredKeys(expression, new Set([expression.root]));
    expect(evaluate(expression, scope)).toEqual({ ok: true, value: null });
    expect(evaluate(required, scope)).toEqual({
      ok: false,
      failure: { code: 'reference-missing', message: 'row["Price"] is missing.', start: 0, end: 12 },
    });
    expect(required).toEqual(expression);
  });

  it('has no secrets in a scope without them', () => {
    const bare = { variable: () => undefined, node: () => undefined, run: () => undefined };
    expect(evaluate(expressionOf('secrets.KEY'), bare)).toMatchObject({ failure: { code: 'reference-missing' } });
  });
});

describe('type errors', () => {
  it.each<[string, string]>([
    ['"a" + 1', '+ needs two numbers, two strings or two lists (see string and number), got a string and a number.'],
    ['null + "a"', '+ needs two numbers, two strings or two lists (see string and number), got null and a string.'],
    ['"a" - 1', '- needs two numbers, got a string and a number.'],
    ['-"a"', '- needs a number, got a string.'],
    ['1 < "a"', '< needs two numbers or two strings, got a number and a string.'],
    ['null > 1', '> needs two numbers or two strings, got null and a number.'],
    ['!1', '! needs true or false, got a number.'],
    ['1 && true', '&& needs true or false, got a number.'],
    ['false || "a"', '|| needs true or false, got a string.'],
    ['null ? 1 : 2', '?: needs true or false, got null.'],
    ['"a" in "abc"', 'in needs a list or an object on its right, got a string and a string.'],
    ['1 in {}', 'in needs a string as the key of an object, got a number and an object.'],
    ['{inputs.rate: 1}', 'A key of an object must be a string, got a number.'],
    ['upper(1)', 'upper() needs a string, got a number.'],
    ['inputs.map(x, x)', 'map() needs a list, got an object.'],
    ['inputs.list.filter(x, x)', 'filter() needs true or false, got a number.'],
    ['[1, "a"].sort_by(x, x)', 'sort_by() needs keys that are all numbers or all strings, got a string.'],
    ['[true].sort_by(x, x)', 'sort_by() needs keys that are all numbers or all strings, got a boolean.'],
  ])('%s', (text, message) => {
    expect(outcome(text)).toEqual(['type-error', message]);
  });
});

describe('arithmetic that has no result', () => {
  it.each<[string, string]>([
    ['1 / 0', 'division-by-zero'],
    ['1 % 0', 'division-by-zero'],
    ['0 / 0', 'division-by-zero'],
    ['1e308 * 10', 'number-not-finite'],
    ['-1e308 - 1e308', 'number-not-finite'],
    ['[1e308, 1e308].sum()', 'number-not-finite'],
    ['{"__pro" + "to__": 1}', 'argument-invalid'],
  ])('%s', (text, code) => {
    expect(failureCode(text)).toBe(code);
  });
});

describe('default and has', () => {
  it.each<[string, JsonValue]>([
    ['default(inputs.rate, 9)', 2],
    ['default(inputs.nothing, 9)', 9],
    ['default(inputs.absent, 9)', 9],
    ['default(inputs.absent.a.b, 9)', 9],
    ['default(nodes.skipped.title, "x")', 'x'],
    ['default(nodes.load.rows[7].name, "x")', 'x'],
    ['default(other, 1)', 1],
    ['default(secrets.OTHER, "none")', 'none'],
    ['default(nodes.load.rows[inputs.absent.i], 9)', 9],
    ['default(upper(nodes.skipped.title), "x")', 'x'],
    ['default(nodes.load.rows.map(r, r.none.x), [])', []],
    ['default(inputs.a.b, default(inputs.c.d, "z"))', 'z'],
    ['inputs.absent.default(1)', 1],
    ['default(false, true)', false],
    ['default([].first(), 1)', 1],
    ['has(inputs.rate)', true],
    ['has(inputs.nothing)', true],
    ['has(inputs.absent)', false],
    ['has(inputs.absent.a)', false],
    ['has(nodes.unknown)', false],
    ['has(nodes.load.rows[1])', true],
    ['has(nodes.load.rows[2])', false],
    ['has(other.a)', false],
    ['has(inputs.toString)', false],
    ['nodes.load.rows.filter(r, has(r.name)).size()', 2],
  ])('%s', (text, value) => {
    expect(outcome(text)).toEqual(value);
  });

  it.each<[string, string]>([
    ['default(1 / 0, 1)', 'division-by-zero'],
    ['default(inputs.text.x, 1)', 'type-error'],
    ['default("a" + 1, 1)', 'type-error'],
    ['default(inputs.absent, inputs.absent.x)', 'path-through-null'],
    ['has(inputs.text.x)', 'type-error'],
    ['default(number("x"), 1)', 'argument-invalid'],
    ['default(range(1000000), 1)', 'expression-fuel-exhausted'],
  ])('%s still fails', (text, code) => {
    expect(failureCode(text)).toBe(code);
  });
});

describe('macros', () => {
  it.each<[string, JsonValue]>([
    ['nodes.load.rows.map(r, "- " + r.name).join("\\n")', '- a\n- b'],
    [
      'inputs.list.map(x, inputs.list.map(y, x * y))',
      [
        [9, 3, 6],
        [3, 1, 2],
        [6, 2, 4],
      ],
    ],
    ['inputs.list.map(x, [x].map(x, x + 1).first() * x)', [12, 2, 6]],
    ['inputs.list.filter(x, x >= 2)', [3, 2]],
    ['inputs.list.exists(x, x == 3 || 1 / 0 == 0)', true],
    ['inputs.list.all(x, x < 3 && 1 / 0 == 0)', false],
    ['[].all(x, false)', true],
    ['[].exists(x, true)', false],
    ['nodes.load.rows.sort_by(r, r.n).map(r, r.name)', ['b', 'a']],
    ['nodes.load.rows.sort_by(r, 0).map(r, r.name)', ['a', 'b']],
    ['[10, 9, 1].sort_by(x, string(x))', [1, 10, 9]],
    ['[].sort_by(x, x)', []],
    ['inputs.list', [3, 1, 2]],
  ])('%s', (text, value) => {
    expect(outcome(text)).toEqual(value);
  });
});
