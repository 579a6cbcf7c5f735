/** Makes an object that fits a plain schema. Keys stand in the order of `properties`, then the others. */
import { isJsonObject } from '@ice/core';
import type { JsonObject, JsonSchema, JsonValue } from '@ice/core';
import { isGenerous } from './draft.js';
import type { Draft, MakeValue } from './draft.js';
import { listOf } from './merge-schemas.js';
import { patternText } from './pattern-text.js';
import { schemaHeight } from './schema-height.js';
import { slugOf } from './topic-text.js';

/** Keys that a map (`additionalProperties` without `properties`) gets when nothing says how many. */
const keysOfMap = 2;

/** Other keys that are tried when an invented one is there already. */
const mostTries = 20;

/** One object; `make` makes its values. */
export function synthesizeObject(schema: JsonObject, draft: Draft, make: MakeValue): JsonObject {
  const declared = membersOf(schema, 'properties');
  const chosen = new Set([...requiredKeys(schema), ...optionalKeys(schema, declared, draft)]);
  const known = [...declared.keys()].filter((key) => chosen.has(key));
  const keys = inventedKeys(schema, new Set([...known, ...chosen]), draft, make);
  const entries = [...keys].map((key): [string, JsonValue] => {
    draft.budget.characters -= key.length + 4;
    return [key, make(declared.get(key) ?? undeclared(schema, key, draft), { ...draft, key, depth: draft.depth + 1 })];
  });
  return Object.fromEntries(entries);
}

/** Required keys, and those that they bring with them. */
function requiredKeys(schema: JsonObject): ReadonlySet<string> {
  return withDependents(listOf(schema['required']).map(String), schema);
}

function optionalKeys(schema: JsonObject, declared: ReadonlyMap<string, JsonSchema>, draft: Draft): readonly string[] {
  const required = requiredKeys(schema);
  const isPossible = ([key, member]: readonly [string, JsonSchema]): boolean =>
    !required.has(key) && schemaHeight(member, draft.root) < Infinity;
  const possible = draft.random.shuffled([...declared].filter(isPossible).map(([key]) => key));
  const wanted = possible.filter(() => isGenerous(draft) && !(draft.isRetry && draft.random.chance(1 / 2))).length;
  const needed = Number(schema['minProperties'] ?? 0) - required.size;
  const room = Number(schema['maxProperties'] ?? Infinity) - required.size;
  return [...withDependents(possible.slice(0, Math.max(0, Math.min(room, Math.max(wanted, needed)))), schema)];
}

function withDependents(keys: readonly string[], schema: JsonObject): ReadonlySet<string> {
  const dependents = membersOf(schema, 'dependentRequired', 'dependencies');
  const all = new Set(keys);
  for (const key of all) for (const other of listOf(dependents.get(key))) if (typeof other === 'string') all.add(other);
  return all;
}

/** The keys, and as many more as the schema needs or a map should show. */
function inventedKeys(
  schema: JsonObject,
  keys: ReadonlySet<string>,
  draft: Draft,
  make: MakeValue,
): ReadonlySet<string> {
  const isMap = !Object.hasOwn(schema, 'properties') && (isOpen(schema) || Object.hasOwn(schema, 'patternProperties'));
  const shown = isMap && isGenerous(draft) ? keysOfMap : 0;
  const most = Number(schema['maxProperties'] ?? Infinity);
  const wanted = Math.min(most, Math.max(shown, Number(schema['minProperties'] ?? 0)));
  const all = new Set(keys);
  for (let failures = 0; all.size < wanted && failures < mostTries && draft.budget.characters > 0;) {
    const before = all.size;
    const key = inventedKey(schema, all.size + failures, draft, make);
    all.add(key);
    draft.budget.characters -= key.length + 8;
    failures = all.size > before ? 0 : failures + 1;
  }
  return all;
}

function inventedKey(schema: JsonObject, number: number, draft: Draft, make: MakeValue): string {
  const [pattern] = membersOf(schema, 'patternProperties').keys();
  const drawn = pattern === undefined ? undefined : patternText(pattern, { least: 1, most: Infinity }, draft);
  if (drawn !== undefined) return drawn;
  const word = draft.topic.words[number];
  const plain = word === undefined ? `key_${String(number + 1)}` : slugOf(word).replaceAll('-', '_');
  const names = schema['propertyNames'];
  if (names === undefined || !isJsonObject(names)) return plain;
  const named = make({ type: 'string', ...names }, { ...draft, variety: number });
  return typeof named === 'string' ? named : plain;
}

/** The schema of a value whose key is not in `properties`. */
function undeclared(schema: JsonObject, key: string, draft: Draft): JsonSchema {
  const patterns = [...membersOf(schema, 'patternProperties')];
  const fitting = patterns.find(([pattern]) => draft.parts.judgeOf({ type: 'string', pattern })(key));
  const other = schema['additionalProperties'];
  return fitting?.[1] ?? (other !== undefined && isJsonObject(other) ? other : true);
}

/** True where the values of further keys have a schema of their own. */
function isOpen(schema: JsonObject): boolean {
  const other = schema['additionalProperties'];
  return other === true || (other !== undefined && isJsonObject(other));
}

function membersOf(schema: JsonObject, ...keywords: readonly string[]): ReadonlyMap<string, JsonSchema> {
  const holders = keywords
    .map((keyword) => schema[keyword])
    .filter((value) => value !== undefined && isJsonObject(value));
  return new Map(holders.flatMap((holder) => Object.entries(holder as Readonly<Record<string, JsonSchema>>)));
}
