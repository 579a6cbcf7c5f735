/** Text → expression, or the one problem that keeps it from being one. Never throws for bad text, never runs anything. */
import { buildNode } from './build-node.js';
import { celTextRefused, parseCel } from './cel-parser.js';
import { createExpression, type Expression } from './expression.js';
import { ProblemStop, type ExpressionProblem } from './expression-problem.js';

/** The expression or the problem. */
export type ParsedExpression =
  { readonly ok: true; readonly expression: Expression } | { readonly ok: false; readonly problem: ExpressionProblem };

/**
 * Parses one expression (no braces around it).
 *
 * @param offset added to every span, for a text that is a part of a longer one. Default 0.
 */
export function parseExpression(text: string, offset = 0): ParsedExpression {
  try {
    const root = buildNode(parseCel(text), offset);
    return { ok: true, expression: createExpression(text.trim(), root) };
  } catch (error) {
    if (!(error instanceof ProblemStop)) throw error;
    celTextRefused();
    const { problem } = error;
    return { ok: false, problem: { ...problem, start: problem.start + offset, end: problem.end + offset } };
  }
}
