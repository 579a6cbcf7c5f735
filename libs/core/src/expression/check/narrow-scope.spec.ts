import { describe, expect, it } from '@jest/globals';
import { describeType, orNull, typeOfSchema, unknownType, type Type } from '../../type/index.js';
import { narrowScope, parseCondition, type TypeScope } from '../index.js';

const closed = (properties: object, required: readonly string[] = Object.keys(properties)): object => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

const typeOf = (schema: object): Type => typeOfSchema(schema as Parameters<typeof typeOfSchema>[0]);

const text = { type: 'string' };
const item = typeOf({
  anyOf: [closed({ kind: { const: 'a' }, a: text }), closed({ kind: { const: 'b' }, b: text }, ['kind'])],
});
const map = typeOf({ type: 'object', additionalProperties: { type: ['number', 'null'] } });

const types: Readonly<Record<string, Type>> = {
  item,
  map,
  maybe: typeOf({ type: ['string', 'null'] }),
  kind: typeOf({ enum: ['a', 'b', null] }),
  flag: typeOf({ type: 'boolean' }),
  list: typeOf({ type: ['array', 'null'], items: text }),
  deep: orNull(typeOf(closed({ box: closed({ side: text }, []) }, []))),
};

const scope: TypeScope = {
  variable: (name) => types[name] ?? unknownType,
  node: (id) => orNull(types[id] ?? unknownType),
  run: (id) => types[id] ?? unknownType,
};

function narrow(condition: string, outcome: boolean): TypeScope {
  const parsed = parseCondition(condition);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return narrowScope(scope, parsed.expression.root, outcome);
}

describe('narrowScope', () => {
  it.each<[string, string, string, string]>([
    // condition, variable, where it is true, where it is false
    ['maybe != null', 'maybe', 'string', 'null'],
    ['maybe == null', 'maybe', 'null', 'string'],
    ['null == maybe', 'maybe', 'null', 'string'],
    ['!(maybe == null)', 'maybe', 'string', 'null'],
    ['maybe == "x"', 'maybe', '"x"', 'string | null'],
    ['maybe == other', 'maybe', 'string | null', 'string | null'],
    ['type(maybe) == "string"', 'maybe', 'string', 'null'],
    ['"null" != type(maybe)', 'maybe', 'string', 'null'],
    ['type(maybe) in ["string", "number"]', 'maybe', 'string', 'null'],
    ['type(other) == "string"', 'other', 'string', 'unknown'],
    ['type(other) in ["string", "number"]', 'other', 'unknown', 'unknown'],
    ['kind == "a"', 'kind', '"a"', '"b" | null'],
    ['kind in ["a", null]', 'kind', '"a" | null', '"b"'],
    ['kind in []', 'kind', 'nothing', '"a" | "b" | null'],
    ['kind == "a" || kind == "b"', 'kind', '"a" | "b"', 'null'],
    ['kind != "a" && kind != "b"', 'kind', 'null', '"a" | "b"'],
    ['kind != null && flag', 'kind', '"a" | "b"', '"a" | "b" | null'],
    ['kind != null || flag', 'kind', '"a" | "b" | null', 'null'],
    ['flag', 'flag', 'true', 'false'],
    ['flag != true', 'flag', 'false', 'true'],
    ['default(maybe, "") != ""', 'maybe', 'string', 'string | null'],
    ['default(maybe, null) != null', 'maybe', 'string', 'string | null'],
    ['default(flag, false)', 'flag', 'true', 'boolean'],
    ['has(maybe)', 'maybe', 'string | null', 'string | null'],
    ['size(list) > 0', 'list', 'string[]', 'string[] | null'],
    ['item.kind == "a"', 'item', '{kind: "a", a: string}', '{kind: "b", b?: string}'],
    ['item["kind"] != "a"', 'item', '{kind: "b", b?: string}', '{kind: "a", a: string}'],
    ['has(item.a)', 'item', '{kind: "a", a: string}', '{kind: "b", b?: string}'],
    ['has(item.b)', 'item', '{kind: "b", b: string}', '{kind: "a", a: string} | {kind: "b", b?: nothing}'],
    ['"a" in item', 'item', '{kind: "a", a: string}', '{kind: "b", b?: string}'],
    [
      'default(item.b, null) != null',
      'item',
      '{kind: "b", b: string}',
      '{kind: "a", a: string} | {kind: "b", b?: string}',
    ],
    ['map.x != null', 'map', '{x: number, *: number | null}', '{x?: null, *: number | null}'],
    ['has(map.x)', 'map', '{x: number | null, *: number | null}', '{x?: nothing, *: number | null}'],
    ['has(deep.box.side)', 'deep', '{box: {side: string}}', '{box?: {side?: nothing} | null} | null'],
    ['deep.box.side == "x"', 'deep', '{box: {side: "x"}}', '{box: {side?: string}}'],
    ['map[maybe] != null', 'map', '{*: number | null}', '{*: number | null}'],
    ['flag ? true : false', 'flag', 'boolean', 'boolean'],
    ['1 < 2', 'maybe', 'string | null', 'string | null'],
  ])('%s tells of %s: %s, else %s', (condition, variable, whenTrue, whenFalse) => {
    const found = [true, false].map((outcome) => describeType(narrow(condition, outcome).variable(variable)));
    expect(found).toEqual([whenTrue, whenFalse]);
  });

  it('tells of nodes and runs as well, and leaves the scope as it was', () => {
    const narrowed = narrow('nodes.item != null && runs.kind == "a"', true);
    expect(describeType(narrowed.node('item'))).toBe('{kind: "a", a: string} | {kind: "b", b?: string}');
    expect(describeType(narrowed.run('kind'))).toBe('"a"');
    expect([narrowed.variable('item'), narrowed.node('kind')]).toEqual([item, types['kind']]);
    expect(describeType(scope.run('kind'))).toBe('"a" | "b" | null');
  });

  it('gives the very scope back where there is nothing to tell', () => {
    expect(narrow('secrets.KEY == "x"', true)).toBe(scope);
    expect(narrow('size(maybe) >= 0', true)).toBe(scope);
  });

  it.each<[string, number, number]>([
    ['list.size() > 1', 2, 0],
    ['list.size() >= 1', 1, 0],
    ['list.size() < 2', 0, 2],
    ['list.size() <= 2', 0, 3],
    ['list.size() == 0', 0, 1],
    ['list.size() != 0', 1, 0],
    ['list.size() == 3', 3, 0],
    ['list.size() > 0.5', 1, 0],
  ])('%s tells that there are %d items, else %d', (condition, whenTrue, whenFalse) => {
    const least = [true, false].map((outcome) => {
      const type = narrow(condition, outcome).variable('list');
      const options = type.kind === 'union' ? type.options : [type];
      return options
        .map((option) => (option.kind === 'list' ? option.minItems : 0))
        .reduce((one, other) => one + other);
    });
    expect(least).toEqual([whenTrue, whenFalse]);
  });
});
