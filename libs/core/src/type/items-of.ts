/** The items of a list, without their positions. */
import type { ListType, Type } from './type.js';
import { unionOf } from './union-of.js';

/** The type of any item; never for a list that is always empty. */
export function itemsOf({ prefix, rest }: ListType): Type {
  return unionOf(rest === null ? prefix : [...prefix, rest]);
}
