/** Types by the names of their kinds, as `type(x)` gives them. */
import { filterOptions } from '../../type/options-of.js';
import {
  booleanType,
  nullType,
  numberType,
  stringType,
  unknownType,
  type KnownType,
  type Type,
} from '../../type/type.js';
import { anyList, anyObject } from '../functions/function-types.js';

const wide: Readonly<Record<KnownType['kind'], Type>> = {
  null: nullType,
  boolean: booleanType,
  number: numberType,
  string: stringType,
  list: anyList,
  object: anyObject,
};

/** The part of the type whose kinds hold. Of what is unknown something is known only when a single kind holds: to know that it is "no
 *  text" is no reason to judge it. */
export function ofKinds(type: Type, holds: (kind: KnownType['kind']) => boolean): Type {
  if (type.kind !== 'unknown') return filterOptions(type, ({ kind }) => holds(kind));
  const [only, ...more] = (Object.keys(wide) as KnownType['kind'][]).filter(holds);
  return only === undefined || more.length > 0 ? unknownType : wide[only];
}
