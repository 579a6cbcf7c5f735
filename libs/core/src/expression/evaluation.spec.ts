import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '../json/json-value.js';
import { evaluate } from './evaluate.js';
import { parseExpression } from './parse-expression.js';
import { createPlainScope } from './plain-scope.js';

function run(text: string, fuel?: number, x: JsonValue = null): unknown {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problem.message}`);
  const result = evaluate(parsed.expression, createPlainScope({ variables: { x } }), fuel);
  return result.ok ? result.value : result.failure.code;
}

const megabyte = 'a'.repeat(1_048_576);

describe('the fuel of an evaluation', () => {
  it('is one step for each node', () => {
    expect(run('1 + 2', 3)).toBe(3);
    expect(run('1 + 2', 2)).toBe('expression-fuel-exhausted');
  });

  it.each([0, -1, NaN])('of %d is none', (fuel) => {
    expect(run('1', fuel)).toBe('expression-fuel-exhausted');
  });

  it.each<[string, JsonValue]>([
    ['range(100).map(a, range(100).map(b, range(100).map(c, a * b * c)))', null],
    ['range(99000).sort_by(n, -n)', null],
    ['range(400).map(a, range(400) == range(400))', null],
    ['x.split("")', megabyte],
    ['x.replace("a", x)', megabyte],
    ['x.replace("a", "bb")', megabyte],
    ['x + "b"', megabyte],
    ['[x, x].join()', megabyte],
    ['x.upper() + x.upper()', megabyte],
    ['range(10).map(n, x.contains("b" + x))', megabyte],
    ['range(10).map(n, x.slice(n))', megabyte],
    ['range(10).map(n, sha256(x))', megabyte],
    ['range(10).map(n, x.size())', megabyte],
    ['range(10).map(n, x < x.slice(1))', megabyte],
    ['range(10).map(n, x == x)', megabyte],
    ['x.slug()', megabyte],
    ['x.base64_encode()', megabyte],
    ['range(300).map(n, json(x))', Array(1000).fill(1)],
    ['range(300).map(n, x.distinct())', Array(1000).fill(1)],
    ['range(300).map(n, x + x)', Array(1000).fill(1)],
    ['range(300).map(n, x.flatten())', Array(1000).fill([1])],
    ['range(10000).map(n, default(x.a[n].b, default(x.a[n].c, default(upper(x.a[n].d), 1))))', { a: [] }],
  ])('ends %s', (text, x) => {
    expect(run(text, undefined, x)).toBe('expression-fuel-exhausted');
  });

  it('lasts for what people do', () => {
    const rows = Array.from({ length: 5000 }, (_, index) => ({ name: `row ${index}`, price: index }));
    expect(run('x.filter(r, r.price >= 4998).map(r, r.name.upper())', undefined, rows)).toEqual([
      'ROW 4998',
      'ROW 4999',
    ]);
    expect(run('x.map(r, r.price).sum()', undefined, rows)).toBe(12_497_500);
  });

  it('is not what bounds recursion: the deepest tree the parser lets through still evaluates', () => {
    expect(run(Array(256).fill('1').join('+'))).toBe(256);
    expect(run(`${'('.repeat(99)}1${')'.repeat(99)}`)).toBe(1);
    expect(run(`${'[1].map(a, '.repeat(40)}a${')'.repeat(40)}.size()`)).toBe(1);
  });
});

describe('a faulty scope', () => {
  it('is a fault of its own and is thrown on', () => {
    const broken = {
      variable: () => {
        throw new TypeError('broken');
      },
      node: () => null,
      run: () => null,
    };
    const parsed = parseExpression('default(x, 1)');
    if (!parsed.ok) throw new Error('must parse');
    expect(() => evaluate(parsed.expression, broken)).toThrow(new TypeError('broken'));
  });
});
