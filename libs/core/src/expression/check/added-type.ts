/** The type of `a + b` for sides that may be added. */
import { itemsOf } from '../../type/items-of.js';
import { listBetween, mostItems, tupleOf } from '../../type/list-bounds.js';
import { isNever, optionsOf } from '../../type/options-of.js';
import { neverType, stringType, unknownType, type ListType, type Type } from '../../type/type.js';
import { typeLimits } from '../../type/type-limits.js';
import { unionOf } from '../../type/union-of.js';
import { anyList, isOnly, wholeAs } from '../functions/function-types.js';

/** Numbers, texts or lists; where one side is unknown, the other tells what the sum is. */
export function addedType(left: Type, right: Type): Type {
  if (isNever(left) || isNever(right)) return neverType;
  const types = [left, right];
  if (types.some((type) => isOnly(type, 'string'))) return stringType;
  if (types.some((type) => isOnly(type, 'number'))) return wholeAs(types);
  return types.some((type) => isOnly(type, 'list')) ? joinedList(left, right) : unknownType;
}

function joinedList(left: Type, right: Type): Type {
  const [one, other] = [onlyList(left), onlyList(right)];
  return one === undefined || other === undefined ? anyList : joinLists(one, other);
}

function onlyList(type: Type): ListType | undefined {
  const options = optionsOf(type) ?? [];
  const [only] = options;
  return options.length === 1 && only?.kind === 'list' ? only : undefined;
}

function joinLists(left: ListType, right: ListType): ListType {
  const [most, otherMost] = [mostItems(left), mostItems(right)];
  const isTuple = left.minItems === most && right.minItems === otherMost && most + otherMost <= typeLimits.positions;
  if (isTuple && left.rest === null && right.rest === null) return tupleOf([...left.prefix, ...right.prefix]);
  return listBetween(unionOf([itemsOf(left), itemsOf(right)]), left.minItems + right.minItems, most + otherMost);
}
