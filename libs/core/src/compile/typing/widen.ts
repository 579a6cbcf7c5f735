/** Makes a type forget what a later pass will change: which value, which position, how many. */
import { itemsOf } from '../../type/items-of.js';
import { listBetween } from '../../type/list-bounds.js';
import { optionsOf } from '../../type/options-of.js';
import type { KnownType, MemberType, ObjectType, Type } from '../../type/type.js';
import { unionOf } from '../../type/union-of.js';

/** The type of all values of the same form. Parts that a type shares are looked at once. */
export function widen(type: Type): Type {
  return widenPart(type, new Map());
}

function widenPart(type: Type, known: Map<Type, Type>): Type {
  const before = known.get(type);
  if (before !== undefined) return before;
  const options = optionsOf(type);
  const wide = options === null ? type : unionOf(options.map((option) => widenOption(option, known)));
  known.set(type, wide);
  return wide;
}

function widenOption(option: KnownType, known: Map<Type, Type>): Type {
  switch (option.kind) {
    case 'null':
      return option;
    case 'number':
      return Object.freeze({ kind: 'number', integer: option.integer });
    case 'list':
      return listBetween(widenPart(itemsOf(option), known), 0, Infinity);
    case 'object':
      return widenObject(option, known);
    default:
      return Object.freeze({ kind: option.kind });
  }
}

function widenObject({ members, rest }: ObjectType, known: Map<Type, Type>): ObjectType {
  const wide = new Map<string, MemberType>();
  for (const [name, { type, required }] of members) wide.set(name, { type: widenPart(type, known), required });
  return Object.freeze({ kind: 'object', members: wide, rest: rest === null ? null : widenPart(rest, known) });
}
