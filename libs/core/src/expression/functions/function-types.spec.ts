/** What functions say of their types agrees with what they do. */
import { describe, expect, it } from '@jest/globals';
import { compileSchema } from '../../schema/index.js';
import { describeType, neverType, schemaOfType, unknownType, type Type } from '../../type/index.js';
import { checkExpression } from '../check/check-expression.js';
import { parseExpression } from '../parse-expression.js';
import { expressionFunctions } from './function-table.js';

const nowhere = { variable: () => unknownType, node: () => unknownType, run: () => unknownType };
const entries = [...expressionFunctions.values()].map((entry) => [entry.name, entry] as const);
const functions = entries.flatMap(([name, entry]) => (entry.kind === 'function' ? [[name, entry] as const] : []));

describe('the types of functions', () => {
  it.each(entries)('%s gives what its type says, in its example', (_name, { example }) => {
    const parsed = parseExpression(example.expression);
    if (!parsed.ok) throw new Error(parsed.problem.message);
    const { type, problems } = checkExpression(parsed.expression, nowhere);
    expect(problems).toEqual([]);
    expect(compileSchema(schemaOfType(type))(example.value)).toEqual([]);
  });

  it.each(functions)(
    '%s has a type for arguments of which nothing is known, and for those that cannot be',
    (_name, entry) => {
      for (const argument of [unknownType, neverType]) {
        const found = Array.from({ length: entry.arity.min }, (): Type => argument);
        expect(describeType(entry.typeOf(found))).toMatch(/^.+$/);
        const takes = typeof entry.takes === 'function' ? entry.takes(found) : entry.takes;
        expect(takes.length).toBeGreaterThan(0);
      }
    },
  );

  it.each(functions)('%s takes what its signature names', (_name, { signature, takes }) => {
    const named = [...signature.matchAll(/[\w.]+\??: ([\w| ]+)[,)]/g)].map(([, kinds = '']) => kinds.split(' | '));
    const wanted = typeof takes === 'function' ? [] : takes;
    const kinds = wanted.map((type) => (type.kind === 'union' ? type.options : [type]).map(({ kind }) => String(kind)));
    for (const [index, found] of kinds.entries()) {
      const expected = named[index] ?? named.at(-1) ?? [];
      expect([...new Set(found)].sort()).toEqual(expected.map((kind) => (kind === 'any' ? 'unknown' : kind)).sort());
    }
  });
});
