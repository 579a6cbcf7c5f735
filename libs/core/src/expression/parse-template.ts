/** String → template. Knows where `{{ … }}` ends even when strings and objects inside hold braces. Never throws for bad text. */
import type { Expression } from './expression.js';
import { expressionLimits } from './expression-limits.js';
import { problemAt, type ExpressionProblem } from './expression-problem.js';
import { parseExpression } from './parse-expression.js';
import { findClosingBraces } from './scan-expression.js';
import type { Template } from './template.js';

/** The template, or everything that is wrong with it in the order of the text. */
export type ParsedTemplate =
  | { readonly ok: true; readonly template: Template }
  | { readonly ok: false; readonly problems: readonly ExpressionProblem[] };

/**
 * Parses one string. `\{{` stands for literal braces; a lone `}}` is text. What is wrong inside the braces has the code
 * `template-invalid` (or `regex-unsafe`).
 */
export function parseTemplate(text: string): ParsedTemplate {
  if (!text.includes('{{')) return { ok: true, template: { kind: 'literal', value: text } };
  const lone = lonePiece(text);
  if (lone !== undefined) return parseLone(lone);
  const { pieces, problem } = cutTemplate(text);
  const problems: ExpressionProblem[] = [];
  const parts: (string | Expression)[] = [];
  for (const piece of pieces) {
    const part = typeof piece === 'string' ? piece : parsePiece(piece, problems);
    if (part !== undefined) parts.push(part);
    if (problems.length >= expressionLimits.problems) break;
  }
  if (problem) problems.push(problem);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, template: createTemplate(parts) };
}

/** The piece of a text that is one pair of braces and nothing else, as most are that hold an expression at all. */
function lonePiece(text: string): ExpressionPiece | undefined {
  if (!text.startsWith('{{') || findClosingBraces(text, 2) !== text.length - 2) return undefined;
  return { text: text.slice(2, -2), start: 2 };
}

function parseLone(piece: ExpressionPiece): ParsedTemplate {
  const problems: ExpressionProblem[] = [];
  const expression = parsePiece(piece, problems);
  return expression === undefined
    ? { ok: false, problems }
    : { ok: true, template: { kind: 'expression', expression } };
}

/** The text between one pair of braces. */
export interface ExpressionPiece {
  readonly text: string;
  /** Where it begins in the whole string, after the opening braces. */
  readonly start: number;
}

/** Cuts a string at its braces; a problem ends the cutting, what came before it is still given. */
export function cutTemplate(text: string): {
  pieces: readonly (string | ExpressionPiece)[];
  problem?: ExpressionProblem;
} {
  const pieces: (string | ExpressionPiece)[] = [];
  let literal = '';
  let position = 0;
  let count = 0;
  for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', position)) {
    if (open > position && text[open - 1] === '\\') {
      literal += `${text.slice(position, open - 1)}{{`;
      position = open + 2;
      continue;
    }
    literal += text.slice(position, open);
    if (literal !== '') pieces.push(literal);
    literal = '';
    const close = findClosingBraces(text, open + 2);
    if (close < 0) return { pieces, problem: unclosed(open, -1 - close, text.length) };
    if ((count += 1) > expressionLimits.expressionsPerText) return { pieces: [], problem: tooMany(open) };
    pieces.push({ text: text.slice(open + 2, close), start: open + 2 });
    position = close + 2;
  }
  literal += text.slice(position);
  return { pieces: literal === '' ? pieces : [...pieces, literal] };
}

function parsePiece({ text, start }: ExpressionPiece, problems: ExpressionProblem[]): Expression | undefined {
  const parsed = parseExpression(text, start);
  if (parsed.ok) return parsed.expression;
  const { problem } = parsed;
  problems.push(problem.code === 'expression-invalid' ? { ...problem, code: 'template-invalid' } : problem);
  return undefined;
}

function createTemplate(parts: readonly (string | Expression)[]): Template {
  const [first = ''] = parts;
  if (parts.length > 1) return { kind: 'text', parts: Object.freeze(parts) };
  return typeof first === 'string' ? { kind: 'literal', value: first } : { kind: 'expression', expression: first };
}

function unclosed(open: number, culprit: number, end: number): ExpressionProblem {
  const isBrace = culprit === open + 2;
  const message = isBrace
    ? 'The braces that open here are never closed.'
    : 'The string that begins here is never closed.';
  const hint = isBrace ? 'Close them with }}, or write \\{{ for literal braces.' : 'Close it with the same quote.';
  return problemAt({ start: isBrace ? open : culprit, end }, 'template-invalid', message, hint);
}

function tooMany(start: number): ExpressionProblem {
  const message = `A text holds more than ${expressionLimits.expressionsPerText} expressions.`;
  return problemAt({ start, end: start + 2 }, 'template-invalid', message);
}
