/** JSON types, read-only at every depth. */

/** The same type with nothing in it that could be changed: what a function may give back without a copy. */
export type Immutable<Value> = Value extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Immutable<Value[Key]> }
    : Value;
