/** Makes a list that fits a plain schema. */
import { isJsonObject } from '@ice/core';
import type { JsonObject, JsonSchema, JsonValue } from '@ice/core';
import { holdersOf } from './apart-keywords.js';
import { isGenerous } from './draft.js';
import type { Draft, MakeValue } from './draft.js';
import { mergeSchemas } from './merge-schemas.js';
import { schemaHeight } from './schema-height.js';

/** Draws for an item that is not there yet: first by chance, then one value after the other; in long lists at once. */
const drawsByChance = 6;
const mostDraws = 200;
const longList = 50;

/** The items by position: the first ones may have a schema of their own. */
interface ItemSchemas {
  readonly first: readonly JsonSchema[];
  readonly others: JsonSchema;
}

/** One list; `make` makes its items. Items differ if they can; where they need not, a list that may be shorter ends before a repeat. */
export function synthesizeArray(schema: JsonObject, draft: Draft, make: MakeValue): readonly JsonValue[] {
  const schemas = itemSchemas(schema);
  const contained = containedSchemas(schema, draft);
  const count = Math.max(contained.length, itemCount(schema, schemas, draft));
  const needed = Math.max(contained.length, schemas.first.length, Number(schema['minItems'] ?? 0));
  const placed = placedSchemas(contained, { from: schemas.first.length, to: count }, draft);
  const others = withoutContained(schemas.others, schema);
  const list = new DistinctList(schema['uniqueItems'] === true);
  while (list.items.length < count && (draft.budget.characters > 0 || list.items.length === 0)) {
    const position = list.items.length;
    const wanted = placed.get(position);
    const declared = schemas.first[position] ?? (wanted === undefined ? others : schemas.others);
    const item = wanted === undefined ? declared : mergeSchemas(declared, wanted);
    const isAdded = list.add(position < needed, (variety) => make(item, { ...draft, depth: draft.depth + 1, variety }));
    if (!isAdded) break;
  }
  return list.items;
}

/** Items of a list in the making. */
class DistinctList {
  readonly items: JsonValue[] = [];
  readonly #texts = new Set<string>();
  readonly #mustDiffer: boolean;

  constructor(mustDiffer: boolean) {
    this.#mustDiffer = mustDiffer;
  }

  /** Adds an item that is not there yet; a repeat only where one is needed and may stand. False when nothing was added. */
  add(isNeeded: boolean, make: (variety: number) => JsonValue): boolean {
    const count = this.items.length;
    const draws = this.#mustDiffer ? mostDraws : isNeeded ? 1 : drawsByChance;
    const byChance = this.#mustDiffer && count >= longList ? 0 : drawsByChance;
    for (let draw = 0; draw < draws; draw += 1) {
      const item = make(draw < byChance ? 0 : count + draw - byChance + 1);
      const text = JSON.stringify(item);
      if (this.#texts.has(text) && (this.#mustDiffer || !isNeeded)) continue;
      this.#texts.add(text);
      this.items.push(item);
      return true;
    }
    return false;
  }
}

function itemCount(schema: JsonObject, { first, others }: ItemSchemas, draft: Draft): number {
  const least = Number(schema['minItems'] ?? 0);
  const most = Math.min(Number(schema['maxItems'] ?? Infinity), others === false ? first.length : Infinity);
  const isEndless = schemaHeight(others, draft.root) === Infinity;
  const natural = isEndless ? first.length : Math.max(first.length, draft.random.integer(2, 4));
  return Math.max(least, Math.min(most, isGenerous(draft) ? natural : least));
}

/** What items must fit for the sake of `contains`, one schema for each of them; on a retry at times as few items as could do. */
function containedSchemas(schema: JsonObject, { isRetry, random }: Draft): readonly JsonSchema[] {
  const wanted = holdersOf(schema, 'contains').map(({ contains, minContains }) =>
    Array.from({ length: Number(minContains ?? 1) }, () => asSchema(contains)),
  );
  if (wanted.length < 2 || !isRetry || random.chance(1 / 2)) return wanted.flat();
  const most = Math.max(...wanted.map((schemas) => schemas.length));
  return Array.from({ length: most }, (_, position) =>
    wanted.map((schemas) => schemas[position] ?? true).reduce(mergeSchemas),
  );
}

/** The contained schemas by the positions that they get: any behind the first ones, or the last ones where there is no room behind. */
function placedSchemas(
  contained: readonly JsonSchema[],
  { from, to }: { readonly from: number; readonly to: number },
  { random }: Draft,
): ReadonlyMap<number, JsonSchema> {
  const start = Math.max(0, Math.min(from, to - contained.length));
  const positions = random.shuffled(
    Array.from({ length: contained.length && to - start }, (_, index) => start + index),
  );
  return new Map(contained.map((wanted, index) => [positions[index] ?? index, wanted]));
}

/** The schema of the other items, which must not add to those that there may be only so many of. */
function withoutContained(others: JsonSchema, schema: JsonObject): JsonSchema {
  const bounded = holdersOf(schema, 'contains').filter((holder) => Object.hasOwn(holder, 'maxContains'));
  return bounded.reduce<JsonSchema>(
    (merged, holder) => mergeSchemas(merged, { not: holder['contains'] ?? true }),
    others,
  );
}

/** Draft 2020-12 says `prefixItems` and `items`; draft 7 says `items` (a list) and `additionalItems`. */
function itemSchemas(schema: JsonObject): ItemSchemas {
  const { items, prefixItems, additionalItems, unevaluatedItems } = schema;
  if (Array.isArray(items))
    return { first: (items as readonly JsonValue[]).map(asSchema), others: asSchema(additionalItems) };
  const first = Array.isArray(prefixItems) ? (prefixItems as readonly JsonValue[]).map(asSchema) : [];
  return { first, others: asSchema(items ?? unevaluatedItems) };
}

function asSchema(value: JsonValue | undefined): JsonSchema {
  return typeof value === 'boolean' || (value !== undefined && isJsonObject(value)) ? value : true;
}
