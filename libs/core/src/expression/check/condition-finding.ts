/** What a single condition tells about a path. */
import { intersectionOf } from '../../type/intersection-of.js';
import { withoutNull } from '../../type/nullability.js';
import { isNever } from '../../type/options-of.js';
import { unknownType, type Type } from '../../type/type.js';
import { literalList, typeOfValue } from '../../type/type-of-value.js';
import { unionOf } from '../../type/union-of.js';
import {
  isPathNode,
  type BinaryNode,
  type BinaryOperator,
  type CallNode,
  type ExpressionNode,
  type HasNode,
} from '../expression-node.js';
import { excludeValues } from './exclude-values.js';
import { withKey, withoutKey } from './known-key.js';
import { ofKinds } from './kind-names.js';
import { withAtLeast } from './list-length.js';
import { nameOfAccess, type Finding } from './refine-type.js';

type Narrow = (type: Type) => Type;

/** What is known when the condition came out so; undefined when it tells nothing. */
export function findingOf(condition: ExpressionNode, outcome: boolean): Finding | undefined {
  if (condition.kind === 'has') return findingOfHas(condition, outcome);
  if (condition.kind === 'binary') return findingOfBinary(condition, outcome);
  return findingOfValue(condition, (type) => intersectionOf(type, typeOfValue(outcome)));
}

/** A key that is there may hold a null; a variable or a node that is there too, so they tell nothing. */
function findingOfHas({ path }: HasNode, outcome: boolean): Finding | undefined {
  const name = path.kind === 'member' || path.kind === 'index' ? nameOfAccess(path) : undefined;
  if (name === undefined || (path.kind !== 'member' && path.kind !== 'index')) return undefined;
  return findingOfKey(path.object, name, outcome, !outcome);
}

function findingOfKey(
  object: ExpressionNode,
  name: string,
  outcome: boolean,
  holdsBehindNull: boolean,
): Finding | undefined {
  if (!isPathNode(object)) return undefined;
  const narrow: Narrow = (type) => (outcome ? withKey(type, name) : withoutKey(type, name));
  return { path: object, narrow, holdsBehindNull };
}

function findingOfBinary(node: BinaryNode, outcome: boolean): Finding | undefined {
  const { operator, left, right } = node;
  if (operator === 'in') return findingOfIn(node, outcome);
  if (operator !== '==' && operator !== '!=') return findingOfOrder(node, outcome);
  const isEqual = (operator === '==') === outcome;
  const [constant, value] = isConstant(left) ? [left, right] : [right, left];
  const size = findingOfOrder(node, outcome);
  return isConstant(constant) ? (size ?? findingOfValue(value, equalTo([constant], isEqual))) : undefined;
}

/** `x in ["a", "b"]`, `"key" in x`. */
function findingOfIn({ left, right }: BinaryNode, outcome: boolean): Finding | undefined {
  if (right.kind === 'list' && right.items.every(isConstant))
    return findingOfValue(left, equalTo(right.items, outcome));
  const key = left.kind === 'literal' ? left.value : undefined;
  return typeof key === 'string' ? findingOfKey(right, key, outcome, false) : undefined;
}

function equalTo(constants: readonly ExpressionNode[], isEqual: boolean): Narrow {
  if (isEqual) return (type) => intersectionOf(type, unionOf(constants.map(typeOfConstant)));
  const values = constants.flatMap((constant) => (constant.kind === 'literal' ? [constant.value] : []));
  return (type) => excludeValues(type, values);
}

/** Written out from end to end. */
function isConstant(node: ExpressionNode): boolean {
  return node.kind === 'literal' || (node.kind === 'list' && node.items.every(isConstant));
}

function typeOfConstant(node: ExpressionNode): Type {
  if (node.kind === 'list') return literalList(node.items.map(typeOfConstant));
  return node.kind === 'literal' ? typeOfValue(node.value) : unknownType;
}

/** What is known of a value, carried to the path that it comes from. */
function findingOfValue(value: ExpressionNode, narrow: Narrow): Finding | undefined {
  if (isPathNode(value)) return { path: value, narrow, holdsBehindNull: false };
  if (value.kind === 'call' && value.name === 'type') return findingOfType(value, narrow);
  if (value.kind !== 'default' || !isConstant(value.fallback)) return undefined;
  // It says something about the path only when the fallback cannot be meant.
  const isFallback = !isNever(narrow(typeOfConstant(value.fallback)));
  return isFallback ? undefined : findingOfValue(value.path, (type) => narrow(withoutNull(type)));
}

function findingOfType({ arguments: [value] }: CallNode, narrow: Narrow): Finding | undefined {
  if (value === undefined) return undefined;
  return findingOfValue(value, (type) => ofKinds(type, (kind) => !isNever(narrow(typeOfValue(kind)))));
}

/** `size(x) > 0` and the like: the least length that a list has then. */
function findingOfOrder({ operator, left, right }: BinaryNode, outcome: boolean): Finding | undefined {
  const count = right.kind === 'literal' ? right.value : undefined;
  if (left.kind !== 'call' || left.name !== 'size' || typeof count !== 'number') return undefined;
  const [list] = left.arguments;
  const least = leastSize(operator, count, outcome);
  return list && least > 0 ? findingOfValue(list, (type) => withAtLeast(type, least)) : undefined;
}

function leastSize(operator: BinaryOperator, count: number, outcome: boolean): number {
  if (operator === (outcome ? '>' : '<=')) return Math.floor(count) + 1;
  if (operator === (outcome ? '>=' : '<')) return Math.ceil(count);
  if (operator === (outcome ? '==' : '!=')) return Number.isInteger(count) ? count : 0;
  return operator === (outcome ? '!=' : '==') && count === 0 ? 1 : 0;
}
