/** How deep the flattest value of a schema is. Pure. Tells the branch of a recursive schema that ends from the one that goes on. */
import { isJsonObject } from '@ice/core';
import type { JsonObject, JsonSchema, JsonValue } from '@ice/core';
import { listOf } from './merge-schemas.js';
import { resolveReference } from './resolve-reference.js';

const mostVisits = 500;

/** 0 for a scalar or something empty, 1 for an object of scalars, and so on; Infinity where no finite value is found. */
export function schemaHeight(schema: JsonSchema, root: JsonSchema): number {
  return new Measurement(root).height(schema, []);
}

class Measurement {
  readonly #root: JsonSchema;
  #visits = 0;

  constructor(root: JsonSchema) {
    this.#root = root;
  }

  height(schema: JsonValue | undefined, around: readonly JsonValue[]): number {
    if (schema === false) return Infinity;
    if (schema === undefined || !isJsonObject(schema)) return 0;
    this.#visits += 1;
    if (around.includes(schema) || this.#visits > mostVisits) return Infinity;
    const inside = [...around, schema];
    const heightOf = (inner: JsonValue | undefined): number => this.height(inner, inside);
    return Math.max(
      this.#referenced(schema, heightOf),
      this.#chosen(schema, heightOf),
      this.#contained(schema, heightOf),
    );
  }

  #referenced(schema: JsonObject, heightOf: (schema: JsonValue | undefined) => number): number {
    const reference = schema['$ref'] ?? schema['$dynamicRef'];
    const target = typeof reference === 'string' ? heightOf(resolveReference(reference, this.#root)) : 0;
    return Math.max(target, ...listOf(schema['allOf']).map(heightOf));
  }

  #chosen(schema: JsonObject, heightOf: (schema: JsonValue | undefined) => number): number {
    const alternatives = ['anyOf', 'oneOf'].map((keyword) => listOf(schema[keyword])).filter((list) => list.length > 0);
    return Math.max(0, ...alternatives.map((branches) => Math.min(...branches.map(heightOf))));
  }

  #contained(schema: JsonObject, heightOf: (schema: JsonValue | undefined) => number): number {
    // A schema that also allows something flat is as flat as that.
    const types = listOf(schema['type']);
    const mayBeObject = types.length === 0 || types.every((type) => type === 'object' || type === 'array');
    if (!mayBeObject || Object.hasOwn(schema, 'enum') || Object.hasOwn(schema, 'const')) return 0;
    const required = listOf(schema['required']).map((key) => 1 + heightOf(ownMember(schema['properties'], key)));
    const items = Number(schema['minItems'] ?? 0) > 0 ? [1 + heightOf(schema['items'])] : [];
    return Math.max(0, ...required, ...items);
  }
}

function ownMember(holder: JsonValue | undefined, key: JsonValue): JsonValue | undefined {
  const isMember =
    typeof key === 'string' && holder !== undefined && isJsonObject(holder) && Object.hasOwn(holder, key);
  return isMember ? holder[key] : undefined;
}
