/** The keywords of JSON Schema, by vocabulary and by what stands under them. One that is not listed here means nothing. */
import type { SchemaDialect } from './schema-dialect.js';

/** What stands under a keyword: one subschema, a list or a map of them, either one or a list, or no schema at all. */
export type KeywordContent = 'schema' | 'schema-list' | 'schema-map' | 'schema-or-list' | 'data';

/** The keywords that mean something, and what stands under each. */
export type KeywordSet = ReadonlyMap<string, KeywordContent>;

/** A group of keywords that a meta-schema may leave out. `core` never is. */
export type Vocabulary = 'core' | 'applicator' | 'unevaluated' | 'validation' | 'format' | 'content';

type Row = readonly [Vocabulary, KeywordContent, readonly string[]];

const BOTH_DIALECTS: readonly Row[] = [
  ['core', 'data', ['$schema', '$id', '$ref', 'discriminator']],
  // `dependencies` holds schemas or lists of names; a list of names holds no schema.
  ['core', 'schema-map', ['definitions', 'dependencies']],
  ['applicator', 'schema', ['additionalProperties', 'propertyNames', 'contains', 'not', 'if', 'then', 'else']],
  ['applicator', 'schema-list', ['allOf', 'anyOf', 'oneOf']],
  ['applicator', 'schema-map', ['properties', 'patternProperties']],
  ['validation', 'data', ['type', 'enum', 'const', 'pattern', 'required', 'uniqueItems', 'multipleOf']],
  ['validation', 'data', ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties']],
  ['validation', 'data', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']],
  ['format', 'data', ['format']],
];

const ONLY_DRAFT_7: readonly Row[] = [
  ['applicator', 'schema', ['additionalItems']],
  ['applicator', 'schema-or-list', ['items']],
];

const ONLY_DRAFT_2020_12: readonly Row[] = [
  ['core', 'data', ['$anchor', '$dynamicAnchor', '$dynamicRef']],
  ['core', 'schema-map', ['$defs']],
  ['applicator', 'schema', ['items']],
  ['applicator', 'schema-list', ['prefixItems']],
  ['applicator', 'schema-map', ['dependentSchemas']],
  ['unevaluated', 'schema', ['unevaluatedItems', 'unevaluatedProperties']],
  ['validation', 'data', ['dependentRequired', 'minContains', 'maxContains']],
  ['content', 'schema', ['contentSchema']],
];

const ROWS: Readonly<Record<SchemaDialect, readonly Row[]>> = {
  'draft-2020-12': [...BOTH_DIALECTS, ...ONLY_DRAFT_2020_12],
  'draft-7': [...BOTH_DIALECTS, ...ONLY_DRAFT_7],
};

/** The keywords of some vocabularies of a dialect. */
export function keywordsOf(dialect: SchemaDialect, has: (vocabulary: Vocabulary) => boolean): KeywordSet {
  const rows = ROWS[dialect].filter(([vocabulary]) => vocabulary === 'core' || has(vocabulary));
  return new Map(rows.flatMap(([, content, keywords]) => keywords.map((keyword) => [keyword, content] as const)));
}

/** All keywords of each dialect. */
export const KEYWORDS: Readonly<Record<SchemaDialect, KeywordSet>> = {
  'draft-2020-12': keywordsOf('draft-2020-12', () => true),
  'draft-7': keywordsOf('draft-7', () => true),
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
