/** What an entry of the table of functions is. Every function is pure, synchronous and pays for what it touches. */
import type { JsonValue } from '../../json/json-value.js';
import type { Type } from '../../type/type.js';
import type { Evaluation } from '../evaluation.js';

/** How many arguments a call takes, the value before the dot included. */
export interface Arity {
  readonly min: number;
  readonly max: number;
}

/** Chapters of the reference. */
export type FunctionGroup = 'string' | 'list' | 'object' | 'convert' | 'absence';

/** What documentation and completion show of a function. */
export interface FunctionDescription {
  readonly name: string;
  readonly group: FunctionGroup;
  readonly arity: Arity;
  /** `name(parameter: kind, optional?: kind): kind`. */
  readonly signature: string;
  /** One or two sentences: what it gives and when it fails. */
  readonly documentation: string;
  /** An expression without variables and what it gives; a test evaluates it. */
  readonly example: { readonly expression: string; readonly value: JsonValue };
}

/** A function of its argument values. */
export interface PureFunction extends FunctionDescription {
  readonly kind: 'function';
  /** What each argument must be, or a function that tells it from what the arguments are; the last one stands for all that follow. */
  readonly takes: readonly Type[] | ((found: readonly Type[]) => readonly Type[]);
  /** The type of the result for arguments of such types, which `takes` has passed. Pure, total and never too narrow. */
  readonly typeOf: (found: readonly Type[]) => Type;
  /** Gives the result, or ends the evaluation with a failure at `evaluation.at`. The count of values fits the arity. */
  readonly apply: (evaluation: Evaluation, values: readonly JsonValue[]) => JsonValue;
}

/** A form that decides itself when its arguments are evaluated; the compiler of expressions knows it. */
export interface Macro extends FunctionDescription {
  readonly kind: 'macro';
}

/** An entry of the table. */
export type ExpressionFunction = PureFunction | Macro;
