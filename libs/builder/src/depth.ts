/** How deep types are followed: what is nested deeper is unknown. It keeps TypeScript from following types for ever. */

/** Levels of a schema, or of a written value, that have types. */
export type MaxDepth = 8;

/** One level less; 0 stays 0. */
export type Less<Depth extends number> = [0, 0, 1, 2, 3, 4, 5, 6, 7][Depth] extends infer Next extends number
  ? Next
  : 0;
