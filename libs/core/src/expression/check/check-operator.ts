/** Types of operators. Agrees with the compiler of operators: no truthiness, no mixed kinds. */
import { describeType } from '../../type/describe-type.js';
import { isNever, optionsOf, typeOfOptions } from '../../type/options-of.js';
import { booleanType, numberType, stringType, unknownType, type KnownType, type Type } from '../../type/type.js';
import { unionOf } from '../../type/union-of.js';
import type { BinaryNode, BinaryOperator, ConditionalNode, ExpressionNode, UnaryNode } from '../expression-node.js';
import { anyList, anyObject, ordered, wholeAs } from '../functions/function-types.js';
import type { CheckContext } from './check-context.js';
import { addedType } from './added-type.js';
import { needType } from './need-type.js';
import { nameOf } from './path-text.js';

/** The type of `!a` and `-a`. */
export function checkUnary({ operator, operand }: UnaryNode, context: CheckContext): Type {
  const found = context.check(operand, context);
  if (operator === '!') {
    needBoolean(operand, found, '!', context);
    return booleanType;
  }
  return wholeAs([needType(operand, found, { wanted: numberType, who: operator }, context)]);
}

/** The type of `condition ? consequent : alternate`; each side knows how the condition came out. */
export function checkConditional(node: ConditionalNode, context: CheckContext): Type {
  needBoolean(node.condition, context.check(node.condition, context), '?:', context);
  const sides = [node.consequent, node.alternate].map((side, index) =>
    context.check(side, narrowed(node.condition, index === 0, context)),
  );
  return unionOf(sides);
}

/** The type of `a + b` and the like. */
export function checkBinary(node: BinaryNode, context: CheckContext): Type {
  const { operator } = node;
  const left = context.check(node.left, context);
  if (operator === '&&' || operator === '||') return checkLogical(node, left, context);
  const right = context.check(node.right, context);
  return checkOperator(operator, { node, left, right, context });
}

/** The right side knows how the left one came out. */
function checkLogical({ operator, left, right }: BinaryNode, found: Type, context: CheckContext): Type {
  needBoolean(left, found, operator, context);
  needBoolean(right, context.check(right, narrowed(left, operator === '&&', context)), operator, context);
  return booleanType;
}

function narrowed(condition: ExpressionNode, outcome: boolean, context: CheckContext): CheckContext {
  return { ...context, scope: context.narrowed.narrow(context.scope, condition, outcome) };
}

/** Judges what decides something, and says how to compare what does not. */
export function needBoolean(node: ExpressionNode, found: Type, who: string, context: CheckContext): void {
  if (found.kind === 'boolean') return;
  const [only] = optionsOf(found) ?? [];
  const hint = only === undefined ? undefined : comparisons[only.kind];
  needType(
    node,
    found,
    { wanted: booleanType, who, words: 'true or false', ...(hint !== undefined && { hint }) },
    context,
  );
}

const comparisons: Readonly<Partial<Record<KnownType['kind'], string>>> = {
  number: 'Compare it: x > 0.',
  string: 'Compare it: x != "".',
  list: 'Compare its size: x.size() > 0.',
  object: 'Test it for null: x != null.',
};

/** What `+` takes. */
const addable: Type = unionOf([numberType, stringType, anyList]);

/** What `in` looks into. */
const container: Type = unionOf([anyList, anyObject]);

interface Operands {
  readonly node: BinaryNode;
  readonly left: Type;
  readonly right: Type;
  readonly context: CheckContext;
}

function checkOperator(operator: Exclude<BinaryOperator, '&&' | '||'>, operands: Operands): Type {
  switch (operator) {
    case '==':
    case '!=':
      return checkEquality(operands);
    case 'in':
      return checkIn(operands);
    case '+':
      return checkPair(operands, addable, 'two numbers, two strings or two lists');
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const type = checkPair(operands, ordered, 'two numbers or two strings');
      return isNever(type) ? type : booleanType;
    }
    default:
      return checkArithmetic(operands);
  }
}

