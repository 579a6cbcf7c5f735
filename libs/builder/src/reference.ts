/** Typed references: what `nodes.load_csv.rows` is in TypeScript before it is text in a blueprint. Immutable; knows no values, only their
 *  types, and those only while TypeScript compiles. */
import type { AnyJson, IsAny } from './any-json.js';

const source = Symbol('ice.expression');
const compound = Symbol('ice.compound');
declare const standsFor: unique symbol;

/** Something that gives a value of type `T` when the blueprint runs: a reference, or what `expression` made. */
export interface StandsFor<out T> {
  /** Never there. */
  readonly [standsFor]: T;
}

/**
 * A place in inputs, outputs or variables, with its type. Its members are references again; of what is unknown anything may be read, of
 * what may be null nothing. In a template string it writes itself as `{{ … }}`.
 */
export type Reference<T = AnyJson> =
  IsAny<T> extends true ? AnyReference : [T] extends [never] ? AnyReference : StandsFor<T> & Members<T>;

/** A reference to what is unknown. */
export interface AnyReference extends StandsFor<AnyJson> {
  readonly [member: string]: AnyReference;
  readonly [index: number]: AnyReference;
}

type Members<T> = T extends readonly (infer Item)[]
  ? { readonly [index: number]: Reference<Item> }
  : T extends object
    ? NamedMembers<T> & (string extends keyof T ? { readonly [name: string]: Reference<T[keyof T & string]> } : unknown)
    : unknown;

type NamedMembers<T extends object> = {
  readonly [Name in keyof T as string extends Name ? never : Name]-?: Reference<PresentOrNull<T[Name]>>;
};

/** A member that is absent reads as null. */
type PresentOrNull<T> = undefined extends T ? Exclude<T, undefined> | null : T;

/** A reference to this path; `path` is expression source. */
export function referTo<T = AnyJson>(path: string): Reference<T> {
  return proxyOf(path, false) as Reference<T>;
}

/**
 * An expression of the blueprint's language around references: `expression\`${nodes.price.price} > 100\``. Strings that are put in become
 * string literals, other values JSON. Its value is unknown, unless a type is given: `expression<boolean>\`…\``.
 */
export function expression<T = AnyJson>(
  parts: TemplateStringsArray,
  ...values: readonly unknown[]
): Reference<NoInfer<T>> {
  const text = parts.map((part, index) => part + (index < values.length ? literalOf(values[index]) : '')).join('');
  return proxyOf(text, true) as Reference<T>;
}

/** The source of a reference, or undefined for any other value. */
export function sourceOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !(source in value)) return undefined;
  return (value as { readonly [source]: string })[source];
}

function proxyOf(path: string, isCompound: boolean): object {
  return new Proxy(Object.freeze({ [source]: path, [compound]: isCompound }), {
    get: (_target, member) => read(path, isCompound, member),
    has: (_target, member) => member === source,
  });
}

function read(path: string, isCompound: boolean, member: string | symbol): unknown {
  if (member === source) return path;
  if (member === compound) return isCompound;
  if (member === Symbol.toPrimitive || member === 'toString' || member === 'toJSON') return () => `{{ ${path} }}`;
  if (typeof member === 'symbol') return undefined;
  return referTo(`${isCompound ? operand(path) : path}${accessTo(member)}`);
}

function accessTo(member: string): string {
  if (/^\d+$/.test(member)) return `[${member}]`;
  return /^[A-Za-z_]\w*$/.test(member) ? `.${member}` : `[${quote(member)}]`;
}

function literalOf(value: unknown): string {
  const path = sourceOf(value);
  if (path === undefined) return typeof value === 'string' ? quote(value) : JSON.stringify(value);
  return (value as { readonly [compound]: boolean })[compound] ? operand(path) : path;
}

/** What was written as a whole stays one when something is written around it; a path and a call bind as they are. */
function operand(text: string): string {
  return /^[\w.]+$/.test(text) ? text : `(${text})`;
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}
