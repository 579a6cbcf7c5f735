/** The short form of schemas, `{price: 'number', tags: 'string[]', note: 'string?'}`, as a type. Types only; the rule that tells it from JSON
 *  Schema is that of core, as far as literals show it. */
import type { AnyJson } from './any-json.js';
import type { Less } from './depth.js';

type Word = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'any';
type ListWord = Word | `${Word}[]` | `${Word}[][]`;
type MemberWord = ListWord | `${ListWord}?`;

/** Keywords whose value is an object or a list. */
type SchemaKeyword =
  | ('items' | 'prefixItems' | 'contains' | 'unevaluatedItems' | 'required' | 'enum' | 'examples')
  | ('properties' | 'additionalProperties' | 'patternProperties' | 'propertyNames' | 'unevaluatedProperties')
  | ('anyOf' | 'oneOf' | 'allOf' | 'not' | 'if' | 'then' | 'else' | 'dependentSchemas' | 'dependentRequired')
  | ('$defs' | 'definitions');

/** Keywords that may have a word of the short form as their value. */
type WordKeyword = 'type' | 'title' | 'description' | 'format' | 'default' | '$comment' | 'const' | 'pattern';

/** True when every member is a word or a short form itself, and none of them can only be JSON Schema. */
export type IsShortForm<Schema> = keyof Schema extends never
  ? false
  : Schema[keyof Schema] extends MemberWord | object
    ? SpeaksAsSchema<Schema> extends true
      ? Exclude<keyof Schema, SchemaKeyword | WordKeyword> extends never
        ? false
        : ReadsAsWords<Schema>
      : ReadsAsWords<Schema>
    : false;

type SpeaksAsSchema<Schema> = Schema extends { readonly type: Word }
  ? true
  : keyof Schema & SchemaKeyword extends never
    ? false
    : Schema[keyof Schema & SchemaKeyword] extends string
      ? false
      : true;

/** Lists stand in JSON Schema only. */
type ReadsAsWords<Schema> = Extract<Schema[keyof Schema], readonly unknown[]> extends never ? true : false;

/** The object that the short form describes. It has no other members. */
export type ShortValue<Schema, Depth extends number> = {
  readonly [Name in keyof Schema as Schema[Name] extends `${string}?` ? never : Name]: MemberValue<Schema[Name], Depth>;
} & {
  readonly [Name in keyof Schema as Schema[Name] extends `${string}?` ? Name : never]?: MemberValue<
    Schema[Name],
    Depth
  >;
};

type MemberValue<Member, Depth extends number> = Depth extends 0
  ? AnyJson
  : Member extends `${infer Rest}?`
    ? MemberValue<Rest, Depth>
    : Member extends `${infer Item}[]`
      ? readonly MemberValue<Item, Less<Depth>>[]
      : Member extends object
        ? ShortValue<Member, Less<Depth>>
        : WordValue<Member>;

type WordValue<Name> = Name extends 'string'
  ? string
  : Name extends 'number' | 'integer'
    ? number
    : Name extends 'boolean'
      ? boolean
      : Name extends 'object'
        ? { readonly [name: string]: AnyJson }
        : AnyJson;