function checkArithmetic({ node, left, right, context }: Operands): Type {
  const need = { wanted: numberType, who: node.operator };
  const types = [needType(node.left, left, need, context), needType(node.right, right, need, context)];
  return node.operator === '/' ? numberType : wholeAs(types);
}

/** Different kinds are never equal, so comparing them is a slip; null may be compared with anything. */
function checkEquality({ node, left, right, context }: Operands): Type {
  const [kinds, others] = [kindsOf(left), kindsOf(right)];
  if (kinds === null || others === null || kinds.size === 0 || others.size === 0) return booleanType;
  const isNull = kinds.has('null') || others.has('null');
  if (isNull || [...kinds].some((kind) => others.has(kind))) return booleanType;
  const message = `${named(node.left, left)} and ${named(node.right, right)} are never equal.`;
  const hint = 'Compare values of one kind: string(x) or number(x) converts.';
  context.report({ code: 'type-mismatch', message, hint, start: node.start, end: node.end });
  return unknownType;
}

function named(node: ExpressionNode, type: Type): string {
  const name = nameOf(node);
  return name === undefined ? describeType(type) : `${name} (${describeType(type)})`;
}

function kindsOf(type: Type): ReadonlySet<string> | null {
  const options = optionsOf(type);
  return options === null ? null : new Set(options.map(({ kind }) => kind));
}

/** The key of an object is a text; an item of a list may be anything. */
function checkIn({ node, left, right, context }: Operands): Type {
  const need = { wanted: container, who: 'in', words: 'a list or an object on its right' };
  const options = optionsOf(needType(node.right, right, need, context));
  if (options?.some(({ kind }) => kind === 'object')) {
    needType(node.left, left, { wanted: stringType, who: 'in', words: 'a string as the key of an object' }, context);
  }
  return booleanType;
}

/** Both sides are of one kind, the same. */
function checkPair({ node, left, right, context }: Operands, allowed: Type, words: string): Type {
  const who = node.operator;
  // Two numbers or two texts are what nearly every pair is, and both are allowed wherever a pair is.
  if (left.kind === right.kind && (left.kind === 'number' || left.kind === 'string')) {
    return who === '+' ? addedType(left, right) : booleanType;
  }
  const wanted = [partnerOf(right, allowed), partnerOf(left, allowed)] as const;
  const [leftKinds, rightKinds] = [kindsOf(left), kindsOf(right)];
  const isMixed = leftKinds !== null && rightKinds !== null && isMix(new Set([...leftKinds, ...rightKinds]), allowed);
  if (isMixed) {
    const message = `${who} needs ${words}, got ${describeType(left)} and ${describeType(right)}.`;
    const hint = hintForPair(who, leftKinds, rightKinds);
    const { start, end } = node;
    context.report({ code: 'type-mismatch', message, ...(hint !== undefined && { hint }), start, end });
    return unknownType;
  }
  const first = needType(node.left, left, { wanted: wanted[0], who, words }, context);
  const second = needType(node.right, right, { wanted: wanted[1], who, words }, context);
  return who === '+' ? addedType(first, second) : booleanType;
}

function hintForPair(who: string, ...sides: readonly ReadonlySet<string>[]): string | undefined {
  const has = (kind: string): boolean => sides.some((kinds) => kinds.has(kind));
  if (who !== '+') return 'Compare values of one kind: string(x) or number(x) converts.';
  if (has('list')) return 'Write [x] to add one item to a list.';
  return has('string') ? 'Write string(x) to join texts, number(x) to calculate.' : undefined;
}

/** True when no single kind, null aside, could do for both sides although each is one that is allowed. */
function isMix(kinds: Set<string>, allowed: Type): boolean {
  kinds.delete('null');
  return kinds.size > 1 || [...kinds].some((kind) => !kindsOf(allowed)?.has(kind));
}

/** What the other side has to be: of the kind of this one where that is known. */
function partnerOf(type: Type, allowed: Type): Type {
  const [only] = (optionsOf(type) ?? []).filter(({ kind }) => kind !== 'null');
  const options = optionsOf(allowed)?.filter(({ kind }) => only === undefined || kind === only.kind) ?? [];
  return options.length > 0 ? typeOfOptions(options) : allowed;
}
