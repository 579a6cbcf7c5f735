/** Types with a part changed. What does not change stays the same object, so that nobody works on it again. */
import { typeOfOptions } from '../../type/options-of.js';
import type { KnownType, MemberType, ObjectType, Type } from '../../type/type.js';

/** The type with its options changed or dropped; the same type when nothing was. */
export function changeOptions(
  type: Type,
  options: readonly KnownType[],
  change: (option: KnownType) => KnownType | undefined,
): Type {
  const changed = options.map(change);
  if (changed.every((option, index) => option === options[index])) return type;
  return typeOfOptions(changed.filter((option) => option !== undefined));
}

/** The object with another member of that name. */
export function withMember(object: ObjectType, name: string, member: MemberType): ObjectType {
  const members = new Map(object.members).set(name, Object.freeze(member));
  return Object.freeze({ kind: 'object', members, rest: object.rest });
}
