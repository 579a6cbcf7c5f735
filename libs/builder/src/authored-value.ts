/** The type of the value that an author's text, list or object stands for once its references have their values. Types only. */
import type { JsonValue } from '@ice/core';
import type { AnyJson, IsAny } from './any-json.js';
import type { Less, MaxDepth } from './depth.js';
import type { StandsFor } from './reference.js';

/** A text that is one expression (or begins and ends as one): it keeps the type of its value, which TypeScript cannot read out of it. */
export type Template = `{{${string}}}`;

/** The value of what was written: of a reference what it stands for, of a literal the literal, of an object one of the same members. */
export type ValueOf<Written, Depth extends number = MaxDepth> =
  IsAny<Written> extends true ? AnyJson : JsonValue extends Written ? AnyJson : ValueOfEach<Written, Depth>;

type ValueOfEach<Written, Depth extends number> =
  Written extends StandsFor<infer Value>
    ? Value
    : Written extends string
      ? ValueOfText<Written>
      : Written extends number | boolean | null
        ? Written
        : Written extends undefined
          ? never
          : ValueOfParts<Written, Depth>;

type ValueOfText<Text extends string> = Text extends Template
  ? AnyJson
  : Text extends `${string}{{${string}`
    ? string
    : Text;

type ValueOfParts<Written, Depth extends number> = Depth extends 0
  ? AnyJson
  : Written extends readonly (infer Item)[]
    ? readonly ValueOf<Item, Less<Depth>>[]
    : Written extends object
      ? { readonly [Name in keyof Written]: ValueOf<Written[Name], Less<Depth>> }
      : AnyJson;

/** The type without its listed values: what `"a"` begins as may be any text later. An empty list may get items of any kind. */
export type Widened<T> =
  IsAny<T> extends true
    ? AnyJson
    : T extends string
      ? string
      : T extends number
        ? number
        : T extends boolean
          ? boolean
          : T extends readonly (infer Item)[]
            ? [Item] extends [never]
              ? readonly AnyJson[]
              : readonly Widened<Item>[]
            : T extends object
              ? { readonly [Name in keyof T]: Widened<T[Name]> }
              : T;
