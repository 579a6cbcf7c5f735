/** What is wrong with a schema, as data. A schema with a problem is never compiled. */

/** The name of a problem of a schema. */
export type SchemaProblemCode =
  | 'schema-invalid'
  | 'schema-too-large'
  | 'schema-too-deep'
  | 'schema-dialect-unknown'
  | 'schema-ref-unresolved'
  | 'regex-invalid'
  | 'regex-unsafe'
  | 'short-form-invalid';

/** One thing that is wrong with a schema. */
export interface SchemaProblem {
  readonly code: SchemaProblemCode;
  /** JSON Pointer of the place in the schema; empty for the whole. */
  readonly pointer: string;
  /** One sentence for a person. */
  readonly message: string;
}
