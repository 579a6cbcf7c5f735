/** The problem of a null where none is taken, and its mend. */
import { isNever, optionsOf } from '../../type/options-of.js';
import { withoutNull } from '../../type/nullability.js';
import type { Type } from '../../type/type.js';
import type { ExpressionNode, Span } from '../expression-node.js';
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
  /** What it is when it is there. */
  readonly wanted: Type;
  /** Where the problem is shown. */
  readonly at: Span;
}

/** A `possibly-null` problem. */
export function possiblyNull({ node, found, consequence, whole, wanted, at }: NullFault): TypeProblem {
  const isAlways = isNever(withoutNull(found));
  const message = `${nameOf(node) ?? 'The value'} ${isAlways ? 'is' : 'may be'} null, ${consequence}.`;
  const edit = defaultEdit(whole, wanted);
  const cover = edit === undefined ? 'Use default(path, value)' : `Write ${edit.text}`;
  const test = isAlways ? undefined : plainTextOf(node);
  const hint = test === undefined ? `${cover}.` : `${cover}, or test ${test} != null first.`;
  const { start, end } = at;
  return { code: 'possibly-null', message, hint, ...(edit && { edit }), start, end };
}

/** Puts `default` around a path that stands in the text as it is. */
function defaultEdit(whole: ExpressionNode, wanted: Type): TextEdit | undefined {
  const path = plainTextOf(whole);
  const zero = zeroOf(wanted);
  if (path === undefined || zero === undefined) return undefined;
  const { start, end } = whole;
  return { start, end, text: `default(${path}, ${zero})`, title: `Give ${path} a value for when it is null` };
}

const zeros: Readonly<Record<string, string>> = { string: '""', number: '0', boolean: 'false', list: '[]' };

/** The empty value of the one kind that is wanted, `null` where there is none; undefined where only certain texts or numbers are
 *  taken: which one is meant is not ours to say. */
function zeroOf(wanted: Type): string | undefined {
  const options = optionsOf(withoutNull(wanted)) ?? [];
  const [only] = options;
  if (only === undefined || options.length > 1) return 'null';
  return only.kind !== 'boolean' && 'values' in only ? undefined : (zeros[only.kind] ?? 'null');
}
