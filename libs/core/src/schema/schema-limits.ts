/** The bounds of a schema and of judging a value by it. What a stranger's schema may cost stands here and nowhere else. */

/** Largest schema, in bytes of its compact UTF-8 text. */
export const MAX_SCHEMA_BYTES = 64 * 1024;

/** Most objects and lists inside each other in a schema. */
export const MAX_SCHEMA_DEPTH = 64;

/** Most subschemas of one schema: what is checked and compiled for a schema grows with them. */
export const MAX_SUBSCHEMAS = 500;

/** Longest regular expression, in UTF-16 units. */
export const MAX_PATTERN_LENGTH = 2_000;

/** Largest sum of the instructions of all regular expressions of one schema; `a{1000}` has about a thousand. */
export const MAX_PATTERN_PROGRAM = 10_000;

/** Most problems that are named for one schema or one value. */
export const MAX_PROBLEMS = 20;

/**
 * Work that one judgement may take. A unit is one subschema applied to one value, one member it looks at, or
 * `PATTERN_WORK_PER_UNIT` steps of a regular expression. Ordinary judgements take some thousands.
 */
export const MAX_JUDGEMENT_WORK = 2_000_000;

/** Work that may be spent on finding more problems than the first. Bounds the memory they take. */
export const MAX_PROBLEM_SEARCH_WORK = 20_000;

/**
 * Most schemas inside each other that a judgement may be in: levels of the value times the schemas that apply to each. The
 * stack holds half as many again; ordinary judgements are some dozens deep.
 */
export const MAX_JUDGEMENT_DEPTH = 1_000;

/** A regular expression takes at most its program's size for each character; so many of these steps are one unit. */
export const PATTERN_WORK_PER_UNIT = 16;

/** Compiled schemas that are kept. */
export const MAX_KEPT_SCHEMAS = 500;
