/** The length of a list, as its type knows it. */
import { mostItems } from '../../type/list-bounds.js';
import { optionsOf } from '../../type/options-of.js';
import type { Type } from '../../type/type.js';

/** Most items that a list of this type can have; Infinity = nobody knows. What is no list has none. */
export function mostItemsOfType(type: Type | undefined): number {
  const options = type === undefined ? null : optionsOf(type);
  if (options === null) return Infinity;
  return options.reduce((most, option) => (option.kind === 'list' ? Math.max(most, mostItems(option)) : most), 0);
}
