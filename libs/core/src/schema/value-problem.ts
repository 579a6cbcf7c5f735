/** Why a value does not fit a schema, as data. */
import type { JsonValue } from '../json/json-value.js';

/** The name of a problem of a value. */
export type ValueProblemCode =
  | 'type-mismatch'
  | 'value-not-allowed'
  | 'property-missing'
  | 'property-unexpected'
  | 'property-name-invalid'
  | 'number-out-of-range'
  | 'length-out-of-range'
  | 'pattern-mismatch'
  | 'format-mismatch'
  | 'items-not-unique'
  | 'items-unexpected'
  | 'items-missing'
  | 'no-alternative-fits'
  | 'schema-mismatch'
  | 'value-too-costly'
  | 'value-too-deep';

/** One thing that keeps a value from fitting a schema. */
export interface ValueProblem {
  /** JSON Pointer of the place in the value; for a missing property, the place where it should stand. */
  readonly pointer: string;
  readonly code: ValueProblemCode;
  /** A few words for a person, such as `expected string, got number`; never more than 200 characters of the value. */
  readonly message: string;
  /** The keyword of the schema that refuses; empty when none does (a judgement that was given up). */
  readonly keyword: string;
}

/** Judges values by one schema. No problems: the value fits. At most 20 problems. Never throws, never keeps state. */
export type ValueChecker = (value: JsonValue) => readonly ValueProblem[];
