/** Schemas in words that every client understands: many judge by JSON Schema draft 7, where `prefixItems` means nothing and a schema
 *  that is `true` or `false` may not be expected. Pure. */
import { isJsonObject, type JsonArray, type JsonObject, type JsonValue } from '@ice/core';

/** The members of an object, each as a schema that is an object. */
export function portableMembers(members: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(members).map(([name, schema]) => [name, asObject(schema)]));
}

/** A schema of the compiler's making with its tuples as lists of anything that may stand in them: it takes more, and nothing less. */
export function withoutTuples(schema: JsonValue): JsonValue {
  if (Array.isArray(schema)) return schema.map(withoutTuples);
  if (!isJsonObject(schema)) return schema;
  const { prefixItems, items = true, ...others } = schema;
  const rest = Object.fromEntries(Object.entries(others).map(([key, value]) => [key, keep(key, value)]));
  if (!Array.isArray(prefixItems)) return 'items' in schema ? { ...rest, items: withoutTuples(items) } : rest;
  if (items === true) return rest;
  const options = [...(prefixItems as JsonArray), ...(items === false ? [] : [items])].map(withoutTuples);
  const most = items === false ? { maxItems: prefixItems.length } : {};
  return { ...rest, ...most, items: { anyOf: options } };
}

/** What is a value and no schema is left as it is; the members of an object are schemas, whatever they are called. */
function keep(key: string, value: JsonValue): JsonValue {
  if (key === 'enum' || key === 'const' || key === 'required') return value;
  if (key !== 'properties' || !isJsonObject(value)) return withoutTuples(value);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutTuples(member)]));
}

function asObject(schema: JsonValue): JsonObject {
  if (isJsonObject(schema)) return schema;
  return schema === false ? { not: {} } : {};
}
