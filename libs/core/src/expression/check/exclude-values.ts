/** Types without certain values. */
import { optionsOf, typeOfOptions } from '../../type/options-of.js';
import type { KnownType, Type } from '../../type/type.js';

/** What a value of the type may still be when it is none of these; a type that lists no values stays as it is. */
export function excludeValues(type: Type, values: readonly unknown[]): Type {
  const options = optionsOf(type);
  if (options === null) return type;
  const left = options.flatMap((option) => withoutValues(option, values) ?? []);
  const isSame = left.length === options.length && left.every((option, index) => option === options[index]);
  return isSame ? type : typeOfOptions(left);
}

function withoutValues(option: KnownType, excluded: readonly unknown[]): KnownType | undefined {
  if (option.kind === 'null') return excluded.includes(null) ? undefined : option;
  if (option.kind === 'list' || option.kind === 'object') return option;
  const values: readonly unknown[] | undefined =
    option.kind === 'boolean' ? (option.values ?? [false, true]) : option.values;
  if (values === undefined || !values.some((value) => excluded.includes(value))) return option;
  const left = values.filter((value) => !excluded.includes(value));
  return left.length === 0 ? undefined : (Object.freeze({ ...option, values: Object.freeze(left) }) as KnownType);
}
