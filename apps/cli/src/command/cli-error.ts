/** A command that ends without a result, for a reason that people understand. Whoever throws it says what went wrong; the frame prints
 *  it in the form that was asked for. Everything else that is thrown is a fault of this program. */
import type { JsonValue } from '@ice/core';
import type { ExitCode } from './exit-codes.js';

/** What a `CliError` may have beside its sentence. */
export interface CliErrorParts {
  readonly exitCode: ExitCode;
  /** Of a problem of the API, or one of `ownCodes`. */
  readonly code: string;
  /** What to do next, preferably a command. */
  readonly hint?: string;
  /** Findings, or whatever else a program may want to read; `--json` has it as `details`. */
  readonly details?: JsonValue;
  /** More lines for people, printed below the sentence as they are. */
  readonly lines?: readonly string[];
  /** Done after the failure was printed and before the connection is closed. */
  readonly afterwards?: () => Promise<void>;
  readonly cause?: unknown;
}

/** See the head of this file. */
export class CliError extends Error {
  readonly exitCode: ExitCode;
  readonly code: string;
  readonly hint?: string;
  readonly details?: JsonValue;
  readonly lines: readonly string[];
  readonly afterwards?: () => Promise<void>;

  /** @param message one sentence: what, and where. */
  constructor(message: string, parts: CliErrorParts) {
    super(message, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.name = 'CliError';
    this.exitCode = parts.exitCode;
    this.code = parts.code;
    if (parts.hint !== undefined) this.hint = parts.hint;
    if (parts.details !== undefined) this.details = parts.details;
    this.lines = parts.lines ?? [];
    if (parts.afterwards) this.afterwards = parts.afterwards;
  }
}

/** The command was used wrongly: ends with 2. */
export function usageError(message: string, hint?: string): CliError {
  return new CliError(message, { exitCode: 2, code: 'usage', ...(hint !== undefined && { hint }) });
}
