/** What lies inside a type. Reads as `default` and `has` do: what is not there is null, and nothing is judged. */
import { itemsOf } from './items-of.js';
import { orNull } from './nullability.js';
import { optionsOf } from './options-of.js';
import { neverType, nullType, unknownType, type KnownType, type ObjectType, type Type } from './type.js';
import { unionOf } from './union-of.js';

/** The type of a member: with null where it may be absent, or where there may be null instead of an object. Options that have no
 *  members at all (a text, a list) add nothing. */
export function memberType(type: Type, name: string): Type {
  const options = optionsOf(type);
  return options === null ? unknownType : unionOf(options.map((option) => memberOfOption(option, name)));
}

/** The type of the items of a list; options that are no list add nothing. */
export function itemType(type: Type): Type {
  const options = optionsOf(type);
  if (options === null) return unknownType;
  return unionOf(options.map((option) => (option.kind === 'list' ? itemsOf(option) : neverType)));
}

function memberOfOption(option: KnownType, name: string): Type {
  if (option.kind === 'object') return memberOfObject(option, name);
  return option.kind === 'null' ? nullType : neverType;
}

function memberOfObject({ members, rest }: ObjectType, name: string): Type {
  const member = members.get(name);
  if (member !== undefined) return member.required ? member.type : orNull(member.type);
  return rest === null ? nullType : orNull(rest);
}
