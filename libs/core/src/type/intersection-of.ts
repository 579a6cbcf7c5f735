/** What two types have in common: never less than the values that fit both. */
import { itemAt, mostItems } from './list-bounds.js';
import { isNever, optionsOf } from './options-of.js';
import { unionOf } from './union-of.js';
import {
  neverType,
  type KnownType,
  type ListType,
  type MemberType,
  type NumberType,
  type ObjectType,
  type Type,
} from './type.js';
import { typeLimits } from './type-limits.js';

/** The type of the values that are of both types; unknown adds nothing to the other one. */
export function intersectionOf(left: Type, right: Type): Type {
  return intersect(left, right, 0);
}

function intersect(left: Type, right: Type, depth: number): Type {
  const [leftOptions, rightOptions] = [optionsOf(left), optionsOf(right)];
  if (rightOptions === null || left === right || depth > typeLimits.depth) return left;
  if (leftOptions === null) return right;
  return unionOf(leftOptions.flatMap((option) => rightOptions.map((other) => meet(option, other, depth + 1))));
}

function meet(left: KnownType, right: KnownType, depth: number): Type {
  if (left.kind === 'null' && right.kind === 'null') return left;
  if (left.kind === 'boolean' && right.kind === 'boolean') return meetValues(left, left.values, right.values);
  if (left.kind === 'string' && right.kind === 'string') return meetValues(left, left.values, right.values);
  if (left.kind === 'number' && right.kind === 'number') return meetNumbers(left, right);
  if (left.kind === 'list' && right.kind === 'list') return meetLists(left, right, depth);
  if (left.kind === 'object' && right.kind === 'object') return meetObjects(left, right, depth);
  return neverType;
}

function meetValues<Value>(
  type: KnownType,
  left: readonly Value[] | undefined,
  right: readonly Value[] | undefined,
): Type {
  const values =
    left === undefined || right === undefined ? (left ?? right) : left.filter((value) => right.includes(value));
  if (values === undefined) return type;
  return values.length === 0 ? neverType : (Object.freeze({ ...type, values: Object.freeze(values) }) as KnownType);
}

function meetNumbers(left: NumberType, right: NumberType): Type {
  const integer = left.integer || right.integer;
  const whole = (values: readonly number[] | undefined): readonly number[] | undefined =>
    integer ? values?.filter(Number.isInteger) : values;
  return meetValues({ kind: 'number', integer }, whole(left.values), whole(right.values));
}

function meetLists(left: ListType, right: ListType, depth: number): Type {
  const most = Math.min(mostItems(left), mostItems(right));
  const minItems = Math.max(left.minItems, right.minItems);
  const positions = Math.min(Math.max(left.prefix.length, right.prefix.length), most);
  const prefix = Array.from({ length: positions }, (_, position) => meetItems(left, right, position, depth));
  const end = prefix.findIndex(isNever);
  const length = end < 0 ? most : end;
  if (minItems > length) return neverType;
  const rest = length > prefix.length ? meetItems(left, right, prefix.length, depth) : null;
  const kept = Object.freeze(prefix.slice(0, length));
  return Object.freeze({ kind: 'list', prefix: kept, rest, minItems, maxItems: length === Infinity ? null : length });
}

function meetItems(left: ListType, right: ListType, position: number, depth: number): Type {
  return intersect(itemAt(left, position) ?? neverType, itemAt(right, position) ?? neverType, depth);
}

function meetObjects(left: ObjectType, right: ObjectType, depth: number): Type {
  const members = new Map<string, MemberType>();
  for (const name of new Set([...left.members.keys(), ...right.members.keys()])) {
    const member = meetMembers(left, right, name, depth);
    if (member.required && isNever(member.type)) return neverType;
    members.set(name, member);
  }
  const rest = left.rest === null || right.rest === null ? null : intersect(left.rest, right.rest, depth);
  return Object.freeze({ kind: 'object', members, rest });
}

function meetMembers(left: ObjectType, right: ObjectType, name: string, depth: number): MemberType {
  const [one, other] = [left.members.get(name), right.members.get(name)];
  const type = intersect(one?.type ?? left.rest ?? neverType, other?.type ?? right.rest ?? neverType, depth);
  return Object.freeze({ type, required: one?.required === true || other?.required === true });
}
