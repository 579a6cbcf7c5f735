/** Types of lists that are known not to be empty. */
import { mostItems } from '../../type/list-bounds.js';
import { optionsOf } from '../../type/options-of.js';
import type { KnownType, Type } from '../../type/type.js';
import { changeOptions } from './changed-type.js';

/** The type where it has at least so many items; what is no list stays as it is. */
export function withAtLeast(type: Type, least: number): Type {
  const options = optionsOf(type);
  return options === null ? type : changeOptions(type, options, (option) => withLeast(option, least));
}

function withLeast(option: KnownType, least: number): KnownType | undefined {
  if (option.kind !== 'list') return option.kind === 'null' ? undefined : option;
  if (mostItems(option) < least) return undefined;
  return option.minItems >= least ? option : Object.freeze({ ...option, minItems: least });
}
