/** What the checker passes, the evaluator does: no error of types, no path through null, and a value of the inferred type. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../json/json-value.js';
import { compileSchema } from '../../schema/index.js';
import {
  describeType,
  nullType,
  schemaOfType,
  typeOfSchema,
  unionOf,
  unknownType,
  type Type,
} from '../../type/index.js';
import {
  checkExpression,
  createPlainScope,
  evaluate,
  expressionFunctions,
  parseExpression,
  withRequiredKeys,
  type CheckedExpression,
  type Expression,
  type ExpressionFailureCode,
  type TypeScope,
} from '../index.js';

const numRuns = process.env['ICE_LONG'] === '1' ? 5_000 : 300;

/** Failures that no type can know of: they depend on values. `reference-missing` is one where a key was taken to be there. */
const failuresOfValues: readonly ExpressionFailureCode[] = [
  'expression-fuel-exhausted',
  'division-by-zero',
  'number-not-finite',
  'argument-invalid',
  'index-out-of-range',
  'value-too-deep',
];

function scopeOf(type: Type): TypeScope {
  return {
    variable: (name) => (name === 'x' ? type : unknownType),
    node: () => unionOf([type, nullType]),
    run: () => unknownType,
  };
}

/** The checked expression; undefined where it is none, has problems, or reads the variable of a macro outside of one. */
function accepted({ schema, text }: TypedProgram): { expression: Expression; checked: CheckedExpression } | undefined {
  const parsed = parseExpression(text);
  if (!parsed.ok || parsed.expression.references.some(({ root }) => root === 'r')) return undefined;
  const checked = checkExpression(parsed.expression, scopeOf(typeOfSchema(schema)));
  return checked.problems.length > 0 ? undefined : { expression: parsed.expression, checked };
}

/** A schema, a value that fits it, and texts that are mostly expressions over it (`x`; `nodes.n` is the same or absent). */
interface TypedProgram {
  readonly schema: JsonObject;
  readonly value: JsonValue;
  readonly isThere: boolean;
  readonly text: string;
}

const names = ['a', 'b', 'c'] as const;

const scalarSchema: fc.Arbitrary<JsonObject> = fc.constantFrom<JsonObject>(
  { type: 'string' },
  { type: 'number' },
  { type: 'integer' },
  { type: 'boolean' },
  { type: 'null' },
  { enum: ['p', 'q'] },
  { enum: [1, 2] },
  { type: ['string', 'null'] },
  { type: ['number', 'string'] },
  { type: ['integer', 'null'] },
);

/** Schemas without anything unknown in them. */
const typedSchema: fc.Arbitrary<JsonObject> = fc.letrec<{ schema: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', maxDepth: 3, withCrossShrink: true },
    scalarSchema,
    fc.record({ type: fc.constant('array'), items: tie('schema'), minItems: fc.nat(1) }),
    fc
      .array(tie('schema'), { minLength: 1, maxLength: 2 })
      .map((prefixItems) => ({ type: 'array', prefixItems, items: false, minItems: 1 })),
    fc.record({ type: fc.constant('object'), additionalProperties: tie('schema') }),
    objectSchema(tie('schema')),
    objectSchema(tie('schema')),
    fc
      .tuple(tie('schema'), tie('schema'))
      .map(([one, other]) => ({ anyOf: [tagged('p', 'a', one), tagged('q', 'b', other)] })),
    tie('schema').map((schema) => ({ anyOf: [schema, { type: 'null' }] })),
  ),
})).schema;

function objectSchema(member: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> {
  return fc
    .record({
      properties: fc.dictionary(fc.constantFrom(...names), member, { minKeys: 1 }),
      optional: fc.subarray([...names]),
    })
    .map(({ properties, optional }) => ({
      type: 'object',
      properties,
      required: Object.keys(properties).filter((name) => !optional.includes(name as (typeof names)[number])),
      additionalProperties: false,
    }));
}

function tagged(tag: string, name: string, schema: JsonObject): JsonObject {
  return {
    type: 'object',
    properties: { kind: { const: tag }, [name]: schema },
    required: ['kind', name],
    additionalProperties: false,
  };
}

/** Values that fit a schema of `typedSchema`. */
function valueOf(schema: JsonObject): fc.Arbitrary<JsonValue> {
  if (Array.isArray(schema['anyOf'])) return fc.oneof(...(schema['anyOf'] as JsonObject[]).map(valueOf));
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as JsonValue[]));
  if ('const' in schema) return fc.constant(schema['const']);
  const types = [schema['type']].flat() as string[];
  return fc.oneof(...types.map((type) => valueOfType(type, schema)));
}

