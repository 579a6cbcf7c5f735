/** JSON of which nothing is known: it fits every place, and everything may be read of it, as the compiler takes what is unknown to it. No
 *  value ever has this type; it stands in the types of references only. */

/** The one type that fits everywhere, and the one place where a library says so (a rule of the house knows it). */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- `unknown` fits nowhere, and `JsonValue` has no members
export type AnyJson = any;

/** True for `AnyJson`, and for nothing else. */
export type IsAny<T> = 0 extends 1 & T ? true : false;

/** An object without members. */
export type Empty = Readonly<Record<never, unknown>>;
