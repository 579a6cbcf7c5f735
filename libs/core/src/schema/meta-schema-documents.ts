/**
 * The meta-schemas of the two drafts, as the standard defines them, without the words that only explain. Data: what follows
 * from them is made in `meta-schema.ts`.
 */
import type { JsonObject } from '../json/json-value.js';

const BASE = 'https://json-schema.org/draft/2020-12';

const TYPES = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];

const META: JsonObject = { $dynamicRef: '#meta' };

const ref = (name: string): JsonObject => ({ $ref: `#/$defs/${name}` });

const mapOf = (schema: JsonObject): JsonObject => ({ type: 'object', additionalProperties: schema, default: {} });

/** One of the meta-schemas that the one of 2020-12 consists of. */
const part = (name: string, properties: JsonObject, $defs?: JsonObject): JsonObject => ({
  $schema: `${BASE}/schema`,
  $id: `${BASE}/meta/${name}`,
  $dynamicAnchor: 'meta',
  type: ['object', 'boolean'],
  properties,
  ...($defs !== undefined && { $defs }),
});

const CORE = part(
  'core',
  {
    $id: { $ref: '#/$defs/uriReferenceString', pattern: '^[^#]*#?$' },
    $schema: ref('uriString'),
    $ref: ref('uriReferenceString'),
    $anchor: ref('anchorString'),
    $dynamicRef: ref('uriReferenceString'),
    $dynamicAnchor: ref('anchorString'),
    $vocabulary: { type: 'object', propertyNames: ref('uriString'), additionalProperties: { type: 'boolean' } },
    $comment: { type: 'string' },
    $defs: { type: 'object', additionalProperties: META },
  },
  {
    anchorString: { type: 'string', pattern: '^[A-Za-z_][-A-Za-z0-9._]*$' },
    uriString: { type: 'string', format: 'uri' },
    uriReferenceString: { type: 'string', format: 'uri-reference' },
  },
);

const APPLICATOR = part(
  'applicator',
  {
    prefixItems: ref('schemaArray'),
    items: META,
    contains: META,
    additionalProperties: META,
    properties: mapOf(META),
    patternProperties: { ...mapOf(META), propertyNames: { format: 'regex' } },
    dependentSchemas: mapOf(META),
    propertyNames: META,
    if: META,
    then: META,
    else: META,
    allOf: ref('schemaArray'),
    anyOf: ref('schemaArray'),
    oneOf: ref('schemaArray'),
    not: META,
  },
  { schemaArray: { type: 'array', minItems: 1, items: META } },
);

const UNEVALUATED = part('unevaluated', { unevaluatedItems: META, unevaluatedProperties: META });

const VALIDATION = part(
  'validation',
  {
    type: {
      anyOf: [ref('simpleTypes'), { type: 'array', items: ref('simpleTypes'), minItems: 1, uniqueItems: true }],
    },
    const: true,
    enum: { type: 'array', items: true },
    multipleOf: { type: 'number', exclusiveMinimum: 0 },
    maximum: { type: 'number' },
    exclusiveMaximum: { type: 'number' },
    minimum: { type: 'number' },
    exclusiveMinimum: { type: 'number' },
    maxLength: ref('nonNegativeInteger'),
    minLength: ref('nonNegativeIntegerDefault0'),
    pattern: { type: 'string', format: 'regex' },
    maxItems: ref('nonNegativeInteger'),
    minItems: ref('nonNegativeIntegerDefault0'),
    uniqueItems: { type: 'boolean', default: false },
    maxContains: ref('nonNegativeInteger'),
    minContains: { $ref: '#/$defs/nonNegativeInteger', default: 1 },
    maxProperties: ref('nonNegativeInteger'),
    minProperties: ref('nonNegativeIntegerDefault0'),
    required: ref('stringArray'),
    dependentRequired: { type: 'object', additionalProperties: ref('stringArray') },
  },
  {
    nonNegativeInteger: { type: 'integer', minimum: 0 },
    nonNegativeIntegerDefault0: { $ref: '#/$defs/nonNegativeInteger', default: 0 },
    simpleTypes: { enum: TYPES },
    stringArray: { type: 'array', items: { type: 'string' }, uniqueItems: true, default: [] },
  },
);

const META_DATA = part('meta-data', {
  title: { type: 'string' },
  description: { type: 'string' },
  default: true,
  deprecated: { type: 'boolean', default: false },
  readOnly: { type: 'boolean', default: false },
  writeOnly: { type: 'boolean', default: false },
  examples: { type: 'array', items: true },
});

const FORMAT_ANNOTATION = part('format-annotation', { format: { type: 'string' } });

const FORMAT_ASSERTION = part('format-assertion', { format: { type: 'string' } });

