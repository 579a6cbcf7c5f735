/** The inputs of a blueprint as the schema of one object: for whoever gives them all at once. Pure. */
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { schemaOfType } from '../type/schema-of-type.js';
import { typeOfSchema } from '../type/type-of-schema.js';

/** The schema of `{input: value, …}`: closed, and only inputs without a default are required. */
export function inputsSchema(inputs: Readonly<Record<string, JsonSchema>>): JsonObject {
  const entries = Object.entries(inputs);
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, schema]) => [name, asMember(schema)])),
    required: entries.filter(([, schema]) => !hasDefault(schema)).map(([name]) => name),
    additionalProperties: false,
  };
}

function hasDefault(schema: JsonSchema): boolean {
  return isJsonObject(schema) && Object.hasOwn(schema, 'default');
}

/** Each input's references lead into its own schema: inside another they would lead astray, so such a one is written out anew. */
function asMember(schema: JsonSchema): JsonValue {
  return hasReference(schema) ? schemaOfType(typeOfSchema(schema)) : schema;
}

function hasReference(value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (isJsonObject(value) && typeof value['$ref'] === 'string') return true;
  return Object.values(value).some(hasReference);
}
