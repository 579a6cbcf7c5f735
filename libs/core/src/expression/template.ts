/** Parsed templates: what the strings of a blueprint become. Frozen; one pass, inserted values are never templates again. */
import type { JsonValue } from '../json/json-value.js';
import type { Expression } from './expression.js';

/** No expression inside: the value itself (with `\{{` as `{{`). */
export interface LiteralTemplate<Value extends JsonValue = JsonValue> {
  readonly kind: 'literal';
  readonly value: Value;
}

/** Exactly one `{{ expression }}`: the type of the expression is kept. */
export interface ExpressionTemplate {
  readonly kind: 'expression';
  readonly expression: Expression;
}

/** Text with expressions in it: the values are inserted as text. */
export interface TextTemplate {
  readonly kind: 'text';
  readonly parts: readonly (string | Expression)[];
}

/** One string. Spans of its expressions are positions in the whole string. */
export type Template = LiteralTemplate<string> | ExpressionTemplate | TextTemplate;

/** A list with at least one expression inside. */
export interface ListTemplate {
  readonly kind: 'list';
  readonly items: readonly TemplateValue[];
}

/** An object with at least one expression inside; its keys are literals. */
export interface ObjectTemplate {
  readonly kind: 'object';
  readonly entries: readonly (readonly [key: string, value: TemplateValue])[];
}

/** A string with expressions, and where in the value it stands (JSON pointer, `''` for the value itself). */
export type LocatedTemplate = (ExpressionTemplate | TextTemplate) & { readonly pointer: string };

/** Any JSON value with templates in its strings. A part without expressions is one literal, however large. */
export type TemplateValue = LiteralTemplate | LocatedTemplate | ListTemplate | ObjectTemplate;
