/** A JSON Schema as the text of a TypeScript type: what `SchemaValue` is for schemas that stand in a program, for schemas that do not. */
import { isJsonObject, type JsonObject, type JsonValue } from '@ice/core';

/** What is nested deeper is unknown. */
const maxDepth = 8;

/** The type; what cannot be read off is `AnyJson`. */
export function typeText(schema: JsonValue, depth = maxDepth): string {
  if (!isJsonObject(schema) || depth === 0) return 'AnyJson';
  if (schema['const'] !== undefined) return JSON.stringify(schema['const']);
  if (Array.isArray(schema['enum'])) return union(schema['enum'].map((value) => JSON.stringify(value)));
  const { type } = schema;
  if (Array.isArray(type)) return union(type.map((each: JsonValue) => kindText(each, schema, depth)));
  if (type !== undefined) return kindText(type, schema, depth);
  const options = schema['anyOf'] ?? schema['oneOf'];
  return Array.isArray(options) ? union(options.map((option: JsonValue) => typeText(option, depth - 1))) : 'AnyJson';
}

function kindText(kind: JsonValue, schema: JsonObject, depth: number): string {
  switch (kind) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return kind;
    case 'integer':
      return 'number';
    case 'array':
      return `readonly (${'prefixItems' in schema ? 'AnyJson' : typeText(schema['items'] ?? true, depth - 1)})[]`;
    case 'object':
      return objectText(schema, depth);
    default:
      return 'AnyJson';
  }
}

/** Named members; others only where the schema speaks of them, or of nothing else. */
function objectText(schema: JsonObject, depth: number): string {
  const { properties, additionalProperties: rest } = schema;
  const named = isJsonObject(properties) ? membersText(properties, schema, depth) : undefined;
  if (rest === false) return named ?? 'Readonly<Record<never, unknown>>';
  if (rest === undefined) return named ?? others('AnyJson');
  const open = others(typeText(rest, depth - 1));
  return named === undefined ? open : `(${named} & ${open})`;
}

function others(type: string): string {
  return `{ readonly [name: string]: ${type} }`;
}

function membersText(properties: JsonObject, schema: JsonObject, depth: number): string {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const members = Object.entries(properties).map(([name, member]) => {
    const mark = required.includes(name) ? '' : '?';
    return `readonly ${JSON.stringify(name)}${mark}: ${typeText(member, depth - 1)}`;
  });
  return `{ ${members.join('; ')} }`;
}

/** Of what is unknown and something else, nothing is known. */
function union(types: readonly string[]): string {
  const distinct = [...new Set(types)];
  return distinct.includes('AnyJson') || distinct.length === 0 ? 'AnyJson' : distinct.join(' | ');
}
