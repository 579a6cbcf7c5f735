/** Which JSON Schema a schema is written in. Nothing here guesses: an unknown `$schema` is a problem. */
import { isJsonObject, type JsonValue } from '../json/json-value.js';

/** A draft of JSON Schema that is understood. */
export type SchemaDialect = 'draft-2020-12' | 'draft-7';

/** The meta-schema of each dialect. */
export const META_SCHEMA_URI: Readonly<Record<SchemaDialect, string>> = {
  'draft-2020-12': 'https://json-schema.org/draft/2020-12/schema',
  'draft-7': 'http://json-schema.org/draft-07/schema',
};

/** The dialect that `$schema` names; draft 2020-12 when there is none; undefined when it is not one of ours. */
export function dialectOf(schema: JsonValue): SchemaDialect | undefined {
  const uri = isJsonObject(schema) && Object.hasOwn(schema, '$schema') ? schema['$schema'] : undefined;
  if (uri === undefined) return 'draft-2020-12';
  return typeof uri === 'string' ? DIALECT_OF_URI.get(uri.replace(/#$/, '')) : undefined;
}

/** True for the URI of a meta-schema that may be referred to, with or without a fragment. */
export function isMetaSchemaUri(uri: string): boolean {
  const withoutFragment = uri.split('#', 1)[0] ?? '';
  return (
    DIALECT_OF_URI.has(withoutFragment) ||
    /^https:\/\/json-schema\.org\/draft\/2020-12\/meta\/[a-z-]+$/.test(withoutFragment)
  );
}

const DIALECT_OF_URI = new Map<string, SchemaDialect>([
  ['https://json-schema.org/draft/2020-12/schema', 'draft-2020-12'],
  ['http://json-schema.org/draft/2020-12/schema', 'draft-2020-12'],
  ['http://json-schema.org/draft-07/schema', 'draft-7'],
  ['https://json-schema.org/draft-07/schema', 'draft-7'],
]);
