/** Any input ends within its fuel, in a value or a named failure; nothing is thrown and nothing that is not JSON leaves. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import {
  createPlainScope,
  evaluate,
  expressionFailureCodes,
  expressionFunctions,
  parseCondition,
  parseExpression,
  parseTemplate,
  parseTemplateValue,
  renderTemplate,
  renderTemplateValue,
  type EvaluationResult,
  type Span,
} from './index.js';

/** `ICE_LONG=1` tries many more cases. */
const times = process.env['ICE_LONG'] === '1' ? 10 : 1;

const name = fc.constantFrom('inputs', 'a', 'b', 'item', 'row', 'state');
const key = fc.constantFrom('a', 'b', 'toString', 'size', '__proto__', 'constructor', '0', 'é');
const literal = fc.oneof(
  fc.constantFrom(
    'null',
    'true',
    'false',
    '0',
    '1',
    '-1',
    '2.5',
    '1e308',
    '""',
    "'a'",
    '"{{"',
    '[]',
    '{}',
    '[3, 1, 2]',
  ),
  fc.integer().map(String),
  fc.string().map((text) => JSON.stringify(text)),
);

/** Texts that are mostly well-formed expressions over every construct and function of the language. */
const { program } = fc.letrec<{ program: string }>((tie) => {
  const inner = tie('program');
  return {
    program: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      literal,
      name,
      fc.tuple(fc.constantFrom('nodes', 'runs', 'secrets'), key).map(([root, id]) => `${root}["${id}"]`),
      fc.tuple(inner, key).map(([object, field]) => `${object}.${field}`),
      fc.tuple(inner, inner).map(([object, index]) => `${object}[${index}]`),
      fc
        .tuple(
          inner,
          fc.constantFrom('+', '-', '*', '/', '%', '==', '!=', '<', '<=', '>', '>=', 'in', '&&', '||'),
          inner,
        )
        .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
      fc.tuple(fc.constantFrom('!', '-'), inner).map(([operator, operand]) => `${operator}${operand}`),
      fc.tuple(inner, inner, inner).map(([first, second, third]) => `(${first} ? ${second} : ${third})`),
      fc.array(inner, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
      fc.tuple(inner, inner).map(([entryKey, value]) => `{${entryKey}: ${value}, 'k': ${value}}`),
      fc
        .tuple(fc.constantFrom('map', 'filter', 'exists', 'all', 'sort_by'), inner, inner)
        .map(([macro, list, body]) => `${list}.${macro}(item, ${body})`),
      fc
        .tuple(fc.constantFrom('default', 'has'), inner, inner)
        .map(([macro, path, fallback]) => (macro === 'has' ? `has(${path})` : `default(${path}, ${fallback})`)),
      fc
        .constantFrom(...[...expressionFunctions.values()].filter(({ kind }) => kind === 'function'))
        .chain(({ name: called, arity }) =>
          fc
            .array(inner, { minLength: arity.min, maxLength: Math.min(arity.max, 3) })
            .map((values) => `${called}(${values.join(', ')})`),
        ),
    ),
  };
});

const secret = 'open sesame';
const jsonValue = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>;
const jsonObject = fc.dictionary(fc.oneof(key, fc.string()), jsonValue) as fc.Arbitrary<JsonObject>;
const scope = fc
  .record({ inputs: jsonValue, a: jsonValue, b: jsonValue, row: jsonObject, nodes: jsonObject, runs: jsonObject })
  .map(({ nodes, runs, ...variables }) => createPlainScope({ variables, nodes, runs, secrets: { a: secret } }));

const fuel = 2000;

function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value !== 'object') return false;
  const isPlain = [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
  return isPlain && Object.values(value).every(isJson);
}

function expectLocated({ message, start, end }: Span & { readonly message: string }, length: number): void {
  expect(message).toMatch(/^[^\n\r]+$/);
  expect(0 <= start && start <= end && end <= length).toBe(true);
}

function expectSound(result: EvaluationResult, length: number): void {
  if (result.ok) return expect(isJson(result.value)).toBe(true);
  expect(expressionFailureCodes).toContain(result.failure.code);
  expect(result.failure.message).not.toContain(secret);
  expectLocated(result.failure, length);
}

describe('the expression language, for any input', () => {
  it('ends every well-formed program in JSON or a named failure', () => {
    fc.assert(
      fc.property(program, scope, (text, values) => {
        const parsed = parseExpression(text);
        if (parsed.ok) expectSound(evaluate(parsed.expression, values, fuel), text.length);
      }),
      { numRuns: 300 * times },
    );
  });

  it('is mostly fed with programs that parse', () => {
    const parsed = fc.sample(program, { numRuns: 300, seed: 1 }).filter((text) => parseExpression(text).ok);
    expect(parsed.length).toBeGreaterThan(150);
  });

  it('gives the same result each time', () => {
    fc.assert(
      fc.property(program, scope, (text, values) => {
        const parsed = parseExpression(text);
        if (parsed.ok)
          expect(evaluate(parsed.expression, values, fuel)).toEqual(evaluate(parsed.expression, values, fuel));
      }),
      { numRuns: 100 * times },
    );
  });

  it('makes an expression or one problem within the text of any text', () => {
    const noise = fc.string({
      unit: fc.constantFrom(...'ab.[](){}"\'\\/+-!?:,=&|<>% \n019rRbBu{}', 'nodes', 'map(', '"""', '//', 'é', '💡'),
      maxLength: 40,
    });
    fc.assert(
      fc.property(fc.oneof(noise, fc.string(), fc.string({ unit: 'binary' })), scope, (text, values) => {
        for (const parse of [parseExpression, parseCondition]) {
          const parsed = parse(text);
          if (parsed.ok) expectSound(evaluate(parsed.expression, values, fuel), text.length);
          else expectLocated(parsed.problem, text.length);
        }
      }),
      { numRuns: 300 * times },
    );
  });

  it('renders any template', () => {
    const piece = fc.oneof(
      program.map((text) => `{{ ${text} }}`),
      fc.constantFrom('{{', '}}', '\\{{', '${x}', '{', '"', "'"),
      fc.string(),
    );
    const text = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, scope, (source, values) => {
        const parsed = parseTemplate(source);
        if (parsed.ok) expectSound(renderTemplate(parsed.template, values, fuel), source.length);
        else for (const problem of parsed.problems) expectLocated(problem, source.length);
      }),
      { numRuns: 300 * times },
    );
  });

  it('renders any value, and one without braces as itself', () => {
    fc.assert(
      fc.property(jsonValue, scope, (value, values) => {
        const parsed = parseTemplateValue(value);
        if (parsed.problems.length > 0) return;
        const result = renderTemplateValue(parsed.value, values, fuel);
        if (!JSON.stringify(value).includes('{{')) expect(result.ok && result.value).toBe(value);
        else expectSound(result, Infinity);
      }),
      { numRuns: 100 * times },
    );
  });
});
