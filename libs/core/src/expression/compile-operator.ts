/** Compiles operators. One number type, the double; what is no finite number is a failure, never a value. */
import { isJsonObject, type JsonValue } from '../json/json-value.js';
import type { CompileContext } from './compile-context.js';
import { deepEqual } from './deep-equal.js';
import { stop } from './evaluation-failure.js';
import { spend, spendReading, spendText, type Evaluation, type Evaluator } from './evaluation.js';
import type { BinaryNode, BinaryOperator, ConditionalNode, UnaryNode } from './expression-node.js';
import { finiteNumber } from './finite-number.js';
import { needBoolean } from './need-boolean.js';
import { describeKind, isList } from './value-kind.js';

/** `!a`, `-a`. */
export function compileUnary(node: UnaryNode, context: CompileContext): Evaluator {
  const operand = context.compile(node.operand, context);
  return (evaluation) => {
    spend(evaluation, 1);
    const value = operand(evaluation);
    if (node.operator === '!') return !needBoolean(value, node.operand, '!');
    if (typeof value !== 'number') stop(node, 'type-error', `- needs a number, got ${describeKind(value)}.`);
    return 0 - value;
  };
}

/** `condition ? consequent : alternate`. */
export function compileConditional(node: ConditionalNode, context: CompileContext): Evaluator {
  const condition = context.compile(node.condition, context);
  const consequent = context.compile(node.consequent, context);
  const alternate = context.compile(node.alternate, context);
  return (evaluation) => {
    spend(evaluation, 1);
    return needBoolean(condition(evaluation), node.condition, '?:') ? consequent(evaluation) : alternate(evaluation);
  };
}

/** `a + b` and the like. */
export function compileBinary(node: BinaryNode, context: CompileContext): Evaluator {
  const left = context.compile(node.left, context);
  const right = context.compile(node.right, context);
  if (node.operator === '&&' || node.operator === '||') return compileLogical(node, left, right);
  const apply = operators[node.operator];
  return (evaluation) => {
    spend(evaluation, 1);
    const leftValue = left(evaluation);
    const rightValue = right(evaluation);
    evaluation.at = node;
    return apply(evaluation, leftValue, rightValue);
  };
}

/** Left to right, and the right side only when it decides. */
function compileLogical(node: BinaryNode, left: Evaluator, right: Evaluator): Evaluator {
  const decisive = node.operator === '||';
  return (evaluation) => {
    spend(evaluation, 1);
    if (needBoolean(left(evaluation), node.left, node.operator) === decisive) return decisive;
    return needBoolean(right(evaluation), node.right, node.operator);
  };
}

type Operate = (evaluation: Evaluation, left: JsonValue, right: JsonValue) => JsonValue;

const operators: Readonly<Record<Exclude<BinaryOperator, '&&' | '||'>, Operate>> = {
  '+': add,
  '-': arithmetic('-', (left, right) => left - right),
  '*': arithmetic('*', (left, right) => left * right),
  '/': arithmetic('/', (left, right) => left / right),
  '%': arithmetic('%', (left, right) => left % right),
  '==': (evaluation, left, right) => deepEqual(evaluation, left, right),
  '!=': (evaluation, left, right) => !deepEqual(evaluation, left, right),
  '<': ordering('<', (order) => order < 0),
  '<=': ordering('<=', (order) => order <= 0),
  '>': ordering('>', (order) => order > 0),
  '>=': ordering('>=', (order) => order >= 0),
  in: isIn,
};

function add(evaluation: Evaluation, left: JsonValue, right: JsonValue): JsonValue {
  if (typeof left === 'number' && typeof right === 'number') return finiteNumber(evaluation, left + right);
  if (typeof left === 'string' && typeof right === 'string') {
    spendText(evaluation, left.length + right.length);
    return left + right;
  }
  if (isList(left) && isList(right)) {
    spend(evaluation, left.length + right.length);
    return [...left, ...right];
  }
  stopAtKinds(evaluation, '+ needs two numbers, two strings or two lists (see string and number)', left, right);
}

function arithmetic(operator: string, compute: (left: number, right: number) => number): Operate {
  const divides = operator === '/' || operator === '%';
  return (evaluation, left, right) => {
    if (typeof left !== 'number' || typeof right !== 'number') {
      stopAtKinds(evaluation, `${operator} needs two numbers`, left, right);
    }
    if (divides && right === 0) stop(evaluation.at, 'division-by-zero', `The right side of ${operator} is zero.`);
    return finiteNumber(evaluation, compute(left, right));
  };
}

function ordering(operator: string, holds: (order: number) => boolean): Operate {
  return (evaluation, left, right) => {
    if (typeof left === 'number' && typeof right === 'number') return holds(left - right);
    if (typeof left === 'string' && typeof right === 'string') {
      spendReading(evaluation, Math.min(left.length, right.length));
      return holds(left < right ? -1 : left > right ? 1 : 0);
    }
    stopAtKinds(evaluation, `${operator} needs two numbers or two strings`, left, right);
  };
}

function isIn(evaluation: Evaluation, item: JsonValue, container: JsonValue): boolean {
  if (isList(container)) return container.some((candidate) => deepEqual(evaluation, candidate, item));
  if (!isJsonObject(container)) stopAtKinds(evaluation, 'in needs a list or an object on its right', item, container);
  if (typeof item !== 'string') stopAtKinds(evaluation, 'in needs a string as the key of an object', item, container);
  return Object.hasOwn(container, item);
}

function stopAtKinds(evaluation: Evaluation, rule: string, left: JsonValue, right: JsonValue): never {
  stop(evaluation.at, 'type-error', `${rule}, got ${describeKind(left)} and ${describeKind(right)}.`);
}
