/** What is known of an object when it is known to have a key, or not to have it. Null and other kinds pass as the reads of a key leave
 *  them: there is no key in a null. */
import { optionsOf } from '../../type/options-of.js';
import { neverType, type Type } from '../../type/type.js';
import { changeOptions, withMember } from './changed-type.js';

/** What an object may be that has the key, be it with null. */
export function withKey(type: Type, name: string): Type {
  const options = optionsOf(type);
  if (options === null) return type;
  return changeOptions(type, options, (option) => {
    if (option.kind !== 'object') return option.kind === 'null' ? undefined : option;
    const member = option.members.get(name);
    if (member === undefined && option.rest === null) return undefined;
    const isKnown = member?.required === true || (member === undefined && option.rest?.kind === 'unknown');
    return isKnown
      ? option
      : withMember(option, name, { type: member?.type ?? option.rest ?? neverType, required: true });
  });
}

/** What an object may be that does not have the key. */
export function withoutKey(type: Type, name: string): Type {
  const options = optionsOf(type);
  if (options === null) return type;
  return changeOptions(type, options, (option) => {
    if (option.kind !== 'object') return option;
    const member = option.members.get(name);
    if (member?.required === true) return undefined;
    if (member === undefined && option.rest === null) return option;
    return withMember(option, name, { type: neverType, required: false });
  });
}
