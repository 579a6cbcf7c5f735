/** The bounds of types: what is larger is known less precisely, never refused. They keep every operation on types total and fast,
 *  also on types that share their parts, whose written-out size may be exponential. */
export const typeLimits = Object.freeze({
  /** Most literal values that a type lists; more become "any of the kind". */
  values: 64,
  /** Most objects that stand side by side in a union; more become one object. */
  objectOptions: 16,
  /** Most items of a literal list whose positions are told apart. */
  positions: 64,
  /** Levels of nesting that are looked at; what is deeper is not judged. */
  depth: 64,
  /** Merges of lists and objects that one union may take. */
  merges: 1_000,
  /** Comparisons of two types, in parts. */
  comparisons: 20_000,
  /** Subschemas that the type of one schema may take. */
  subschemas: 1_000,
  /** Times that a schema may refer to itself on the way down. */
  recursion: 2,
  /** Subschemas that the schema of one type may have; what closes an object or a list counts once more. */
  writtenSchemas: 240,
  /** Characters of a type written for people. */
  description: 80,
});
