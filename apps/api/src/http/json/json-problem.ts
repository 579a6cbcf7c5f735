/** Why a JSON body is refused. An expected problem, so a value; never carries more than a short piece of the input. */
import type { ErrorCode } from '@ice/core';

/** The name of a refusal. Each is a problem of status 400. */
export type JsonProblemCode = Extract<
  ErrorCode,
  | 'malformed-json'
  | 'body-not-object'
  | 'json-too-deep'
  | 'json-too-large'
  | 'key-too-long'
  | 'duplicate-key'
  | 'forbidden-key'
  | 'number-out-of-range'
>;

/** The first thing that is wrong with a body. */
export interface JsonProblem {
  readonly code: JsonProblemCode;
  /** One sentence for a person, without the offset. */
  readonly message: string;
  /** Where it is wrong: a byte offset from the start of the body; the body's length when it ends too early. */
  readonly offset: number;
}
