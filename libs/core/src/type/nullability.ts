/** Null as an option of a type. What is unknown may be null as well, but nobody is told so: it is never judged. */
import { filterOptions, optionsOf } from './options-of.js';
import { nullType, type Type } from './type.js';
import { unionOf } from './union-of.js';

/** The type, or null. */
export function orNull(type: Type): Type {
  return isNullable(type) ? type : unionOf([type, nullType]);
}

/** The type where it is not null; never for null itself. */
export function withoutNull(type: Type): Type {
  return filterOptions(type, (option) => option.kind !== 'null');
}

/** True when null is one of the options; false for unknown. */
export function isNullable(type: Type): boolean {
  return optionsOf(type)?.some((option) => option.kind === 'null') ?? false;
}
