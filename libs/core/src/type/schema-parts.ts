/** The types of single keywords of a JSON Schema. Nothing here follows a reference or knows more than one schema. */
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import {
  booleanType,
  integerType,
  neverType,
  nullType,
  numberType,
  stringType,
  unknownType,
  type KnownType,
  type ListType,
  type MemberType,
  type ObjectType,
  type Type,
} from './type.js';
import { typeOfValue } from './type-of-value.js';
import { unionOf } from './union-of.js';

/** Gives the type of a subschema; of undefined, the type of everything. */
type ReadSubschema = (schema: JsonValue | undefined) => Type;

const openList: ListType = Object.freeze({ kind: 'list', prefix: [], rest: unknownType, minItems: 0, maxItems: null });
const openObject: ObjectType = Object.freeze({ kind: 'object', members: new Map(), rest: unknownType });

const namedTypes: ReadonlyMap<JsonValue, KnownType> = new Map<JsonValue, KnownType>([
  ['null', nullType],
  ['boolean', booleanType],
  ['number', numberType],
  ['integer', integerType],
  ['string', stringType],
  ['array', openList],
  ['object', openObject],
]);

/** `type`: one name or several. A name that JSON Schema does not have says nothing. */
export function readTypeKeyword(schema: JsonObject): Type {
  const keyword = own(schema, 'type');
  const names = isList(keyword) ? keyword : [keyword ?? null];
  const types = names.map((name) => namedTypes.get(name) ?? unknownType);
  return types.length === 0 ? unknownType : unionOf(types);
}

/** `const` and `enum`. */
export function readValueKeywords(schema: JsonObject): Type {
  if (Object.hasOwn(schema, 'const')) return typeOfValue(schema['const'] ?? null);
  const values = own(schema, 'enum');
  return isList(values) ? unionOf(values.map(typeOfValue)) : unknownType;
}

/** `properties` and what goes with them; null where the schema says nothing of members. */
export function readObjectKeywords(schema: JsonObject, read: ReadSubschema): ObjectType | null {
  const required = own(schema, 'required');
  const names = isList(required) ? required.filter((name) => typeof name === 'string') : [];
  const properties = mapOf(schema, 'properties');
  const patterns = mapOf(schema, 'patternProperties');
  const additional = own(schema, 'additionalProperties');
  const says = properties ?? patterns ?? additional;
  if (says === undefined) return null;
  // Another name may match a pattern, and then be no additional property.
  const others = unionOf([read(additional), ...Object.values(patterns ?? {}).map(read)]);
  const members = new Map<string, MemberType>(names.map((name) => [name, { type: others, required: true }]));
  for (const [name, property] of Object.entries(properties ?? {})) {
    members.set(name, Object.freeze({ type: read(property), required: members.has(name) }));
  }
  return Object.freeze({ kind: 'object', members, rest: restOf(others) });
}

/** `items` and what goes with them; null where the schema says nothing of items. */
export function readListKeywords(schema: JsonObject, isDraft7: boolean, read: ReadSubschema): ListType | null {
  const items = own(schema, 'items');
  const prefixItems = isDraft7 ? items : own(schema, 'prefixItems');
  const prefix = isList(prefixItems) ? prefixItems : [];
  const others = isDraft7 && isList(items) ? own(schema, 'additionalItems') : items;
  const [least, most] = [countOf(schema, 'minItems'), countOf(schema, 'maxItems')];
  if (!isList(prefixItems) && others === undefined && least === null && most === null) return null;
  const rest = restOf(read(isList(others) ? undefined : others));
  const types = Object.freeze(prefix.map((item) => read(item)));
  return Object.freeze({ kind: 'list', prefix: types, rest, minItems: least ?? 0, maxItems: most });
}

function own(schema: JsonObject, keyword: string): JsonValue | undefined {
  return Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
}

function mapOf(schema: JsonObject, keyword: string): JsonObject | undefined {
  const value = own(schema, keyword);
  return isJsonObject(value) ? value : undefined;
}

function countOf(schema: JsonObject, keyword: string): number | null {
  const count = own(schema, keyword);
  return typeof count === 'number' && Number.isInteger(count) && count >= 0 ? count : null;
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** What takes nothing is none. */
function restOf(type: Type): Type | null {
  return type === neverType ? null : type;
}
