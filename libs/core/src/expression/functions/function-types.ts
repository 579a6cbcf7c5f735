/** Types that the signatures of functions are made of, and how lists and objects pass through a function. Pure and total for any
 *  type; what is unknown stays unknown. */
import {
  booleanType,
  integerType,
  listOfType,
  neverType,
  nullType,
  numberType,
  objectOfTypes,
  stringType,
  unknownType,
  type ListType,
  type MemberType,
  type ObjectType,
  type StringType,
  type Type,
} from '../../type/type.js';
import { itemsOf } from '../../type/items-of.js';
import { listBetween, itemAt, mostItems } from '../../type/list-bounds.js';
import { orNull } from '../../type/nullability.js';
import { optionsOf } from '../../type/options-of.js';
import { typeLimits } from '../../type/type-limits.js';
import { unionOf } from '../../type/union-of.js';

/** Any list. */
export const anyList: Type = listOfType(unknownType);

/** Any object. */
export const anyObject: Type = Object.freeze({ ...objectOfTypes({}), rest: unknownType });

/** What `size` counts. */
export const countable: Type = unionOf([anyList, stringType, anyObject]);

/** What `contains` and `slice` work on. */
export const textOrList: Type = unionOf([stringType, anyList]);

/** Anything that may stand in a text. */
export const notNull: Type = unionOf([booleanType, numberType, stringType, anyList, anyObject]);

/** Numbers or texts: what has an order. */
export const ordered: Type = unionOf([numberType, stringType]);

/** A list of one of two kinds, which is less than a list of both. */
export const orderedList: Type = Object.freeze({
  kind: 'union',
  options: Object.freeze([listOfType(numberType), listOfType(stringType)]),
});

/** What a function gives for each option of a type; unknown for unknown. */
export function mapOptions<Kind extends ListType | ObjectType>(
  type: Type | undefined,
  kind: Kind['kind'],
  map: (option: Kind) => Type,
): Type {
  const options = optionsOf(type ?? unknownType);
  if (options === null) return unknownType;
  return unionOf(options.map((option) => (option.kind === kind ? map(option as Kind) : neverType)));
}

/** True when the type is known to be of one kind only. */
export function isOnly(type: Type | undefined, kind: Type['kind']): boolean {
  const options = optionsOf(type ?? unknownType);
  return options !== null && options.length > 0 && options.every((option) => option.kind === kind);
}

/** The names of the kinds that the type has, as `type(x)` gives them. */
export function kindNames(type: Type): Type {
  const options = optionsOf(type);
  if (options === null || options.length === 0) return stringType;
  return Object.freeze({ kind: 'string', values: Object.freeze([...new Set(options.map((option) => option.kind))]) });
}

/** A number that is whole when all of these are. */
export function wholeAs(types: readonly Type[]): Type {
  const isWhole = types.every((type) => optionsOf(type)?.every((option) => option.kind === 'number' && option.integer));
  return isWhole ? integerType : numberType;
}

/** The list with the same items in any order, or with some of them when `least` is given. */
export function sameItems(type: Type | undefined, least?: number): Type {
  if (type === undefined || type.kind === 'unknown') return anyList;
  return mapOptions<ListType>(type, 'list', (list) =>
    listBetween(itemsOf(list), Math.min(least ?? list.minItems, list.minItems), mostItems(list)),
  );
}

/** The first item, or null where the list may be empty. */
export function firstItem(type: Type | undefined): Type {
  return mapOptions<ListType>(type, 'list', (list) =>
    list.minItems > 0 ? (itemAt(list, 0) ?? neverType) : orNull(itemAt(list, 0) ?? nullType),
  );
}

/** The last item, or null where the list may be empty. */
export function lastItem(type: Type | undefined): Type {
  return mapOptions<ListType>(type, 'list', (list) => (list.minItems > 0 ? itemsOf(list) : orNull(itemsOf(list))));
}

/** One level of lists taken out. */
export function flattened(type: Type | undefined): Type {
  if (type === undefined || type.kind === 'unknown') return anyList;
  return mapOptions<ListType>(type, 'list', (list) => {
    const options = optionsOf(itemsOf(list));
    if (options === null) return anyList;
    return listOfType(unionOf(options.map((option) => (option.kind === 'list' ? itemsOf(option) : option))));
  });
}

/** The names of an object's members. */
export function keysOf(type: Type | undefined): Type {
  if (type === undefined || type.kind === 'unknown') return listOfType(stringType);
  return mapOptions<ObjectType>(type, 'object', (object) => listOfMembers(object, nameOf(object)));
}

/** The values of an object's members. */
export function valuesOf(type: Type | undefined): Type {
  if (type === undefined || type.kind === 'unknown') return anyList;
  return mapOptions<ObjectType>(type, 'object', (object) => {
    const types = [...object.members.values()].map((member) => member.type);
    return listOfMembers(object, unionOf(object.rest === null ? types : [...types, object.rest]));
  });
}

function nameOf({ members, rest }: ObjectType): StringType {
  const isListed = rest === null && members.size > 0 && members.size <= typeLimits.values;
  return isListed ? Object.freeze({ kind: 'string', values: Object.freeze([...members.keys()]) }) : stringType;
}

function listOfMembers({ members, rest }: ObjectType, item: Type): ListType {
  const least = [...members.values()].filter((member) => member.required).length;
  return listBetween(item, least, rest === null ? members.size : Infinity);
}

/** One object with the members of all, the last of equal ones. */
export function mergedObject(types: readonly Type[]): Type {
  return types.reduce((left, right) =>
    mapOptions<ObjectType>(left, 'object', (one) =>
      mapOptions<ObjectType>(right, 'object', (two) => mergeTwo(one, two)),
    ),
  );
}

function mergeTwo(left: ObjectType, right: ObjectType): ObjectType {
  const members = new Map<string, MemberType>();
  for (const name of new Set([...left.members.keys(), ...right.members.keys()])) {
    members.set(name, mergeMember(left.members.get(name), right.members.get(name), left.rest, right.rest));
  }
  const rests = [left.rest, right.rest].filter((rest) => rest !== null);
  return Object.freeze({ kind: 'object', members, rest: rests.length === 0 ? null : unionOf(rests) });
}

/** The right one replaces the left one; where it may be absent either may be there. */
function mergeMember(
  left: MemberType | undefined,
  right: MemberType | undefined,
  leftRest: Type | null,
  rightRest: Type | null,
): MemberType {
  if (right?.required === true) return right;
  const types = [left?.type ?? leftRest, right?.type ?? rightRest].filter((type) => type !== null);
  return Object.freeze({ type: unionOf(types), required: left?.required === true });
}
