/** `json_transform`: reshapes JSON with one expression of the project's own language. */
import { checkExpression, evaluate, memberType, objectOfTypes, parseExpression, unknownType } from '@ice/core';
import type { JsonValue, Type } from '@ice/core';
import { z } from 'zod';
import { defineTool } from '../define-tool.js';
import { argumentInvalid, dataScope, expressionFailed, foreignReads } from '../expression/data-expression.js';

/**
 * `{data, expression}` → `{result}`. The expression stands without braces, so that the blueprint does not render it before the tool
 * sees it; it reads `data`. Fails with `tool-input-invalid` for a bad expression, `expression-failed` for data it does not fit.
 */
export const jsonTransform = defineTool({
  name: 'json_transform',
  description: 'Reshapes JSON: evaluates an expression, written without braces, that reads `data`.',
  effect: 'pure',
  input: z.object({
    data: z.unknown().describe('Any JSON value; the expression reads it as `data`.'),
    expression: z.string().min(1).max(8_192).describe('For example: data.rows.map(r, r.price).'),
  }),
  output: z.object({ result: z.unknown().describe('What the expression gives.') }),
  examples: [
    {
      input: {
        data: {
          rows: [
            { name: 'Tile', price: 375 },
            { name: 'Ladder', price: 25 },
          ],
        },
        expression: "data.rows.filter(r, r.price > 100).map(r, {'title': r.name})",
      },
      output: { result: [{ title: 'Tile' }] },
    },
  ],
  run({ data, expression: text }) {
    const parsed = parseExpression(text);
    if (!parsed.ok) throw argumentInvalid('expression', [parsed.problem]);
    const foreign = foreignReads(parsed.expression.references);
    if (foreign.length > 0) throw argumentInvalid('expression', foreign);
    const outcome = evaluate(parsed.expression, dataScope((data ?? null) as JsonValue));
    if (!outcome.ok) throw expressionFailed('expression', outcome.failure);
    return { result: outcome.value };
  },
  typeOutput: (input) =>
    objectOfTypes({ result: resultType(memberType(input, 'expression'), memberType(input, 'data')) }),
});

/** What an expression that is written out gives for data of a type. */
function resultType(expression: Type, data: Type): Type {
  const [text, ...others] = expression.kind === 'string' ? (expression.values ?? []) : [];
  const parsed = text === undefined || others.length > 0 ? undefined : parseExpression(text);
  if (!parsed?.ok) return unknownType;
  const nothing = (): Type => unknownType;
  const { type, required } = checkExpression(parsed.expression, {
    variable: (name) => (name === 'data' ? data : unknownType),
    node: nothing,
    run: nothing,
  });
  // A key of a map that is not there reads as null here: the compiler cannot make this tool insist on it.
  return required.size > 0 ? unknownType : type;
}
