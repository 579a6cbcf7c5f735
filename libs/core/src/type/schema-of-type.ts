/** Types as JSON Schemas (draft 2020-12). A schema takes every value of its type; where a type is too large to write out it takes more. */
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { optionsOf } from './options-of.js';
import type { KnownType, ListType, ObjectType, Type } from './type.js';
import { typeLimits } from './type-limits.js';

/** The schema of a type. */
export function schemaOfType(type: Type): JsonObject {
  return writeSchema(type, { left: typeLimits.writtenSchemas }, 0);
}

/** Subschemas that may still be written. */
interface Budget {
  left: number;
}

/** Half of what a schema may be nested: each level of a type may take two of a schema. */
const deepest = 24;

function writeSchema(type: Type, budget: Budget, depth: number): JsonObject {
  const options = optionsOf(type);
  if (options === null || (budget.left -= 1) < 0 || depth > deepest) return {};
  const [first] = options;
  if (first === undefined) return { not: {} };
  if (options.every(isBareScalar)) return { type: typeKeyword(options.map(nameOf)) };
  if (options.length === 1) return writeOption(first, budget, depth);
  return { anyOf: options.map((option) => writeSchema(option, budget, depth + 1)) };
}

function typeKeyword(names: readonly string[]): JsonValue {
  return names.length === 1 ? (names[0] ?? '') : names;
}

function isBareScalar(option: KnownType): boolean {
  return option.kind !== 'list' && option.kind !== 'object' && !('values' in option);
}

function nameOf(option: KnownType): string {
  if (option.kind === 'list') return 'array';
  return option.kind === 'number' && option.integer ? 'integer' : option.kind;
}

function writeOption(option: KnownType, budget: Budget, depth: number): JsonObject {
  if (option.kind === 'list') return writeList(option, budget, depth + 1);
  if (option.kind === 'object') return writeObject(option, budget, depth + 1);
  const values = option.kind === 'null' ? undefined : option.values;
  return values === undefined ? { type: nameOf(option) } : { type: nameOf(option), enum: values };
}

function writeList({ prefix, rest, minItems, maxItems }: ListType, budget: Budget, depth: number): JsonObject {
  return {
    type: 'array',
    ...(prefix.length > 0 && { prefixItems: prefix.map((item) => writeSchema(item, budget, depth)) }),
    items: rest === null ? false : writeSchema(rest, budget, depth),
    ...(minItems > 0 && { minItems }),
    ...(maxItems !== null && { maxItems }),
  };
}

function writeObject({ members, rest }: ObjectType, budget: Budget, depth: number): JsonObject {
  const entries = [...members];
  const required = entries.filter(([, member]) => member.required).map(([name]) => name);
  const written = budget.left < entries.length ? [] : entries;
  return {
    type: 'object',
    properties: Object.fromEntries(written.map(([name, { type }]) => [name, writeSchema(type, budget, depth)])),
    ...(required.length > 0 && { required }),
    ...(rest?.kind !== 'unknown' &&
      written.length === members.size && { additionalProperties: writeRest(rest, budget, depth) }),
  };
}

function writeRest(rest: Type | null, budget: Budget, depth: number): JsonValue {
  return rest === null ? false : writeSchema(rest, budget, depth);
}
