/** The problem of a null where none is taken, and its mend. */
import { isNever, optionsOf } from '../../type/options-of.js';
import { withoutNull } from '../../type/nullability.js';
import type { KnownType, Type } from '../../type/type.js';
import type { ExpressionNode, Span } from '../expression-node.js';
import type { CheckContext } from './check-context.js';
import { nameOf, plainTextOf } from './path-text.js';
import type { TextEdit, TypeProblem } from './type-problem.js';

/** What is null, and what the mend is about. */
export interface NullFault {
  /** The part that may be null. */
  readonly node: ExpressionNode;
  /** Its type. */
  readonly found: Type;
  /** What cannot be done: `so its field "title" cannot be read`. */
  readonly consequence: string;
  /** The part to put `default` around. */
  readonly whole: ExpressionNode;
  /** What stands in for it, as text; undefined where that is not ours to say. */
  readonly fallback: string | undefined;
  /** Where the problem is shown. */
  readonly at: Span;
}

/** A `possibly-null` problem. What is null in any case has no mend: whoever reads it meant something else. */
export function possiblyNull({ node, found, consequence, whole, fallback, at }: NullFault): TypeProblem {
  const isAlways = isNever(withoutNull(found));
  const message = `${nameOf(node) ?? 'The value'} ${isAlways ? 'is' : 'may be'} null, ${consequence}.`;
  const edit = isAlways ? undefined : defaultEdit(whole, fallback);
  const cover = edit === undefined ? 'Use default(path, value)' : `Write ${edit.text}`;
  const test = isAlways ? undefined : plainTextOf(node);
  const hint = test === undefined ? `${cover}.` : `${cover}, or test ${test} != null first.`;
  const { start, end } = at;
  return { code: 'possibly-null', message, hint, ...(edit && { edit }), start, end };
}

/** The problem of a value that may be null where `wanted` is taken. Of `default(a, b)` it can only be `b` that is null. */
export function nullValue(value: ExpressionNode, found: Type, wanted: Type, consequence: string): TypeProblem {
  const node = value.kind === 'default' ? lastFallback(value) : value;
  return possiblyNull({ node, found, consequence, whole: node, fallback: zeroOf(wanted), at: node });
}

function lastFallback(node: ExpressionNode): ExpressionNode {
  let last = node;
  while (last.kind === 'default') last = last.fallback;
  return last;
}

/** What stands in for a path of type `wanted` that leads through null: null itself only where nothing in the expression takes it, or where
 *  it is compared with null, and in a text the empty one. Only certain texts or numbers have no empty value: which one is meant is not ours to say. */
export function fallbackOf(path: ExpressionNode, wanted: Type, { root, isInText }: CheckContext): string | undefined {
  if (isComparedWithNull(root, path)) return 'null';
  const isResult = isResultOf(root, path);
  if (isResult && isInText) return '""';
  const options = optionsOf(withoutNull(wanted)) ?? [];
  const isOneOfCertain = options.length === 1 && hasValues(options[0]);
  return zeroOf(wanted) ?? (isResult && !isOneOfCertain ? 'null' : undefined);
}

/** True when the value of the node may be the value of the expression. */
function isResultOf(root: ExpressionNode, node: ExpressionNode): boolean {
  if (root.kind === 'conditional') return isResultOf(root.consequent, node) || isResultOf(root.alternate, node);
  return root.kind === 'default' ? isResultOf(root.fallback, node) : root === node;
}

/** True where the value of the node is one side of `== null` or `!= null` in a condition. */
function isComparedWithNull(root: ExpressionNode, node: ExpressionNode): boolean {
  const within = (...parts: readonly ExpressionNode[]): boolean => parts.some((part) => isComparedWithNull(part, node));
  if (root.kind === 'unary') return within(root.operand);
  if (root.kind === 'conditional') return within(root.condition, root.consequent, root.alternate);
  if (root.kind !== 'binary') return false;
  const { operator, left, right } = root;
  if (operator !== '==' && operator !== '!=') return within(left, right);
  return (left === node && isNullLiteral(right)) || (right === node && isNullLiteral(left));
}

function isNullLiteral(node: ExpressionNode): boolean {
  return node.kind === 'literal' && node.value === null;
}

/** Puts `default` around a path that stands in the text as it is. */
function defaultEdit(whole: ExpressionNode, fallback: string | undefined): TextEdit | undefined {
  const path = plainTextOf(whole);
  if (path === undefined || fallback === undefined) return undefined;
  const { start, end } = whole;
  return { start, end, text: `default(${path}, ${fallback})`, title: `Give ${path} a value for when it is null` };
}

const zeros: Readonly<Record<string, string>> = { string: '""', number: '0', boolean: 'false', list: '[]' };

/** The empty value of the one kind that is wanted, where it has one and any value of the kind is taken. */
function zeroOf(wanted: Type): string | undefined {
  const options = optionsOf(withoutNull(wanted)) ?? [];
  const [only] = options;
  return only === undefined || options.length > 1 || hasValues(only) ? undefined : zeros[only.kind];
}

function hasValues(option: KnownType | undefined): boolean {
  return option !== undefined && option.kind !== 'boolean' && 'values' in option;
}
