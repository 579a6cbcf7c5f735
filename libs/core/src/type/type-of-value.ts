/** The type of a value that is written out: exactly it, as far as the bounds of types allow. */
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import { itemsOf } from './items-of.js';
import { listBetween, tupleOf } from './list-bounds.js';
import { nullType, unknownType, type ListType, type ObjectType, type Type } from './type.js';
import { typeLimits } from './type-limits.js';

/** The literal type of a value. */
export function typeOfValue(value: JsonValue): Type {
  return literalType(value, 0);
}

function literalType(value: JsonValue, depth: number): Type {
  if (value === null) return nullType;
  if (typeof value === 'string') return Object.freeze({ kind: 'string', values: Object.freeze([value]) });
  if (typeof value === 'boolean') return Object.freeze({ kind: 'boolean', values: Object.freeze([value]) });
  if (typeof value === 'number')
    return Object.freeze({ kind: 'number', integer: Number.isInteger(value), values: Object.freeze([value]) });
  if (depth >= typeLimits.depth) return unknownType;
  return isJsonObject(value)
    ? literalObject(value, depth + 1)
    : literalList(value.map((item) => literalType(item, depth + 1)));
}

/** The type of a list of such items: each position by itself where they are few. */
export function literalList(items: readonly Type[]): ListType {
  const tuple = tupleOf(items);
  return items.length <= typeLimits.positions ? tuple : listBetween(itemsOf(tuple), items.length, items.length);
}

function literalObject(object: JsonObject, depth: number): ObjectType {
  const members = Object.keys(object).map((name) => {
    const member = { type: literalType(object[name] ?? null, depth), required: true };
    return [name, Object.freeze(member)] as const;
  });
  return Object.freeze({ kind: 'object', members: new Map(members), rest: null });
}
