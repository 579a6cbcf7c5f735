/** Finds the values inside a value: named members from its type, and keys of maps and of unknown objects from its samples. Bounded in
 *  depth and number, so that a wide schema costs no more than a narrow one. */
import { reservedWords } from '../compile/analyse/reserved-names.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { orNull, unknownType, type ObjectType, type Type } from '../type/index.js';
import { createSource, type Source, type SourceFacts } from './source.js';

/** What is explored: a source's facts and, where there is one, the schema that describes it. */
export interface Origin extends Omit<SourceFacts, 'depth' | 'description'> {
  readonly schema: JsonSchema | undefined;
}

/** The source itself, then what is in it, outer before inner. */
export function exploreSource(origin: Origin): readonly Source[] {
  const found: Source[] = [];
  let level: readonly Place[] = [{ ...origin, depth: 0 }];
  for (let depth = 0; depth <= maxDepth && level.length > 0; depth += 1) {
    const kept = level.slice(0, maxPaths - found.length);
    found.push(...kept.map(({ schema, ...facts }) => createSource({ ...facts, description: descriptionOf(schema) })));
    level = kept.flatMap(inside);
  }
  return found;
}

const maxDepth = 3;
const maxPaths = 32;

type Place = Origin & { readonly depth: number };

function descriptionOf(schema: JsonSchema | undefined): string {
  const description = isJsonObject(schema) && Object.hasOwn(schema, 'description') ? schema['description'] : undefined;
  return typeof description === 'string' ? description : '';
}

/** What may be null is not looked into: a path through null fails. */
function inside(place: Place): readonly Place[] {
  if (place.type.kind === 'unknown') return sampleKeys(place.samples).map((name) => step(place, name, unknownType));
  return place.type.kind === 'object' ? membersOf(place, place.type) : [];
}

function membersOf(place: Place, { members, rest }: ObjectType): readonly Place[] {
  const named = [...members].map(([name, { type, required }]) => step(place, name, required ? type : orNull(type)));
  if (rest === null) return named;
  const others = sampleKeys(place.samples).filter((name) => !members.has(name));
  return [...named, ...others.map((name) => step(place, name, rest))];
}

/** Keys in the order in which the samples show them. */
function sampleKeys(samples: readonly JsonValue[]): readonly string[] {
  return [...new Set(samples.filter(isJsonObject).flatMap((sample) => Object.keys(sample)))];
}

function step(place: Place, name: string, type: Type): Place {
  return {
    ...place,
    expression: `${place.expression}${accessor(name)}`,
    name,
    type,
    samples: samplesInside(place.samples, name),
    depth: place.depth + 1,
    schema: propertySchema(place.schema, name),
  };
}

function accessor(name: string): string {
  const isName = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !reservedWords.has(name);
  return isName ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** The members of this name in the samples that have one. */
export function samplesInside(samples: readonly JsonValue[], name: string): readonly JsonValue[] {
  return samples
    .filter(isJsonObject)
    .flatMap((sample) => (Object.hasOwn(sample, name) ? [sample[name] as JsonValue] : []));
}

/** The schema of a member as written in `properties`; nothing is resolved. */
export function propertySchema(schema: JsonSchema | undefined, name: string): JsonObject | undefined {
  const properties = isJsonObject(schema) && Object.hasOwn(schema, 'properties') ? schema['properties'] : undefined;
  const property = isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  return isJsonObject(property) ? property : undefined;
}
