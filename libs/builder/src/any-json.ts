/** JSON of which nothing is known: it fits every place, and everything may be read of it, as the compiler takes what is unknown to it. No
 *  value ever has this type; it stands in the types of references only. */

/** TypeScript has one type that fits everywhere, and gives it to what `JSON.parse` reads, for the same reason. */
export type AnyJson = ReturnType<typeof JSON.parse>;

/** True for `AnyJson`, and for nothing else. */
export type IsAny<T> = 0 extends 1 & T ? true : false;

/** An object without members. */
export type Empty = Readonly<Record<never, unknown>>;
