/** What state machines say about values (rules of choices, paths, payload templates, intrinsic functions) as our expressions. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject, JsonValue } from '@ice/core';
import fc from 'fast-check';
import type { ChoiceRule, Machine, State } from '../support/asl/definition.js';
import { codeOf, nameOf } from '../support/asl/error-names.js';
import { AslEngine, playMachine } from '../support/asl/play-case.js';

const engine = new AslEngine();
const answer = (yes: boolean): State => ({ Type: 'Pass', Result: yes });

/** A machine that says whether a rule holds. */
function judging(rule: ChoiceRule): Machine {
  const choice: State = { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' };
  return { StartAt: 'Choice', States: { Choice: choice, Yes: answer(true), No: answer(false) } };
}

/** Whether a rule holds; the error when it cannot be told. */
async function judge(rule: ChoiceRule, input: JsonValue): Promise<unknown> {
  const { end } = await playMachine({ definition: judging(rule), input }, engine);
  return end.error ?? end.output;
}

/** Whether a rule holds for each value of `a`. */
async function judgeEach(rule: ChoiceRule, values: readonly JsonValue[]): Promise<unknown> {
  const each: State = { Type: 'Map', ItemProcessor: judging(rule) };
  const input = values.map((a) => ({ a }));
  const { end } = await playMachine({ definition: { StartAt: 'Each', States: { Each: each } }, input }, engine);
  return end.error ?? end.output;
}

/** What a payload template gives; the error where it gives nothing. */
async function fill(template: JsonObject, input: JsonValue): Promise<unknown> {
  const definition: Machine = { StartAt: 'Pass', States: { Pass: { Type: 'Pass', Parameters: template } } };
  const { end } = await playMachine({ definition, input }, engine);
  return end.error ?? end.output;
}

const on = (operator: string, operand: JsonValue, Variable = '$.a'): ChoiceRule => ({ Variable, [operator]: operand });

describe('a rule', () => {
  it.each<[string, ChoiceRule, readonly JsonValue[], readonly JsonValue[]]>([
    ['StringEquals', on('StringEquals', 'x'), ['x'], ['y', 1, null, ['x']]],
    ['StringLessThan', on('StringLessThan', 'm'), ['a'], ['m', 'z', 0]],
    ['StringGreaterThanEquals', on('StringGreaterThanEquals', 'm'), ['m', 'z'], ['a', 99]],
    ['NumericEquals', on('NumericEquals', 3), [3, 3.0], [4, '3', null, true]],
    ['NumericLessThanEquals', on('NumericLessThanEquals', 3), [3, -1], [3.1, '2']],
    ['NumericGreaterThan', on('NumericGreaterThan', 3), [4], [3, '4', null]],
    ['BooleanEquals', on('BooleanEquals', false), [false], [true, 0, null, 'false']],
    [
      'TimestampEquals',
      on('TimestampEquals', '2026-01-01T00:00:00Z'),
      ['2026-01-01T01:00:00+01:00', '2026-01-01T00:00:00.000Z'],
      ['2026-01-01T01:00:00Z', 'soon', 0],
    ],
    [
      'TimestampLessThan',
      on('TimestampLessThan', '2026-01-01T00:00:00Z'),
      ['2025-12-31T23:59:59Z'],
      ['2026-01-01T00:00:00Z'],
    ],
    ['IsNull', on('IsNull', true), [null], [0, '', {}]],
    ['IsNull false', on('IsNull', false), [0], [null]],
    ['IsString', on('IsString', true), [''], [1, null]],
    ['IsNumeric', on('IsNumeric', true), [0], ['0', null]],
    ['IsBoolean', on('IsBoolean', true), [false], [0]],
    ['IsTimestamp', on('IsTimestamp', true), ['2026-01-01T00:00:00Z'], ['2026-01-01', 'x'.repeat(20), 1]],
  ])('%s', async (_name, rule, holding, others) => {
    expect(await judgeEach(rule, [...holding, ...others])).toEqual([
      ...holding.map(() => true),
      ...others.map(() => false),
    ]);
  });

  it.each<[string, readonly string[], readonly JsonValue[]]>([
    ['log-*.txt', ['log-.txt', 'log-a.b.txt'], ['log.txt', 'log-a.txt2', 1]],
    ['*', ['', 'anything'], [null]],
    ['plain', ['plain'], ['plainer']],
    ['a*b*c', ['abc', 'a-b-c', 'abbcc'], ['acb', 'ac', 'bca']],
    ['a*aa', ['aaa', 'a-aa'], ['aa']],
    [String.raw`a\**`, ['a*', 'a*b'], ['ab']],
  ])('StringMatches %s', async (pattern, matching, others) => {
    const judged = await judgeEach(on('StringMatches', pattern), [...matching, ...others]);
    expect(judged).toEqual([...matching.map(() => true), ...others.map(() => false)]);
  });

  it.each<[string, ChoiceRule, JsonValue, unknown]>([
    ['that speaks of what is not there', on('NumericEquals', 1), {}, 'States.Runtime'],
    ['that looks through null', on('NumericEquals', 1, '$.a.b'), { a: null }, 'States.Runtime'],
    ['that compares with what is not there', on('NumericEqualsPath', '$.b'), { a: 1 }, 'States.Runtime'],
    ['that compares two places', on('NumericLessThanPath', '$.b'), { a: 1, b: 2 }, true],
    ['that asks whether it is there', on('IsPresent', true, '$.a.b'), { a: {} }, false],
    ['that asks whether it is absent', on('IsPresent', false, '$.a[1]'), { a: [0] }, true],
    [
      'of which the first part fails: the second is not asked',
      { And: [on('IsPresent', true), on('IsNull', true)] },
      {},
      false,
    ],
    ['of which one part holds: the next is not asked', { Or: [on('IsPresent', false), on('IsNull', true)] }, {}, true],
    [
      'of which the second part cannot be told',
      { Or: [on('IsPresent', true), on('IsNull', true)] },
      {},
      'States.Runtime',
    ],
    ['that is turned around', { Not: on('NumericEquals', 1) }, { a: 2 }, true],
  ])('%s', async (_what, rule, input, judged) => {
    expect(await judge(rule, input)).toEqual(judged);
  });

  it('that holds comes before later ones, and without any there is an error of its own', async () => {
    const choice: State = {
      Type: 'Choice',
      Choices: [
        { ...on('IsNumeric', true), Next: 'Yes' },
        { ...on('NumericEquals', 1), Next: 'No' },
      ],
    };
    const definition: Machine = { StartAt: 'Choice', States: { Choice: choice, Yes: answer(true), No: answer(false) } };
    const ended = [];
    for (const input of [{ a: 1 }, { a: 'x' }]) ended.push((await playMachine({ definition, input }, engine)).end);
    expect(ended).toMatchObject([{ output: true }, { error: 'States.NoChoiceMatched' }]);
  });
});

describe('a path', () => {
  const input = { a: { 'b-c': [10, 20, 30], list: [{ n: 1, s: 'x' }, { n: 2 }, { n: 3, s: 'y' }] }, 'with.dot': 1 };

  it.each<[string, unknown]>([
    ['$', input],
    ['$.a.b-c[1]', 20],
    ["$['with.dot']", 1],
    ['$.a.b-c[-1]', 30],
    ['$.a.b-c[0:2]', [10, 20]],
    ['$.a.b-c[1:]', [20, 30]],
    ['$.a.b-c[*]', [10, 20, 30]],
    ['$.a.list[*].s', ['x', 'y']],
    ['$.a.list[?(@.n > 1)].n', [2, 3]],
    ["$.a.list[?(@.s == 'y')]", [{ n: 3, s: 'y' }]],
    ['$.a.list[?(@.s)].n', [1, 3]],
    ['$.a.list[?(@.n == 9)]', []],
    ['$.a.nowhere', 'States.Runtime'],
    ['$.a.b-c[3]', 'States.Runtime'],
    ['$.with.deeper', 'States.Runtime'],
    ['$$.Execution.Input.a.b-c[0]', 10],
    ['$$.State.Name', 'Pass'],
  ])('%s', async (path, value) => {
    expect(await fill({ 'x.$': path }, input)).toEqual(
      typeof value === 'string' && value.startsWith('States.') ? value : { x: value },
    );
  });

  it.each(['$..n', "$['a','b']", '$.a.length()'])('%s is not claimed', async (path) => {
    await expect(fill({ 'x.$': path }, input)).rejects.toMatchObject({ feature: 'json-path' });
  });

  it.each(['$$', '$$.Execution', '$$.Execution.Id', '$$.StateMachine.Name', '$$.Nobody.Knows'])(
    '%s is not claimed',
    async (path) => {
      await expect(fill({ 'x.$': path }, input)).rejects.toMatchObject({ feature: 'service-identity' });
    },
  );

  it('reads no templates of ours, and no expressions in what is read', async () => {
    const text = String.raw`{{ 1 + 1 }} \{{ "}}"`;
    expect(await fill({ plain: text, 'read.$': '$.text' }, { text })).toEqual({ plain: text, read: text });
  });
});

describe('an intrinsic function', () => {
  const input = { list: [1, 2, 2, 3], text: 'a,b;;c', n: 5, object: { a: 1 }, name: "O'Hara" };

  it.each<[string, unknown]>([
    ["States.Format('{} is {}', $.name, $.n)", "O'Hara is 5"],
    [String.raw`States.Format('\{\} {}', $.list)`, '{} [1,2,2,3]'],
    [String.raw`States.Format('it\'s {}', 'x')`, "it's x"],
    ['States.Array($.n, null, States.Array())', [5, null, []]],
    ['States.ArrayPartition($.list, 3)', [[1, 2, 2], [3]]],
    ['States.ArrayContains($.list, 3)', true],
    ['States.ArrayRange(1, 9, 2)', [1, 3, 5, 7, 9]],
    ['States.ArrayRange(3, 1, -1)', [3, 2, 1]],
    ['States.ArrayGetItem($.list, 1)', 2],
    ['States.ArrayLength($.list)', 4],
    ['States.ArrayUnique($.list)', [1, 2, 3]],
    ["States.Base64Decode(States.Base64Encode('ice'))", 'ice'],
    ["States.Hash('ice', 'SHA-256')", '4cb0b250c6250d528f3e61d07d970892168db68bbff1ea5be4a851eda411adfb'],
    ['States.JsonMerge($.object, States.StringToJson(\'{"a":2,"b":3}\'), false)', { a: 2, b: 3 }],
    ['States.JsonToString($.object)', '{"a":1}'],
    ['States.MathAdd($.n, -1)', 4],
    ['States.MathAdd(1.5, 1)', 3],
    ["States.StringSplit($.text, ',;')", ['a', 'b', 'c']],
    ['States.ArrayLength($.nowhere)', 'States.Runtime'],
  ])('%s', async (call, value) => {
    expect(await fill({ 'x.$': call }, input)).toEqual(value === 'States.Runtime' ? value : { x: value });
  });

  it.each([
    'States.UUID()',
    'States.MathRandom(1, 9)',
    "States.Hash('x', 'MD5')",
    'States.JsonMerge($.object, $.object, true)',
  ])('%s is not claimed', async (call) => {
    await expect(fill({ 'x.$': call }, input)).rejects.toMatchObject({ feature: 'intrinsic-function' });
  });
});

describe('the name of an error', () => {
  it.each([undefined, 'States.ALL', 'ApiGateway.403', 'Failure error', 'a_b-C', 'Größe 😀'])(
    '%s comes back from its code',
    (name) => {
      const code = codeOf(name);
      expect(code).toMatch(/^[a-z][a-z0-9_.-]{0,63}$/);
      expect(nameOf(code)).toBe(name ?? null);
    },
  );

  it('comes back whatever it is, and no two share a code', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 8, unit: 'binary' }), (name) => {
        expect(nameOf(codeOf(name))).toBe(name);
      }),
    );
  });
});
