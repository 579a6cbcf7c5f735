/** Judges schemas themselves. What passes here compiles; what does not never reaches an engine. */
import type { JsonValue } from '../json/json-value.js';
import { checkedSchema, type SchemaOptions } from './checked-schema.js';
import type { SchemaProblem } from './schema-problem.js';

/**
 * What is wrong with a schema: nothing, or up to 20 problems. Draft 2020-12 unless `$schema` says draft 7. Beyond the
 * meta-schema it asks for: at most 64 KiB, 64 levels and 500 subschemas; regular expressions that run in linear time; no
 * reference that leads out of the schema, except to the meta-schemas. Never throws, never fetches.
 */
export function checkSchema(schema: JsonValue, options: SchemaOptions = {}): readonly SchemaProblem[] {
  const checked = checkedSchema(schema, options);
  return checked.ok ? [] : checked.problems;
}
