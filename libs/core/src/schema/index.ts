/** Judging values by JSON Schema, and schemas themselves. */
export type { JsonSchema } from './json-schema.js';
export type { SchemaProblem, SchemaProblemCode } from './schema-problem.js';
export type { ValueChecker, ValueProblem, ValueProblemCode } from './value-problem.js';
export type { SchemaOptions } from './checked-schema.js';
export type { SchemaDialect } from './schema-dialect.js';
export { memberSchema, type MemberSchema } from './member-schema.js';
export { checkSchema } from './schema-checker.js';
export { compileSchema } from './value-checker.js';
export { expandSchema, type ExpandedSchema } from './short-form.js';
export { expandKnownSchema, keywordsWithoutMeaning, knownSchemaProblems } from './known-schema.js';
export type { UnknownKeywords } from './unknown-keywords.js';
export { compileLinearRegex, type LinearRegex, type LinearRegexResult } from './linear-regex.js';
export { schemasWithin } from './schemas-within.js';
export { schemaPatternCost } from './schema-patterns.js';
export { MAX_SCHEMA_BYTES, MAX_SCHEMA_DEPTH, MAX_SUBSCHEMAS } from './schema-limits.js';
