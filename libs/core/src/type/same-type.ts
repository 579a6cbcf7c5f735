/** Equality of types: the same set of values by the same parts. The order of options, members and values counts nothing. */
import { optionsOf } from './options-of.js';
import type { KnownType, ListType, ObjectType, Type } from './type.js';
import { typeLimits } from './type-limits.js';

/** True when both are the same type. False also where telling would take too long, which is safe: both are kept then. */
export function isSameType(left: Type, right: Type): boolean {
  return compare(left, right, { left: typeLimits.comparisons }, 0);
}

interface Budget {
  left: number;
}

function compare(left: Type, right: Type, budget: Budget, depth: number): boolean {
  if (left === right) return true;
  if ((budget.left -= 1) < 0 || depth > typeLimits.depth) return false;
  const [leftOptions, rightOptions] = [optionsOf(left), optionsOf(right)];
  if (leftOptions === null || rightOptions === null) return leftOptions === rightOptions;
  if (leftOptions.length !== rightOptions.length) return false;
  return leftOptions.every((option) => rightOptions.some((other) => compareOptions(option, other, budget, depth + 1)));
}

function compareOptions(left: KnownType, right: KnownType, budget: Budget, depth: number): boolean {
  if (left.kind === 'list') return right.kind === 'list' && compareLists(left, right, budget, depth);
  if (left.kind === 'object') return right.kind === 'object' && compareObjects(left, right, budget, depth);
  if (left.kind !== right.kind || isInteger(left) !== isInteger(right)) return false;
  return haveSameValues(valuesOf(left), valuesOf(right));
}

function isInteger(type: KnownType): boolean {
  return type.kind === 'number' && type.integer;
}

function valuesOf(type: KnownType): readonly unknown[] | undefined {
  return 'values' in type ? type.values : undefined;
}

function haveSameValues(left: readonly unknown[] | undefined, right: readonly unknown[] | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return left.length === right.length && left.every((value) => right.includes(value));
}

function compareLists(left: ListType, right: ListType, budget: Budget, depth: number): boolean {
  if (left.minItems !== right.minItems || left.maxItems !== right.maxItems) return false;
  if (left.prefix.length !== right.prefix.length || !compareRests(left.rest, right.rest, budget, depth)) return false;
  return left.prefix.every((item, index) => compare(item, right.prefix[index] as Type, budget, depth));
}

function compareObjects(left: ObjectType, right: ObjectType, budget: Budget, depth: number): boolean {
  if (left.members.size !== right.members.size || !compareRests(left.rest, right.rest, budget, depth)) return false;
  for (const [name, member] of left.members) {
    const other = right.members.get(name);
    if (other === undefined || other.required !== member.required) return false;
    if (!compare(member.type, other.type, budget, depth)) return false;
  }
  return true;
}

function compareRests(left: Type | null, right: Type | null, budget: Budget, depth: number): boolean {
  return left === null || right === null ? left === right : compare(left, right, budget, depth);
}
