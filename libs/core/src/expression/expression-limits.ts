/** The bounds of the language, in one place so that the limits page can list them. */
export const expressionLimits = Object.freeze({
  /** Longest expression, in UTF-16 units. */
  expressionLength: 8192,
  /** Most nodes in one expression's tree. */
  nodes: 2000,
  /** Deepest nesting of brackets, calls and paths in the text. */
  nesting: 100,
  /** Deepest tree, counting chains such as `a + b + c` too. It bounds the stack of every walk over a tree. */
  depth: 256,
  /** Longest run of `!` and `-` before one operand. */
  prefixRun: 16,
  /** Most items in a list or an object that is written out. */
  items: 1000,
  /** Most arguments of a call. */
  arguments: 32,
  /** Most expressions in one template text. */
  expressionsPerText: 1000,
  /** Most problems that are collected from one value. */
  problems: 100,
  /** Steps of one evaluation, unless the caller gives another budget. */
  fuel: 100_000,
  /** Longest text an evaluation may make, in UTF-16 units. */
  textLength: 1_048_576,
  /** Deepest value that may be compared, written as JSON or read from JSON. */
  valueDepth: 128,
});
