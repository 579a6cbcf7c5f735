/** The port of foreign code: runs a program that nobody vouches for where it can reach nothing: no file, no network, no clock, no other
 *  program. */
import type { Failure } from '../error/failure.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';

/** One program to run. */
export interface CodeRequest {
  /** The body of a JavaScript function with `inputs` in scope. */
  readonly source: string;
  readonly inputs: JsonObject;
  /** How long the program may run; waiting for its turn does not count. */
  readonly timeoutMs: number;
  /** What the program and its values may take up. */
  readonly memoryBytes: number;
  /** Largest result, in characters of JSON. */
  readonly maxOutputBytes: number;
  /** Ends the program, or its wait. */
  readonly signal: AbortSignal;
}

/** What the program returned, or why it has no result: `timeout`, `code-failed` (with the author's line), `code-memory-exceeded`,
 *  `code-output-invalid` or `output-too-large`. */
export type CodeOutcome =
  { readonly ok: true; readonly output: JsonValue } | { readonly ok: false; readonly failure: Failure };

/** Runs programs. Nothing of one is left for the next. */
export abstract class CodeSandbox {
  /** Runs a program once. Rejects with the reason of the signal when that fires; whatever the program does is an outcome. */
  abstract run(request: CodeRequest): Promise<CodeOutcome>;

  /** Ends every program and takes no more. Idempotent. */
  abstract dispose(): Promise<void>;
}
