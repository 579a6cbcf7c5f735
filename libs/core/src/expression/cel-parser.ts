/**
 * The one place that touches the parser library. Text in, the library's tree or our problem out. Nothing of the library is
 * ever asked to check or to evaluate.
 */
import { Environment, ParseError, type ASTNode } from '@marcbachmann/cel-js';
import { expressionLimits } from './expression-limits.js';
import { refuse } from './expression-problem.js';
import { findLongPrefixRun } from './scan-expression.js';

/** The library's tree of `text`. Throws `ProblemStop`, with positions in `text`. */
export function parseCel(text: string): ASTNode {
  refuseOversize(text);
  try {
    return celParser.parse(text);
  } catch (error) {
    if (error instanceof RangeError) refuse({ start: 0, end: text.length }, 'The expression is nested too deeply.');
    if (!(error instanceof ParseError)) throw error;
    const { start, end } = error.range ?? { start: 0, end: text.length };
    refuse({ start, end: Math.max(start, end) }, messageOf(error, text.slice(start, end)), hintAt(text, start));
  }
}

/** Tells that a text was refused, here or later. */
export function celTextRefused(): void {
  celParser.countRefusal();
}

/**
 * The library remembers every function name that it ever saw, and refused texts may bring any number of new ones: so its
 * environment is replaced after some refusals (making one costs 0.1 ms, which is why it is not done each time).
 */
class CelParser {
  #environment = createEnvironment();
  #refused = 0;

  parse(text: string): ASTNode {
    return this.#environment.parse(text).ast;
  }

  countRefusal(): void {
    this.#refused += 1;
    if (this.#refused % 64 === 0) this.#environment = createEnvironment();
  }
}

function createEnvironment(): Environment {
  return new Environment({
    unlistedVariablesAreDyn: true,
    limits: {
      maxAstNodes: expressionLimits.nodes,
      maxDepth: expressionLimits.nesting,
      maxListElements: expressionLimits.items,
      maxMapEntries: expressionLimits.items,
      maxCallArguments: expressionLimits.arguments,
    },
  });
}

const celParser = new CelParser();

function refuseOversize(text: string): void {
  const whole = { start: 0, end: text.length };
  if (text.trim() === '') refuse(whole, 'The expression is empty.');
  if (text.length > expressionLimits.expressionLength) {
    refuse(whole, `The expression is longer than ${expressionLimits.expressionLength} characters.`);
  }
  const run = findLongPrefixRun(text, expressionLimits.prefixRun);
  if (run >= 0)
    refuse({ start: run, end: run + 1 }, `More than ${expressionLimits.prefixRun} prefix operators in a row.`);
}

const limitMessages: Readonly<Record<string, string>> = {
  maxAstNodes: `The expression has more than ${expressionLimits.nodes} parts.`,
  maxDepth: `The expression is nested deeper than ${expressionLimits.nesting} levels.`,
  maxListElements: `A list has more than ${expressionLimits.items} items.`,
  maxMapEntries: `An object has more than ${expressionLimits.items} entries.`,
  maxCallArguments: `A call has more than ${expressionLimits.arguments} arguments.`,
};

function messageOf(error: ParseError, found: string): string {
  const limit = /^Exceeded (\w+)/.exec(error.summary)?.[1];
  if (limit !== undefined) return limitMessages[limit] ?? error.summary;
  if (error.code === 'expected_token') return `Expected ${expectedToken(error.summary)}, found ${quote(found)}.`;
  if (error.code === 'unexpected_token' || error.code === 'unexpected_character') return `Unexpected ${quote(found)}.`;
  if (error.code === 'invalid_macro_argument') return 'The variable of a macro must be a plain name.';
  if (error.code === 'invalid_number') return 'The number is too large.';
  return `${error.summary.replace(/\p{Cc}/gu, ' ').trim()}.`;
}

function quote(found: string): string {
  return found === '' ? 'end of the expression' : JSON.stringify(found.length > 40 ? `${found.slice(0, 40)}…` : found);
}

const tokens: Readonly<Record<string, string>> = {
  IDENTIFIER: 'a name',
  RPAREN: '")"',
  RBRACKET: '"]"',
  RBRACE: '"}"',
  COLON: '":"',
  EOF: 'the end',
};

function expectedToken(summary: string): string {
  const name = /^Expected (\w+)/.exec(summary)?.[1] ?? '';
  return tokens[name] ?? name.toLowerCase();
}

/** What writers of other languages type, and how it is said here. */
const foreign: readonly (readonly [string, string])[] = [
  ['??', 'Write default(path, value).'],
  ['?.', 'Write default(path, value) or has(path) where something may be absent.'],
  ['===', 'Write == to compare.'],
  ['=>', 'Write list.map(item, expression).'],
  ['=', 'Write == to compare; there is no assignment.'],
  ['&', 'Write && for a logical and.'],
  ['|', 'Write || for a logical or; call a function as x.upper() or upper(x).'],
  ['and ', 'Write && for a logical and.'],
  ['or ', 'Write || for a logical or.'],
  ['`', 'Put a text in single or double quotes.'],
  ['$', 'A name begins with a letter; write nodes.<id> or inputs.<name>.'],
  ['#', 'There are no block tags here; write list.map(item, expression).join("") to repeat.'],
];

function hintAt(text: string, position: number): string | undefined {
  if (text.slice(0, position).trimEnd().endsWith('not')) return 'Write ! for a logical not.';
  const isHere = (token: string): boolean =>
    text.startsWith(token, position) || (token.length === 2 && text.startsWith(token, position - 1) && position > 0);
  return foreign.find(([token]) => isHere(token))?.[1];
}
