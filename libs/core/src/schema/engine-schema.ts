/**
 * A schema as the engine gets it: a copy with nothing but the keywords of its dialect, so that no extension of the engine
 * (`$async`, `nullable`, `id`…) is ever reached from a stranger's schema; with a price on every subschema; and with the
 * few things rewritten that the engine reads otherwise than the standard.
 */
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import type { JsonSchema } from './json-schema.js';
import type { SchemaDialect } from './schema-dialect.js';
import { KEYWORDS } from './schema-keywords.js';

/** The keyword that makes the engine spend work whenever it applies a subschema. Its value is the price in units. */
export const PRICE_KEYWORD = 'ice:price';

/** How a schema is copied. */
export interface EngineSchemaOptions {
  readonly dialect: SchemaDialect;
  /** Leave `discriminator` out: it only names the branch to look at, and the engine takes some shapes of it only. */
  readonly withoutDiscriminator: boolean;
  /** Names that more than one `$dynamicAnchor` has. A `$dynamicRef` to any other name is a plain `$ref`. */
  readonly sharedAnchors: ReadonlySet<string>;
}

/** Copies a checked schema for the engine. */
export function engineSchema(schema: JsonSchema, options: EngineSchemaOptions): boolean | JsonObject {
  if (typeof schema === 'boolean') return schema;
  const kept = Object.entries(schema).filter(([keyword]) => isKept(keyword, schema, options));
  if (kept.length === 0) return {};
  const copied = kept.map(([keyword, value]): Entry => [keyword, copyContent(keyword, value, options)]);
  const entries = REWRITINGS.reduce<readonly Entry[]>((result, rewrite) => rewrite(result, options), copied);
  return Object.fromEntries([...entries, [PRICE_KEYWORD, priceOf(copied)]]);
}

type Entry = readonly [keyword: string, value: JsonValue];

type Rewriting = (entries: readonly Entry[], options: EngineSchemaOptions) => readonly Entry[];

/** In draft 7 a `$ref` hides everything beside it; what it refers to may still stand there. */
function isKept(keyword: string, schema: JsonObject, options: EngineSchemaOptions): boolean {
  if (keyword === 'discriminator' && options.withoutDiscriminator) return false;
  const isHidden = options.dialect === 'draft-7' && Object.hasOwn(schema, '$ref');
  return isHidden ? keyword === '$ref' || keyword === 'definitions' : KEYWORDS[options.dialect].has(keyword);
}

function copyContent(keyword: string, value: JsonValue, options: EngineSchemaOptions): JsonValue {
  const copy = (child: JsonValue): JsonValue =>
    typeof child === 'boolean' || isJsonObject(child) ? engineSchema(child, options) : child;
  const content = KEYWORDS[options.dialect].get(keyword);
  if (content === 'data') return value;
  if (Array.isArray(value)) return value.map(copy);
  if (content !== 'schema-map' || !isJsonObject(value)) return copy(value);
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, copy(child)]));
}

/** The engine refuses an empty `enum`, which the standard allows: it lets nothing through. */
const rewriteEmptyEnum: Rewriting = (entries) =>
  entries.some(([keyword, value]) => keyword === 'enum' && Array.isArray(value) && value.length === 0)
    ? [...entries.filter(([keyword]) => keyword !== 'enum'), ['not', {}]]
    : entries;

/** The engine sends a `$dynamicRef` to the wrong place where there is nothing dynamic to it. */
const rewriteDynamicReference: Rewriting = (entries, { sharedAnchors }) => {
  if (entries.some(([keyword]) => keyword === '$ref')) return entries;
  return entries.map(([keyword, value]): Entry => {
    const isPlain = keyword === '$dynamicRef' && !sharedAnchors.has(String(value).replace(/^[^#]*#/, ''));
    return [isPlain ? '$ref' : keyword, value];
  });
};

const REWRITINGS: readonly Rewriting[] = [rewriteEmptyEnum, rewriteDynamicReference];

/** One unit, and one for each member of a list or map that the engine may go through. */
function priceOf(entries: readonly Entry[]): number {
  return entries.reduce((price, [, value]) => price + membersOf(value), 1);
}

function membersOf(value: JsonValue): number {
  if (Array.isArray(value)) return value.length;
  return isJsonObject(value) ? Object.keys(value).length : 0;
}
