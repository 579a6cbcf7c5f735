/** The types of values on edges: what the compiler knows of a value before it exists. Frozen data, made from JSON Schemas; never a
 *  schema, a checker or a value itself. */

/** Nothing is known: reads of it are not judged, and it fits everywhere. What a schema cannot say precisely becomes this. */
export interface UnknownType {
  readonly kind: 'unknown';
}

/** Null, and what reads as null: the output of a skipped node, an absent optional field. */
export interface NullType {
  readonly kind: 'null';
}

/** `values` absent: both. */
export interface BooleanType {
  readonly kind: 'boolean';
  readonly values?: readonly boolean[];
}

/** `values` absent: any number. JSON has one number type, so an integer is a hint, not a kind. */
export interface NumberType {
  readonly kind: 'number';
  readonly integer: boolean;
  readonly values?: readonly number[];
}

/** `values` absent: any text. */
export interface StringType {
  readonly kind: 'string';
  readonly values?: readonly string[];
}

/** A list: the items of `prefix` by position, then any number of `rest` (null: none). */
export interface ListType {
  readonly kind: 'list';
  readonly prefix: readonly Type[];
  readonly rest: Type | null;
  /** Items that are there in any case; 0 = may be empty. */
  readonly minItems: number;
  /** Most items; null = nobody knows. */
  readonly maxItems: number | null;
}

/** One named member of an object. */
export interface MemberType {
  readonly type: Type;
  /** False: it may be absent, and then reads as null. */
  readonly required: boolean;
}

/** An object: named members, and others of type `rest` (null: no others). */
export interface ObjectType {
  readonly kind: 'object';
  readonly members: ReadonlyMap<string, MemberType>;
  readonly rest: Type | null;
}

/** A type that is no union. */
export type SimpleType = UnknownType | NullType | BooleanType | NumberType | StringType | ListType | ObjectType;

/** A type of which something is known, and no union: an option of a union. */
export type KnownType = Exclude<SimpleType, UnknownType>;

/** One of several; none at all = `never`, the type of what cannot happen. Holds no union and no unknown. */
export interface UnionType {
  readonly kind: 'union';
  readonly options: readonly KnownType[];
}

/** What is known of a value. */
export type Type = SimpleType | UnionType;

export const unknownType: UnknownType = Object.freeze({ kind: 'unknown' });
export const nullType: NullType = Object.freeze({ kind: 'null' });
export const booleanType: BooleanType = Object.freeze({ kind: 'boolean' });
export const numberType: NumberType = Object.freeze({ kind: 'number', integer: false });
export const integerType: NumberType = Object.freeze({ kind: 'number', integer: true });
export const stringType: StringType = Object.freeze({ kind: 'string' });
export const neverType: UnionType = Object.freeze({ kind: 'union', options: Object.freeze([]) });

/** A list of any length of items of one type. */
export function listOfType(item: Type, maxItems: number | null = null): ListType {
  return Object.freeze({ kind: 'list', prefix: Object.freeze([]), rest: item, minItems: 0, maxItems });
}

/** An object with just these members, all of them there. */
export function objectOfTypes(members: Readonly<Record<string, Type>>): ObjectType {
  const entries = Object.entries(members).map(
    ([name, type]) => [name, Object.freeze({ type, required: true })] as const,
  );
  return Object.freeze({ kind: 'object', members: new Map(entries), rest: null });
}
