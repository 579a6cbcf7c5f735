/** The text of a boolean field → expression. Such fields may leave the braces out: `{{ a }}` and `a` are the same. */
import { problemAt } from './expression-problem.js';
import { parseExpression, type ParsedExpression } from './parse-expression.js';
import { cutTemplate } from './parse-template.js';

/** Parses a condition. Spans are positions in `text`. */
export function parseCondition(text: string): ParsedExpression {
  const trimmed = text.trim();
  const offset = text.indexOf(trimmed);
  if (!trimmed.startsWith('{{')) return parseExpression(text);
  const { pieces, problem } = cutTemplate(trimmed);
  const [piece, ...more] = pieces;
  if (problem) return { ok: false, problem: { ...problem, start: problem.start + offset, end: problem.end + offset } };
  if (typeof piece === 'object' && more.length === 0) return parseExpression(piece.text, piece.start + offset);
  const message = 'A condition is one expression.';
  const hint = 'Put all of it between one pair of braces, or leave the braces out.';
  return { ok: false, problem: problemAt({ start: 0, end: text.length }, 'expression-invalid', message, hint) };
}
