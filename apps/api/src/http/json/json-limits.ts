/** The bounds of one JSON body. A number that the guard compares against stands here and nowhere else. */

/** How large a JSON document may be, whatever it means. Configurable; listed with all other limits of the process. */
export interface JsonLimits {
  /** Most objects and lists open at once; the outermost one counts as 1. */
  readonly maxDepth: number;
  /** Most tokens of a document. A token is a key, a string, a number, a literal, or an opening bracket. */
  readonly maxTokens: number;
  /** Longest key, in UTF-16 units after its escapes are read (what `String.length` counts). */
  readonly maxKeyLength: number;
}

/** The bounds used when nobody sets others. */
export const DEFAULT_JSON_LIMITS: JsonLimits = { maxDepth: 64, maxTokens: 200_000, maxKeyLength: 256 };
