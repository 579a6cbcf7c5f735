/** The properties of an object schema as rows for people: name, type, description. Pure; whatever else the schema says is left to `--json`. */
import { isJsonObject, type JsonObject, type JsonValue } from '@ice/core';

/** In the order of the schema; a name that has to be there is marked with `*`. */
export function propertyRows(schema: JsonObject): readonly (readonly string[])[] {
  const { properties, required } = schema;
  if (!isJsonObject(properties)) return [];
  const needed = new Set(Array.isArray(required) ? required : []);
  return Object.entries(properties).map(([name, value]) => [
    needed.has(name) ? `${name}*` : name,
    typeText(value),
    isJsonObject(value) && typeof value['description'] === 'string' ? value['description'] : '',
  ]);
}

/** `string`, `number | null`, `list of string`, `"a" | "b"`, `any`. */
function typeText(schema: JsonValue): string {
  if (!isJsonObject(schema)) return 'any';
  const { type, items, enum: values, const: only } = schema;
  if (Array.isArray(values)) return values.map((value: JsonValue) => JSON.stringify(value)).join(' | ');
  if (only !== undefined) return JSON.stringify(only);
  if (type === 'array') return items === undefined ? 'list' : `list of ${typeText(items)}`;
  if (Array.isArray(type)) return type.join(' | ');
  return typeof type === 'string' ? type : 'any';
}
