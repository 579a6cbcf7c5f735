/** Judges what stands where only certain types are taken. */
import { describeType } from '../../type/describe-type.js';
import { misfitOf, type Misfit } from '../../type/misfit.js';
import { unknownType, type Type } from '../../type/type.js';
import type { ExpressionNode } from '../expression-node.js';
import type { CheckContext } from './check-context.js';
import { nameOf } from './path-text.js';
import { nullValue } from './report-null.js';
import type { TypeProblem } from './type-problem.js';

/** What is taken, and by whom. */
export interface Need {
  readonly wanted: Type;
  /** `upper()`, `!`, `?:`. */
  readonly who: string;
  /** The kinds in words, where the type in words is longer. */
  readonly words?: string;
  readonly hint?: string;
}

/** The type when it fits; else unknown, and one problem. */
export function needType(node: ExpressionNode, found: Type, need: Need, context: CheckContext): Type {
  const misfit = misfitOf(found, need.wanted);
  if (misfit === null) return found;
  context.report(misfit.reason === 'null' ? reportNull(node, found, misfit, need) : reportKind(node, found, need));
  return unknownType;
}

function reportKind(node: ExpressionNode, found: Type, need: Need): TypeProblem {
  const { wanted, who, words = describeType(wanted), hint } = need;
  const name = nameOf(node);
  const message =
    name === undefined
      ? `${sentence(who)} needs ${words}, got ${describeType(found)}.`
      : `${name} is ${describeType(found)}, ${who} needs ${words}.`;
  return { code: 'type-mismatch', message, ...(hint !== undefined && { hint }), start: node.start, end: node.end };
}

/** `a key of an object` begins a sentence with a capital, `upper()` does not. */
function sentence(who: string): string {
  return who.replace(/^an? /, (article) => (article === 'a ' ? 'A ' : 'An '));
}

/** Of a null inside nothing can be said but that it should be left out. */
function reportNull(node: ExpressionNode, found: Type, misfit: Misfit, { wanted, who }: Need): TypeProblem {
  if (misfit.path.length === 0) return nullValue(node, found, wanted, `which ${who} does not take`);
  const message = `${nameOf(node) ?? 'The list'} is ${describeType(found)}: there may be a null in it, which ${who} does not take.`;
  const hint = 'Leave the nulls out: x.filter(item, item != null).';
  return { code: 'possibly-null', message, hint, start: node.start, end: node.end };
}
