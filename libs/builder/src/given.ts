/** What may be written where a value of a type is wanted: the value itself, a reference or expression of a type that fits, and objects and
 *  lists in which the same holds again. Types only. */
import type { IsAny } from './any-json.js';
import type { Template } from './authored-value.js';
import type { StandsFor } from './reference.js';
import type { Authored } from './to-document.js';

/**
 * What may stand for a `T`. A reference to a text fits where one of some texts is wanted, as the compiler has it: the value is judged
 * again when it is there. (Undefined as in `Authored`.)
 */
export type Given<T> = IsAny<T> extends true ? Authored : StandsFor<Taken<T>> | Template | undefined | Written<T>;

/** What may be written as the arguments of a tool: an object, whose members may be references. */
export type Arguments<Input> = { readonly [Name in keyof Input]: Given<Input[Name]> };

type Written<T> = T extends readonly (infer Item)[]
  ? readonly Given<Item>[]
  : T extends object
    ? { readonly [Name in keyof T]: Given<T[Name]> }
    : T;

/** What a reference must stand for: the type without its listed values. */
type Taken<T> =
  IsAny<T> extends true
    ? unknown
    : T extends string
      ? string
      : T extends number
        ? number
        : T extends boolean
          ? boolean
          : T extends readonly (infer Item)[]
            ? readonly Taken<Item>[]
            : T extends object
              ? { readonly [Name in keyof T]: Taken<T[Name]> }
              : T;

/** Text: what is no text becomes one, but null does not. */
export type Text = string | StandsFor<NonNullable<unknown>> | undefined;

/** A condition. A text is an expression, whose braces may be left out. */
export type Condition = string | StandsFor<boolean> | undefined;

/** A number. */
export type Quantity = Given<number>;

/** A list, or what gives one. */
export type List = readonly Authored[] | StandsFor<readonly unknown[]> | Template | undefined;

/**
 * What is wanted, and no further members: the constraint of a type that is inferred from what was written. TypeScript itself lets functions
 * return whatever they like beside what is wanted.
 */
export type Exact<Wanted, Written> = Wanted & { readonly [Name in Exclude<keyof Written, NamesOf<Wanted>>]: never };

/** The names of the members of any form of a union. */
type NamesOf<T> = T extends unknown ? keyof T : never;
