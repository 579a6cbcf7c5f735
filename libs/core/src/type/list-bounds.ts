/** Positions and lengths of lists, as their type knows them. */
import type { ListType, Type } from './type.js';

/** Most items that the list can have; Infinity when nobody knows. */
export function mostItems({ prefix, rest, maxItems }: ListType): number {
  return Math.min(maxItems ?? Infinity, rest === null ? prefix.length : Infinity);
}

/** The type of the item at a position; null where there can be none. */
export function itemAt(list: ListType, position: number): Type | null {
  return position < mostItems(list) ? (list.prefix[position] ?? list.rest) : null;
}

/** The list of any such items, between two lengths (Infinity: nobody knows the most). */
export function listBetween(item: Type, minItems: number, most: number): ListType {
  const maxItems = most === Infinity ? null : most;
  return Object.freeze({
    kind: 'list',
    prefix: Object.freeze([]),
    rest: maxItems === 0 ? null : item,
    minItems,
    maxItems,
  });
}

/** The list of exactly these items. */
export function tupleOf(items: readonly Type[]): ListType {
  const count = items.length;
  return Object.freeze({
    kind: 'list',
    prefix: Object.freeze([...items]),
    rest: null,
    minItems: count,
    maxItems: count,
  });
}
