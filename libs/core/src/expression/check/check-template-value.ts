/** Types and faults of template values: every string by itself, the value around them from its parts. */
import { isNullable } from '../../type/nullability.js';
import { stringType, type MemberType, type Type } from '../../type/type.js';
import { literalList, typeOfValue } from '../../type/type-of-value.js';
import type { ExpressionNode } from '../expression-node.js';
import type { Expression } from '../expression.js';
import type { LocatedTemplate, ObjectTemplate, TemplateValue } from '../template.js';
import { checkExpression } from './check-expression.js';
import { nullValue } from './report-null.js';
import type { CheckedExpression, TypeProblem } from './type-problem.js';
import type { TypeScope } from './type-scope.js';

/** A problem and the string in which it stands. */
export interface LocatedTypeProblem extends TypeProblem {
  /** JSON pointer from the value; spans are positions in that string. */
  readonly pointer: string;
}

/** What checking a template value gives. */
export interface CheckedTemplateValue {
  /** Unknown where a string has problems, known around it. */
  readonly type: Type;
  readonly problems: readonly LocatedTypeProblem[];
  /** Nodes of all the expressions inside, for `withRequiredKeys`. */
  readonly required: ReadonlySet<ExpressionNode>;
}

/** Checks a value. A lone expression keeps its type; in a text a null is a problem, everything else stands as text. */
export function checkTemplateValue(value: TemplateValue, scope: TypeScope): CheckedTemplateValue {
  const checking: Checking = { scope, problems: [], required: undefined };
  const type = typeOfTemplate(value, checking);
  return { type, problems: checking.problems, required: checking.required ?? noKeys };
}

interface Checking {
  readonly scope: TypeScope;
  readonly problems: LocatedTypeProblem[];
  required: Set<ExpressionNode> | undefined;
}

/** Most values require none. */
const noKeys: ReadonlySet<ExpressionNode> = new Set();

function typeOfTemplate(value: TemplateValue, checking: Checking): Type {
  switch (value.kind) {
    case 'literal':
      return typeOfValue(value.value);
    case 'list':
      return literalList(value.items.map((item) => typeOfTemplate(item, checking)));
    case 'object':
      return typeOfEntries(value, checking);
    default:
      return typeOfString(value, checking);
  }
}

function typeOfEntries({ entries }: ObjectTemplate, checking: Checking): Type {
  const members = entries.map(([name, value]): [string, MemberType] => [
    name,
    Object.freeze({ type: typeOfTemplate(value, checking), required: true }),
  ]);
  return Object.freeze({ kind: 'object', members: new Map(members), rest: null });
}

function typeOfString(template: LocatedTemplate, checking: Checking): Type {
  const { pointer } = template;
  if (template.kind === 'expression') return checkPart(template.expression, pointer, checking, false).type;
  for (const part of template.parts) if (typeof part !== 'string') checkInText(part, pointer, checking);
  return stringType;
}

function checkInText(part: Expression, pointer: string, checking: Checking): void {
  const { type } = checkPart(part, pointer, checking, true);
  if (!isNullable(type)) return;
  const problem = nullValue(part.root, type, stringType, 'which cannot stand in a text');
  checking.problems.push(Object.freeze({ ...problem, pointer }));
}

function checkPart(expression: Expression, pointer: string, checking: Checking, isInText: boolean): CheckedExpression {
  const checked = checkExpression(expression, checking.scope, isInText);
  for (const problem of checked.problems) checking.problems.push(Object.freeze({ ...problem, pointer }));
  if (checked.required.size === 0) return checked;
  checking.required ??= new Set();
  for (const node of checked.required) checking.required.add(node);
  return checked;
}
