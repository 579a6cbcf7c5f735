import { describe, expect, it } from '@jest/globals';
import { describeType, typeOfValue, unknownType } from '@ice/core';
import { runTool } from '../run-tool.js';
import { jsonTransform } from './json-transform.js';

const data = {
  rows: [
    { name: 'Tile', price: 375 },
    { name: 'Ladder', price: null },
  ],
};

describe('json_transform', () => {
  it.each([
    ['data', data],
    ['data.rows.size()', 2],
    ["{'names': data.rows.map(r, r.name)}", { names: ['Tile', 'Ladder'] }],
    ['data.rows.map(r, default(r.price, 0))', [375, 0]],
    ['null', null],
  ])('evaluates %s', async (expression, result) => {
    expect(await runTool(jsonTransform, { data, expression })).toEqual({ result });
  });

  it('takes data that is no object', async () => {
    expect(await runTool(jsonTransform, { data: [1, 2], expression: 'data.sum()' })).toEqual({ result: 3 });
  });

  it('refuses a text that is no expression, with its place', async () => {
    await expect(runTool(jsonTransform, { data, expression: 'data.rows +' })).rejects.toMatchObject({
      failure: {
        code: 'tool-input-invalid',
        evidence: { issues: [{ pointer: '/expression', message: expect.any(String), position: expect.any(Number) }] },
      },
    });
  });

  it.each(['inputs.secret', 'nodes.copy.text', 'runs.copy.status', 'secrets.KEY', 'execution.id', 'rows'])(
    'refuses %s, which would read something else than data',
    async (expression) => {
      const root = expression.split('.')[0];
      await expect(runTool(jsonTransform, { data, expression })).rejects.toMatchObject({
        failure: {
          code: 'tool-input-invalid',
          message: `/expression at 0: "${root}" is not known here: only "data" is.`,
        },
      });
    },
  );

  it('fails by name when the expression does not fit the data', async () => {
    await expect(runTool(jsonTransform, { data: { n: 'x' }, expression: 'data.n - 1' })).rejects.toMatchObject({
      failure: { code: 'expression-failed', retryable: false, evidence: { reason: 'type-error' } },
    });
  });

  it('ends an expression that would run on and on', async () => {
    const rows = Array.from({ length: 200 }, (_, index) => index);
    const expression = 'data.map(a, data.map(b, data.map(c, a + b + c)))';
    await expect(runTool(jsonTransform, { data: rows, expression })).rejects.toMatchObject({
      failure: { code: 'expression-failed', evidence: { reason: 'expression-fuel-exhausted' } },
    });
  });

  it.each([
    ['data.rows.map(r, r.name)', data, '{result: ("Tile" | "Ladder")[]}'],
    ['data.size() > 1', [1, 2], '{result: boolean}'],
    ['data.nothing', data, '{result: unknown}'],
    ['data +', data, '{result: unknown}'],
  ])('tells the type of %s from that of the data', (expression, value, type) => {
    expect(describeType(jsonTransform.typeOutput?.(typeOfValue({ data: value, expression })) ?? unknownType)).toBe(
      type,
    );
  });

  it('tells nothing where the expression itself is computed', () => {
    expect(describeType(jsonTransform.typeOutput?.(unknownType) ?? unknownType)).toBe('{result: unknown}');
  });
});
