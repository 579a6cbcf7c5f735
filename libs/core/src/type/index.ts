/** The types of values: what the compiler knows of a value before it exists. */
export { describeType } from './describe-type.js';
export { intersectionOf } from './intersection-of.js';
export { memberType, itemType } from './member-type.js';
export { misfitMessage } from './misfit-message.js';
export { misfitOf, type Misfit, type MisfitReason } from './misfit.js';
export { isNullable, orNull, withoutNull } from './nullability.js';
export { isSameType } from './same-type.js';
export { schemaOfType } from './schema-of-type.js';
export { typeOfSchema } from './type-of-schema.js';
export { typeOfValue } from './type-of-value.js';
export {
  booleanType,
  integerType,
  listOfType,
  neverType,
  nullType,
  numberType,
  objectOfTypes,
  stringType,
  unknownType,
  type BooleanType,
  type KnownType,
  type ListType,
  type MemberType,
  type NullType,
  type NumberType,
  type ObjectType,
  type SimpleType,
  type StringType,
  type Type,
  type UnionType,
  type UnknownType,
} from './type.js';
export { unionOf } from './union-of.js';