function valueOfType(type: string, schema: JsonObject): fc.Arbitrary<JsonValue> {
  switch (type) {
    case 'string':
      return fc.oneof(fc.constantFrom('', 'p', 'a', '3'), fc.string({ maxLength: 5 }));
    case 'number':
      return fc.oneof(fc.constantFrom(0, 1.5, 1e308), fc.integer({ min: -9, max: 9 }));
    case 'integer':
      return fc.integer({ min: -3, max: 9 });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return listValue(schema);
    case 'object':
      return objectValue(schema);
    default:
      return fc.constant(null);
  }
}

function listValue(schema: JsonObject): fc.Arbitrary<JsonValue> {
  const prefix = schema['prefixItems'] as JsonObject[] | undefined;
  if (prefix === undefined) {
    return fc.array(valueOf(schema['items'] as JsonObject), { minLength: schema['minItems'] as number, maxLength: 3 });
  }
  return fc
    .tuple(fc.integer({ min: 1, max: prefix.length }), fc.tuple(...prefix.map(valueOf)))
    .map(([length, items]) => items.slice(0, length));
}

function objectValue(schema: JsonObject): fc.Arbitrary<JsonValue> {
  const others = schema['additionalProperties'];
  if (others !== false)
    return fc.dictionary(fc.constantFrom(...names, 'k'), valueOf(others as JsonObject), { maxKeys: 3 });
  const properties = Object.entries(schema['properties'] as Record<string, JsonObject>);
  const members = Object.fromEntries(properties.map(([name, member]) => [name, valueOf(member)]));
  return fc.record(members, { requiredKeys: schema['required'] as string[] });
}

interface Place {
  readonly text: string;
  readonly schema: JsonObject;
}

/** Places that the schema has, from a root on. */
function placesOf(text: string, schema: JsonObject, depth = 0): readonly Place[] {
  const inside = (path: string, member: unknown): readonly Place[] => placesOf(path, member as JsonObject, depth + 1);
  const here: Place = { text, schema };
  if (depth > 3) return [here];
  if (Array.isArray(schema['anyOf'])) return [here, ...schema['anyOf'].flatMap((option) => inside(text, option))];
  if (schema['type'] === 'array') {
    const [first = schema['items']] = (schema['prefixItems'] as JsonObject[] | undefined) ?? [];
    return [here, ...inside(`${text}[0]`, first), ...inside(`${text}.first()`, first)];
  }
  if (schema['type'] !== 'object') return [here];
  const members = Object.entries((schema['properties'] ?? {}) as JsonObject);
  const others = schema['additionalProperties'];
  return [
    here,
    ...members.flatMap(([name, member]) => inside(`${text}.${name}`, member)),
    ...(others === false ? [] : [...inside(`${text}["k"]`, others), ...inside(`${text}[x.a]`, others)]),
  ];
}

const kinds = ['number', 'string', 'boolean', 'list', 'object'] as const;

type Kind = (typeof kinds)[number];

function hasKind({ schema }: Place, kind: Kind): boolean {
  const types = [schema['type']].flat();
  const sample = (schema['enum'] as JsonValue[] | undefined)?.[0] ?? schema['const'];
  if (kind === 'list') return types.includes('array');
  return types.includes(kind) || (kind === 'number' && types.includes('integer')) || typeof sample === kind;
}

const literals: Readonly<Record<Kind, readonly string[]>> = {
  number: ['0', '2', '1.5', '-1'],
  string: ['""', '"p"', '"k"', '"a"'],
  boolean: ['true', 'false'],
  list: ['[]', '[1, 2]', '["a", null]', "[{'a': 'x'}, {'a': 'y', 'b': 1}]"],
  object: ["{'a': 1}", "{'a': 'x', 'k': null}"],
};

const functions = [...expressionFunctions.values()].filter((entry) => entry.kind === 'function');

