/** Takes unions apart and puts them together. Judges nothing, merges nothing. */
import { neverType, type KnownType, type Type } from './type.js';

/** The options of a union, the type itself when it is none, no options for never; null when nothing is known. */
export function optionsOf(type: Type): readonly KnownType[] | null {
  if (type.kind === 'unknown') return null;
  return type.kind === 'union' ? type.options : [type];
}

/** The type that has these options, which are different ones already. */
export function typeOfOptions(options: readonly KnownType[]): Type {
  const [first] = options;
  if (first === undefined) return neverType;
  return options.length === 1 ? first : Object.freeze({ kind: 'union', options: Object.freeze([...options]) });
}

/** The type without the options that do not hold; what is unknown stays unknown. */
export function filterOptions(type: Type, holds: (option: KnownType) => boolean): Type {
  const options = optionsOf(type);
  if (options === null || options.every(holds)) return type;
  return typeOfOptions(options.filter(holds));
}

/** True for the type of what cannot happen. */
export function isNever(type: Type): boolean {
  return type.kind === 'union' && type.options.length === 0;
}
