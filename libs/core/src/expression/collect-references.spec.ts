import { describe, expect, it } from '@jest/globals';
import { parseExpression } from './parse-expression.js';

function references(text: string): unknown {
  const parsed = parseExpression(text);
  return parsed.ok ? parsed.expression.references : parsed.problem;
}

describe('references of an expression', () => {
  it('name the root, the id and the path that is written out', () => {
    expect(references('nodes.post.body["listing id"][0].x + inputs.rate')).toEqual([
      { root: 'nodes', id: 'post', path: ['body', 'listing id', 0, 'x'], absorbed: false, start: 0, end: 34 },
      { root: 'inputs', path: ['rate'], absorbed: false, start: 37, end: 48 },
    ]);
  });

  it.each<[string, unknown]>([
    ['execution.usage.cost_usd', [{ root: 'execution', path: ['usage', 'cost_usd'] }]],
    ['secrets.KEY', [{ root: 'secrets', id: 'KEY', path: [] }]],
    ['runs.a.status == "failed"', [{ root: 'runs', id: 'a', path: ['status'] }]],
    ['row', [{ root: 'row', path: [] }]],
    ['1 + 2', []],
  ])('of %s', (text, expected) => {
    expect(references(text)).toMatchObject(expected as object);
  });

  it('stop at the first computed index and go on inside it', () => {
    expect(references('inputs.rows[nodes.pick.index].name')).toEqual([
      { root: 'inputs', path: ['rows'], absorbed: false, start: 0, end: 11 },
      { root: 'nodes', id: 'pick', path: ['index'], absorbed: false, start: 12, end: 28 },
    ]);
  });

  it('leave out the variables of macros, but not what has the same name elsewhere', () => {
    expect(references('nodes.a.rows.map(r, r.x + s.y).filter(s, s.z > r.w)')).toMatchObject([
      { root: 'nodes', id: 'a', path: ['rows'] },
      { root: 's', path: ['y'] },
      { root: 'r', path: ['w'] },
    ]);
  });

  it('find what a bound variable is indexed with', () => {
    expect(references('xs.map(x, x[inputs.key])')).toMatchObject([
      { root: 'xs', path: [] },
      { root: 'inputs', path: ['key'] },
    ]);
  });

  it('are absorbed in the first argument of default and in has, and nowhere else', () => {
    expect(references('default(nodes.a.b, nodes.c.d) + (has(inputs.e) ? 1 : inputs.f)')).toMatchObject([
      { id: 'a', absorbed: true },
      { id: 'c', absorbed: false },
      { root: 'inputs', path: ['e'], absorbed: true },
      { root: 'inputs', path: ['f'], absorbed: false },
    ]);
  });

  it('are found in every kind of node', () => {
    const text = "[a, {'k': b, c: d}, -e, !f, g ? h : i, upper(j), j.trim().size(), default(k.l(), m)[n]]";
    const found = references(text.replace('k.l()', 'k.first().l'));
    expect((found as { root: string }[]).map(({ root }) => root)).toEqual([...'abcdefghijjkmn']);
  });
});