/** Texts of one kind, mostly; `any` of all kinds, null too. */
type Texts = Record<Kind | 'any' | 'path' | 'condition', string>;

type Tie = <Key extends keyof Texts>(key: Key) => fc.Arbitrary<Texts[Key]>;

/** Texts that are expressions over these places; the bodies of macros read `r`. */
function programOf(places: readonly Place[]): fc.Arbitrary<string> {
  const path = fc.oneof(
    { arbitrary: fc.constantFrom(...places.map(({ text }) => text)), weight: 6 },
    fc.constantFrom('x.b', 'x.c', 'x.kind', 'nodes.n.a', 'nodes.n[0]'),
  );
  const texts = fc.letrec<Texts>((tie) => ({
    path,
    condition: conditionOf(tie),
    number: ofKind('number', places, tie),
    string: ofKind('string', places, tie),
    boolean: ofKind('boolean', places, tie),
    list: ofKind('list', places, tie),
    object: ofKind('object', places, tie),
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      tie('path'),
      fc.constant('null'),
      ...kinds.map((kind): fc.Arbitrary<string> => tie(kind)),
    ),
  }));
  return texts.any;
}

function joined(...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...parts).map((texts) => `(${texts.join(' ')})`);
}

/** Conditions of every form that narrows a type. */
function conditionOf(tie: Tie): fc.Arbitrary<string> {
  const path = tie('path');
  const literal = fc.constantFrom('null', 'true', ...Object.values(literals).flat());
  return fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    path.map((text) => `${text} != null`),
    path.map((text) => `null == ${text}`),
    path.map((text) => `has(${text})`),
    path.map((text) => `size(${text}) > 0`),
    path.map((text) => `default(${text}, false)`),
    path,
    joined(
      fc.constantFrom('string', 'number', 'list', 'object', 'null').map((kind) => `"${kind}" ==`),
      path.map((text) => `type(${text})`),
    ),
    joined(path, fc.constantFrom('==', '!='), literal),
    joined(path, fc.constant('in'), fc.constantFrom('["p"]', '[1, null]', '["p", "q"]')),
    joined(fc.constantFrom('"a"', '"b"', '"k"'), fc.constant('in'), path),
    tie('condition').map((text) => `!(${text})`),
    joined(tie('condition'), fc.constantFrom('&&', '||'), tie('condition')),
  );
}

function ofKind(kind: Kind, places: readonly Place[], tie: Tie): fc.Arbitrary<string> {
  const own = places.filter((place) => hasKind(place, kind)).map(({ text }) => text);
  const atom = fc.constantFrom(...(own.length > 0 ? own : literals[kind]));
  return fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: atom, weight: 3 },
    fc.constantFrom(...literals[kind]),
    fc.tuple(atom, fc.oneof(tie(kind), tie('any'))).map(([text, fallback]) => `default(${text}, ${fallback})`),
    fc.tuple(tie('path'), tie(kind)).map(([text, other]) => `(type(${text}) == "${kind}" ? ${text} : ${other})`),
    fc.tuple(tie('path'), tie(kind)).map(([text, other]) => `(${text} != null ? ${text} : ${other})`),
    fc.tuple(tie('condition'), tie(kind), tie(kind)).map(([test, one, other]) => `(${test} ? ${one} : ${other})`),
    ...formsOf(kind, tie),
    callOf(tie),
  );
}

