/** Judges whether a schema is one, by the meta-schema of its dialect. */
import type { ErrorObject, Options } from 'ajv';
import type { JsonValue } from '../json/json-value.js';
import { loadAjv2020, loadAjv7 } from './engine-loader.js';
import { META_SCHEMA_URI, type SchemaDialect } from './schema-dialect.js';

/** What the meta-schema says against a schema, as the engine says it. The schema must not be deep or large. */
export function findMetaErrors(schema: JsonValue, dialect: SchemaDialect): readonly ErrorObject[] {
  const validate = (made[dialect] ??= make(dialect));
  return validate(schema) ? [] : (validate.errors ?? []);
}

type MetaValidator = ReturnType<typeof make>;

const made: Partial<Record<SchemaDialect, MetaValidator>> = {};

function make(dialect: SchemaDialect) {
  // Formats of the meta-schema (`regex`, `uri-reference`) are judged elsewhere, where the reason can be told.
  const settings: Options = { strict: false, logger: false, messages: false, validateFormats: false, allErrors: true };
  const ajv = dialect === 'draft-7' ? new (loadAjv7().Ajv)(settings) : new (loadAjv2020().Ajv2020)(settings);
  const validate = ajv.getSchema<JsonValue>(META_SCHEMA_URI[dialect]);
  if (validate === undefined) throw new Error(`The engine has no meta-schema of ${dialect}.`);
  return validate;
}
