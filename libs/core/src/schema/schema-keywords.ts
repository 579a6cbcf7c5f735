/** The keywords of JSON Schema, by what stands under them. A keyword that is not listed here never reaches the engine. */
import type { SchemaDialect } from './schema-dialect.js';

/** What stands under a keyword: one subschema, a list or a map of them, either one or a list, or no schema at all. */
export type KeywordContent = 'schema' | 'schema-list' | 'schema-map' | 'schema-or-list' | 'data';

const BOTH_DIALECTS: readonly (readonly [KeywordContent, readonly string[]])[] = [
  ['schema', ['additionalProperties', 'propertyNames', 'contains', 'not', 'if', 'then', 'else']],
  ['schema-list', ['allOf', 'anyOf', 'oneOf']],
  // `dependencies` holds schemas or lists of names; a list of names is copied as it is.
  ['schema-map', ['properties', 'patternProperties', 'definitions', 'dependencies']],
  ['data', ['$schema', '$id', '$ref', 'type', 'enum', 'const', 'format', 'pattern', 'required', 'uniqueItems']],
  ['data', ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties', 'multipleOf']],
  ['data', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'discriminator']],
];

const ONLY_DRAFT_7: typeof BOTH_DIALECTS = [
  ['schema', ['additionalItems']],
  ['schema-or-list', ['items']],
];

const ONLY_DRAFT_2020_12: typeof BOTH_DIALECTS = [
  ['schema', ['items', 'unevaluatedItems', 'unevaluatedProperties', 'contentSchema']],
  ['schema-list', ['prefixItems']],
  ['schema-map', ['$defs', 'dependentSchemas']],
  ['data', ['$anchor', '$dynamicAnchor', '$dynamicRef']],
  ['data', ['dependentRequired', 'minContains', 'maxContains']],
];

const table = (...parts: readonly (typeof BOTH_DIALECTS)[]): ReadonlyMap<string, KeywordContent> =>
  new Map(parts.flat().flatMap(([content, keywords]) => keywords.map((keyword) => [keyword, content] as const)));

/** The keywords that mean something to a dialect, and what stands under each. */
export const KEYWORDS: Readonly<Record<SchemaDialect, ReadonlyMap<string, KeywordContent>>> = {
  'draft-2020-12': table(BOTH_DIALECTS, ONLY_DRAFT_2020_12),
  'draft-7': table(BOTH_DIALECTS, ONLY_DRAFT_7),
};

/** True for a keyword of either dialect that judges values or builds schemas; annotations are none. */
export function isKeyword(name: string): boolean {
  return KEYWORDS['draft-2020-12'].has(name) || KEYWORDS['draft-7'].has(name);
}

/** Keywords that say something about a value but never refuse one. */
export const ANNOTATIONS: ReadonlySet<string> = new Set([
  '$comment',
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  'contentEncoding',
  'contentMediaType',
]);

/** The types of JSON Schema. */
export const TYPE_NAMES: ReadonlySet<string> = new Set([
  'string',
  'number',
  'integer',
  'boolean',
  'object',
  'array',
  'null',
]);
