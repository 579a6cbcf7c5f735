/** How the keywords of one family are compiled. */
import type { JsonObject, JsonValue } from '../json/json-value.js';
import type { CompiledTarget, DynamicTargets } from './compile-schema.js';
import type { Judge, Rule } from './judge.js';
import type { SchemaPlace, SchemaResource } from './schema-document.js';

/** What a keyword may ask while it is compiled. */
export interface KeywordContext {
  /** The schema in which the keyword stands. */
  readonly schema: JsonObject;
  readonly resource: SchemaResource;
  /** False when `format` only describes. */
  readonly assertsFormats: boolean;
  /** The value of a keyword of the same schema; undefined when it has none, or its vocabulary is left out. */
  keyword(name: string): JsonValue | undefined;
  /** Compiles a schema that stands in this one. */
  judge(schema: JsonValue): Judge;
  /** Where a reference in this schema leads. */
  resolve(reference: string): SchemaPlace;
  /** The compiled schema of a place, once everything is compiled. */
  target(place: SchemaPlace): CompiledTarget;
  /** The compiled schemas of a `$dynamicAnchor`, once everything is compiled. */
  dynamicTargets(anchor: string): DynamicTargets;
}

/** Compiles one keyword; undefined when it refuses nothing. The keyword's value is as the meta-schema wants it. */
export type CompileKeyword<Value> = (value: JsonValue, context: KeywordContext) => Rule<Value> | undefined;

/** Keywords by name, in the order in which they judge. */
export type KeywordTable<Value> = Readonly<Record<string, CompileKeyword<Value>>>;