/** What gives the kind besides calls. */
function formsOf(kind: Kind, tie: Tie): readonly fc.Arbitrary<string>[] {
  const body = fc
    .tuple(fc.oneof(tie('any'), tie('condition')), fc.constantFrom('r', 'r.a', 'r["k"]', 'r.kind', 'r[0]'), fc.nat(2))
    .map(readItem);
  const macro = (...names: readonly string[]): fc.Arbitrary<string> =>
    fc.tuple(tie('list'), fc.constantFrom(...names), body).map(([list, name, text]) => `${list}.${name}(r, ${text})`);
  switch (kind) {
    case 'number':
      return [joined(tie('number'), fc.constantFrom('+', '-', '*', '/', '%'), tie('number'))];
    case 'string':
      return [joined(tie('string'), fc.constant('+'), tie('string'))];
    case 'boolean':
      return [
        tie('condition'),
        macro('exists', 'all'),
        joined(tie('number'), fc.constantFrom('<', '>='), tie('number')),
        joined(tie('any'), fc.constantFrom('==', '!=', 'in'), tie('any')),
        joined(tie('condition'), fc.constantFrom('&&', '||'), tie('boolean')),
      ];
    case 'list':
      return [
        macro('map', 'filter', 'sort_by'),
        fc.array(tie('any'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
        joined(tie('list'), fc.constant('+'), tie('list')),
      ];
    default:
      return [fc.tuple(tie('string'), tie('any')).map(([key, value]) => `{${key}: ${value}, 'b': ${value}}`)];
  }
}

/** A body that reads the item, or not. */
function readItem([text, item, form]: readonly [string, string, number]): string {
  if (form === 0) return item;
  return form === 1 ? `(${item} != null ? ${item} : ${text})` : text;
}

/** A call with arguments of the kinds that the function takes. */
function callOf(tie: Tie): fc.Arbitrary<string> {
  return fc.constantFrom(...functions.filter(({ name }) => name !== 'parse_json')).chain(({ name, arity, takes }) => {
    const wanted = typeof takes === 'function' ? [] : takes;
    const values = Array.from({ length: Math.min(arity.max, 3) }, (_, index) =>
      argumentOf(wanted[index] ?? wanted.at(-1), tie),
    );
    return fc
      .tuple(fc.integer({ min: arity.min, max: values.length }), fc.tuple(...values))
      .map(([count, texts]) => `${name}(${texts.slice(0, count).join(', ')})`);
  });
}

function argumentOf(wanted: Type | undefined, tie: Tie): fc.Arbitrary<string> {
  const options =
    wanted === undefined || wanted.kind === 'unknown' ? [] : wanted.kind === 'union' ? wanted.options : [wanted];
  const taken = kinds.filter((kind) => options.some((option) => option.kind === kind));
  return taken.length === 0 ? tie('any') : fc.oneof(...taken.map((kind) => tie(kind)));
}

/** Schemas with a value and a program each. */
const typedProgram: fc.Arbitrary<TypedProgram> = typedSchema.chain((schema) =>
  fc.record({
    schema: fc.constant(schema),
    value: valueOf(schema),
    isThere: fc.boolean(),
    text: programOf([...placesOf('x', schema), ...placesOf('nodes.n', schema)]),
  }),
);

describe('what the checker passes', () => {
  it('ends in a value of the inferred type, or in a failure that no type can know of', () => {
    fc.assert(
      fc.property(typedProgram, (program) => {
        const found = accepted(program);
        if (found === undefined) return;
        const { expression, checked } = found;
        const scope = createPlainScope({
          variables: { x: program.value },
          nodes: program.isThere ? { n: program.value } : {},
        });
        const result = evaluate(withRequiredKeys(expression, checked.required), scope);
        if (result.ok) {
          const problems = compileSchema(schemaOfType(checked.type))(result.value);
          expect({ problems, type: describeType(checked.type) }).toMatchObject({ problems: [] });
        } else if (result.failure.code === 'reference-missing') expect(checked.required.size).toBeGreaterThan(0);
        else expect(failuresOfValues).toContain(result.failure.code);
      }),
      { numRuns },
    );
  });

  it('or refuses: problems lie within the text, and edits that leave it an expression', () => {
    fc.assert(
      fc.property(typedProgram, ({ schema, text }) => {
        const parsed = parseExpression(text);
        if (!parsed.ok) return;
        for (const { start, end, edit } of checkExpression(parsed.expression, scopeOf(typeOfSchema(schema))).problems) {
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
          if (edit === undefined) continue;
          const mended = `${text.slice(0, edit.start)}${edit.text}${text.slice(edit.end)}`;
          expect({ mended, isExpression: parseExpression(mended).ok }).toEqual({ mended, isExpression: true });
        }
      }),
      { numRuns },
    );
  });

  it('is a good part of what it is asked', () => {
    const programs = fc.sample(typedProgram, { numRuns: 200, seed: 1 });
    expect(programs.filter((program) => accepted(program) !== undefined).length).toBeGreaterThan(60);
  });
});
