/** The type of the values that a JSON Schema, or its short form, lets through; written out, so that TypeScript sees its literals. Types
 *  only. What cannot be read off is unknown, never wrong: the compiler reads the same schema again. */
import type { AnyJson, Empty, IsAny } from './any-json.js';
import type { Less, MaxDepth } from './depth.js';
import type { IsShortForm, ShortValue } from './short-form-value.js';

/**
 * The value that fits the schema. Understood: `const`, `enum`, `type` (one or several), `items`, `properties`, `required`,
 * `additionalProperties`, and `anyOf` or `oneOf` without a `type` beside them. An object has the members that it names; others only
 * where `additionalProperties` is true or a schema, so that a misspelt member does not compile.
 */
export type SchemaValue<Schema, Depth extends number = MaxDepth> =
  IsAny<Schema> extends true
    ? AnyJson
    : Schema extends object
      ? string extends keyof Schema
        ? AnyJson
        : Depth extends 0
          ? AnyJson
          : IsShortForm<Schema> extends true
            ? ShortValue<Schema, Depth>
            : FullValue<Schema, Depth>
      : AnyJson;

type FullValue<Schema, Depth extends number> = Schema extends { readonly const: infer Value }
  ? Value
  : Schema extends { readonly enum: readonly (infer Value)[] }
    ? Value
    : Schema extends { readonly type: infer Type }
      ? ValueOfType<Type extends readonly (infer Each)[] ? Each : Type, Schema, Depth>
      : Schema extends { readonly anyOf: readonly (infer Option)[] } | { readonly oneOf: readonly (infer Option)[] }
        ? ValueOfOption<Option, Depth>
        : AnyJson;

type ValueOfOption<Option, Depth extends number> = Option extends unknown ? SchemaValue<Option, Less<Depth>> : never;

type ValueOfType<Type, Schema, Depth extends number> = Type extends 'string'
  ? string
  : Type extends 'number' | 'integer'
    ? number
    : Type extends 'boolean'
      ? boolean
      : Type extends 'null'
        ? null
        : Type extends 'array'
          ? ListValue<Schema, Depth>
          : Type extends 'object'
            ? ObjectValue<Schema, Depth>
            : AnyJson;

type ListValue<Schema, Depth extends number> = Schema extends { readonly prefixItems: unknown }
  ? readonly AnyJson[]
  : Schema extends { readonly items: infer Items }
    ? readonly SchemaValue<Items, Less<Depth>>[]
    : readonly AnyJson[];

type ObjectValue<Schema, Depth extends number> = Schema extends { readonly properties: infer Properties }
  ? MembersOf<Properties, RequiredOf<Schema>, Depth> & Others<Schema, unknown, Depth>
  : Others<Schema, { readonly [name: string]: AnyJson }, Depth>;

type RequiredOf<Schema> = Schema extends { readonly required: readonly (infer Name)[] } ? Name : never;

type MembersOf<Properties, Required, Depth extends number> = {
  readonly [Name in keyof Properties as Name extends Required ? Name : never]: SchemaValue<
    Properties[Name],
    Less<Depth>
  >;
} & {
  readonly [Name in keyof Properties as Name extends Required ? never : Name]?: SchemaValue<
    Properties[Name],
    Less<Depth>
  >;
};

/** Members beyond the named ones; `Unsaid` where the schema says nothing of them. */
type Others<Schema, Unsaid, Depth extends number> = Schema extends { readonly additionalProperties: infer Rest }
  ? Rest extends false
    ? Empty
    : { readonly [name: string]: SchemaValue<Rest, Less<Depth>> }
  : Unsaid;
