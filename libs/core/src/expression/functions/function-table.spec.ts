import { describe, expect, it } from '@jest/globals';
import { evaluate } from '../evaluate.js';
import { parseExpression } from '../parse-expression.js';
import { createPlainScope } from '../plain-scope.js';
import { expressionFunctions, pureFunction } from './function-table.js';

const contract = [
  'default has',
  'upper lower trim split replace contains startsWith endsWith slice slug',
  'map filter exists all size sort_by sum min max first last flatten distinct join range chunk',
  'keys values merge',
  'type json parse_json base64_encode base64_decode sha256 number string round abs floor ceil date',
];

describe('the table of functions', () => {
  it('has exactly the functions of the contract', () => {
    expect([...expressionFunctions.keys()].sort()).toEqual(contract.flatMap((line) => line.split(' ')).sort());
  });

  it.each([...expressionFunctions.values()].map((entry) => [entry.name, entry] as const))(
    'shows an example of %s that is true',
    (_name, { example }) => {
      const parsed = parseExpression(example.expression);
      if (!parsed.ok) throw new Error(parsed.problem.message);
      expect(evaluate(parsed.expression, createPlainScope({}))).toEqual({ ok: true, value: example.value });
    },
  );

  it.each([...expressionFunctions.values()].map((entry) => [entry.name, entry] as const))(
    'documents %s with its own name and a sentence',
    (name, { signature, documentation, arity }) => {
      expect(signature.startsWith(`${name}(`)).toBe(true);
      expect(documentation).toMatch(/^[A-Z].*\.$/);
      expect(arity.min <= arity.max && arity.min >= 1).toBe(true);
    },
  );

  it('gives no function for a macro', () => {
    expect(() => pureFunction('map')).toThrow('"map" is no function.');
  });
});
