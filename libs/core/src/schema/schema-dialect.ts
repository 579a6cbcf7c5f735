/** Which JSON Schema a schema is written in. Nothing here guesses: an unknown `$schema` is a problem. */
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import type { JsonSchema } from './json-schema.js';
import { KEYWORDS, keywordsOf, type KeywordSet, type Vocabulary } from './schema-keywords.js';

/** A draft of JSON Schema that is understood. */
export type SchemaDialect = 'draft-2020-12' | 'draft-7';

/** How a schema is read: its draft, and what of it the meta-schema takes. */
export interface SchemaReading {
  readonly dialect: SchemaDialect;
  readonly keywords: KeywordSet;
  /** True when the meta-schema says that `format` refuses values, whatever the caller says. */
  readonly assertsFormats: boolean;
  /** The URI of a meta-schema that was handed in: a schema must fit it, too. */
  readonly metaSchema?: string;
}

/** The meta-schema of each dialect. */
export const META_SCHEMA_URI: Readonly<Record<SchemaDialect, string>> = {
  'draft-2020-12': 'https://json-schema.org/draft/2020-12/schema',
  'draft-7': 'http://json-schema.org/draft-07/schema',
};

/** The reading of a schema of each dialect that has the meta-schema of the standard. */
export const STANDARD_READING: Readonly<Record<SchemaDialect, SchemaReading>> = {
  'draft-2020-12': { dialect: 'draft-2020-12', keywords: KEYWORDS['draft-2020-12'], assertsFormats: false },
  'draft-7': { dialect: 'draft-7', keywords: KEYWORDS['draft-7'], assertsFormats: false },
};

/**
 * The reading that `$schema` asks for; draft 2020-12 when there is none. Undefined when it names neither a meta-schema of
 * the standard nor one that was handed in, or one that requires a vocabulary which is not understood.
 */
export function readingOf(
  schema: JsonValue,
  knownSchema: (uri: string) => JsonSchema | undefined = () => undefined,
): SchemaReading | undefined {
  const uri = isJsonObject(schema) && Object.hasOwn(schema, '$schema') ? schema['$schema'] : undefined;
  if (uri === undefined) return STANDARD_READING['draft-2020-12'];
  if (typeof uri !== 'string') return undefined;
  const name = uri.replace(/#$/, '');
  const dialect = DIALECT_OF_URI.get(name);
  if (dialect !== undefined) return STANDARD_READING[dialect];
  const metaSchema = knownSchema(name);
  return isJsonObject(metaSchema) ? customReading(name, metaSchema) : undefined;
}

/** The URI by which a meta-schema is kept here, however it was spelled. */
export function canonicalMetaUri(uri: string): string {
  const dialect = DIALECT_OF_URI.get(uri);
  return dialect === undefined ? uri : META_SCHEMA_URI[dialect];
}

const DIALECT_OF_URI = new Map<string, SchemaDialect>([
  ['https://json-schema.org/draft/2020-12/schema', 'draft-2020-12'],
  ['http://json-schema.org/draft/2020-12/schema', 'draft-2020-12'],
  ['http://json-schema.org/draft-07/schema', 'draft-7'],
  ['https://json-schema.org/draft-07/schema', 'draft-7'],
]);

const VOCABULARY_URI = 'https://json-schema.org/draft/2020-12/vocab/';

/** A meta-schema of one's own is written in a draft of the standard. */
function customReading(metaSchema: string, schema: JsonObject): SchemaReading | undefined {
  const dialect = readingOf(schema)?.dialect;
  if (dialect === undefined) return undefined;
  const vocabulary = schema['$vocabulary'];
  if (dialect === 'draft-7' || !isJsonObject(vocabulary)) return { ...STANDARD_READING[dialect], metaSchema };
  const uris = Object.keys(vocabulary);
  if (uris.some((uri) => vocabulary[uri] === true && !VOCABULARIES.has(uri))) return undefined;
  const included = new Set(uris.map((uri) => VOCABULARIES.get(uri)));
  const assertsFormats = uris.includes(`${VOCABULARY_URI}format-assertion`);
  return { dialect, keywords: keywordsOf(dialect, (name) => included.has(name)), assertsFormats, metaSchema };
}

/** Annotations have a vocabulary of their own, whose words mean nothing to a judge. */
const VOCABULARIES = new Map<string, Vocabulary | 'meta-data'>([
  [`${VOCABULARY_URI}core`, 'core'],
  [`${VOCABULARY_URI}applicator`, 'applicator'],
  [`${VOCABULARY_URI}unevaluated`, 'unevaluated'],
  [`${VOCABULARY_URI}validation`, 'validation'],
  [`${VOCABULARY_URI}meta-data`, 'meta-data'],
  [`${VOCABULARY_URI}format-annotation`, 'format'],
  [`${VOCABULARY_URI}format-assertion`, 'format'],
  [`${VOCABULARY_URI}content`, 'content'],
]);