const CONTENT = part('content', {
  contentEncoding: { type: 'string' },
  contentMediaType: { type: 'string' },
  contentSchema: META,
});

/** The meta-schemas that the one of draft 2020-12 consists of. */
export const PARTS_2020_12: readonly JsonObject[] = [
  CORE,
  APPLICATOR,
  UNEVALUATED,
  VALIDATION,
  META_DATA,
  FORMAT_ANNOTATION,
  CONTENT,
];

/** The meta-schema of draft 2020-12. */
export const META_SCHEMA_2020_12: JsonObject = {
  $schema: `${BASE}/schema`,
  $id: `${BASE}/schema`,
  $vocabulary: Object.fromEntries(PARTS_2020_12.map(({ $id }) => [String($id).replace('/meta/', '/vocab/'), true])),
  $dynamicAnchor: 'meta',
  allOf: PARTS_2020_12.map(({ $id }) => ({ $ref: String($id).slice(BASE.length + 1) })),
  type: ['object', 'boolean'],
  properties: {
    definitions: { ...mapOf(META), deprecated: true },
    dependencies: {
      ...mapOf({ anyOf: [META, { $ref: 'meta/validation#/$defs/stringArray' }] }),
      deprecated: true,
    },
    $recursiveAnchor: { $ref: 'meta/core#/$defs/anchorString', deprecated: true },
    $recursiveRef: { $ref: 'meta/core#/$defs/uriReferenceString', deprecated: true },
  },
};

const SELF: JsonObject = { $ref: '#' };

const define = (name: string): JsonObject => ({ $ref: `#/definitions/${name}` });

/** The meta-schema of draft 7. */
export const META_SCHEMA_7: JsonObject = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'http://json-schema.org/draft-07/schema#',
  definitions: {
    schemaArray: { type: 'array', minItems: 1, items: SELF },
    nonNegativeInteger: { type: 'integer', minimum: 0 },
    nonNegativeIntegerDefault0: { allOf: [define('nonNegativeInteger'), { default: 0 }] },
    simpleTypes: { enum: TYPES },
    stringArray: { type: 'array', items: { type: 'string' }, uniqueItems: true, default: [] },
  },
  type: ['object', 'boolean'],
  properties: {
    $id: { type: 'string', format: 'uri-reference' },
    $schema: { type: 'string', format: 'uri' },
    $ref: { type: 'string', format: 'uri-reference' },
    $comment: { type: 'string' },
    title: { type: 'string' },
    description: { type: 'string' },
    default: true,
    readOnly: { type: 'boolean', default: false },
    writeOnly: { type: 'boolean', default: false },
    examples: { type: 'array', items: true },
    multipleOf: { type: 'number', exclusiveMinimum: 0 },
    maximum: { type: 'number' },
    exclusiveMaximum: { type: 'number' },
    minimum: { type: 'number' },
    exclusiveMinimum: { type: 'number' },
    maxLength: define('nonNegativeInteger'),
    minLength: define('nonNegativeIntegerDefault0'),
    pattern: { type: 'string', format: 'regex' },
    additionalItems: SELF,
    items: { anyOf: [SELF, define('schemaArray')], default: true },
    maxItems: define('nonNegativeInteger'),
    minItems: define('nonNegativeIntegerDefault0'),
    uniqueItems: { type: 'boolean', default: false },
    contains: SELF,
    maxProperties: define('nonNegativeInteger'),
    minProperties: define('nonNegativeIntegerDefault0'),
    required: define('stringArray'),
    additionalProperties: SELF,
    definitions: mapOf(SELF),
    properties: mapOf(SELF),
    patternProperties: { ...mapOf(SELF), propertyNames: { format: 'regex' } },
    dependencies: { type: 'object', additionalProperties: { anyOf: [SELF, define('stringArray')] } },
    propertyNames: SELF,
    const: true,
    enum: { type: 'array', items: true },
    type: {
      anyOf: [define('simpleTypes'), { type: 'array', items: define('simpleTypes'), minItems: 1, uniqueItems: true }],
    },
    format: { type: 'string' },
    contentMediaType: { type: 'string' },
    contentEncoding: { type: 'string' },
    if: SELF,
    then: SELF,
    else: SELF,
    allOf: define('schemaArray'),
    anyOf: define('schemaArray'),
    oneOf: define('schemaArray'),
    not: SELF,
  },
  default: true,
};

/** Every meta-schema that may be referred to, each with its `$id`. */
export const META_SCHEMAS: readonly JsonObject[] = [
  META_SCHEMA_2020_12,
  ...PARTS_2020_12,
  FORMAT_ASSERTION,
  META_SCHEMA_7,
];
